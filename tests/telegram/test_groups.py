"""In groups the bot answers what is meant for it, and only administrators decide for the group."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from storage.supporters import export
from tests.emulators.telegram import Group, Person, TelegramEmulator


@pytest.fixture
def bea(telegram: TelegramEmulator) -> Person:
    """An administrator."""
    return telegram.person("Bea")


@pytest.fixture
def group(telegram: TelegramEmulator, ada: Person, bea: Person) -> Group:
    """A group that hears everything, as one where the bot is an administrator does."""
    return telegram.group(administrators=[bea], members=[ada], bot_is="administrator")


@pytest.mark.parametrize(
    "said",
    [
        "/ask okonkwo death penalty",
        "/ask@hustings_test_bot okonkwo death penalty",
        "@hustings_test_bot okonkwo death penalty",
        "okonkwo death penalty? @Hustings_Test_Bot",
    ],
)
async def test_a_command_or_a_mention_is_answered(
    telegram: TelegramEmulator, group: Group, ada: Person, said: str
) -> None:
    assert "abolition everywhere" in (await telegram.ask(group, said, by=ada)).text


async def test_a_reply_to_the_bot_is_answered(
    telegram: TelegramEmulator, group: Group, ada: Person
) -> None:
    first = await telegram.ask(group, "/priorities", by=ada)
    telegram.say(group, "okonkwo death penalty", by=ada, reply_to=first)
    assert "abolition everywhere" in (await telegram.reply(group)).text


@pytest.mark.parametrize(
    "said", ["okonkwo death penalty", "/ask@other_bot okonkwo", "/unknown", "mail me@hustings.org"]
)
async def test_talk_that_is_not_for_the_bot_is_left_alone(
    telegram: TelegramEmulator, group: Group, ada: Person, said: str
) -> None:
    telegram.say(group, said, by=ada)
    await telegram.ask(group, "/help", by=ada)
    assert telegram.count("sendMessage") == 1


async def test_a_command_said_to_be_ours_that_there_is_not_is_called_so(
    telegram: TelegramEmulator, group: Group, ada: Person
) -> None:
    reply = await telegram.ask(group, "/flumper@Hustings_Test_Bot", by=ada)
    assert reply.text.startswith("There is no command /flumper.")


async def test_a_mention_without_a_word_says_how_to_ask(
    telegram: TelegramEmulator, group: Group, ada: Person
) -> None:
    reply = await telegram.ask(group, "@Hustings_Test_Bot", by=ada)
    assert "Write behind /ask what you would like to know" in reply.text


@pytest.mark.parametrize("command", ["/follow refugees", "/unfollow refugees", "/stop"])
async def test_only_administrators_decide_what_a_group_follows(
    telegram: TelegramEmulator, group: Group, ada: Person, bea: Person, command: str
) -> None:
    assert "only its administrators" in (await telegram.ask(group, command, by=ada)).text
    assert "only its administrators" not in (await telegram.ask(group, command, by=bea)).text


async def test_a_members_press_cannot_make_the_group_follow(
    telegram: TelegramEmulator, group: Group, ada: Person, bea: Person, desk: Desk
) -> None:
    menu = await telegram.ask(group, "/follow", by=bea)
    refused = await telegram.acknowledged(telegram.press(menu, "f:7", by=ada))
    assert "only its administrators" in refused["text"]
    done = await telegram.acknowledged(telegram.press(menu, "f:7", by=bea))
    assert "you follow priority 7" in done["text"]
    async with desk.database.reading() as connection:
        assert (await export(connection, group.id))["follows"] == ["priority 7"]


@pytest.mark.parametrize("command", ["/export", "/forget"])
async def test_what_is_personal_stays_in_private_chats(
    telegram: TelegramEmulator, group: Group, bea: Person, command: str
) -> None:
    reply = await telegram.ask(group, command, by=bea)
    assert "only in a private chat" in reply.text
    assert reply.keyboard[0][0]["url"] == "https://t.me/hustings_test_bot"


async def test_a_forged_erasure_in_a_group_is_refused(
    telegram: TelegramEmulator, group: Group, bea: Person
) -> None:
    menu = await telegram.ask(group, "/follow", by=bea)
    notice = await telegram.acknowledged(telegram.press_forged(menu, "e:1", by=bea))
    assert "only in a private chat" in notice["text"]


async def test_a_group_that_became_a_supergroup_keeps_what_it_follows(
    telegram: TelegramEmulator, ada: Person, bea: Person, desk: Desk
) -> None:
    small = telegram.group(administrators=[bea], members=[ada], supergroup=False)
    await telegram.ask(small, "/follow refugees", by=bea)
    large = telegram.migrate(small, by=bea)
    await telegram.ask(large, "/help", by=bea)
    async with desk.database.reading() as connection:
        assert (await export(connection, large.id))["follows"] == ["priority 7"]
        assert await export(connection, small.id) == {}
