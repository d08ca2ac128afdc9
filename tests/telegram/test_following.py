"""What is kept of a supporter: only what they asked for, and nothing once they say so."""

from __future__ import annotations

import asyncio

import pytest

from bot.desk import Desk
from storage.supporters import export
from storage.unresolved import most_asked
from tests.emulators.telegram import Person, TelegramEmulator


async def kept(desk: Desk, chat: int) -> dict[str, object]:
    async with desk.database.reading() as connection:
        return await export(connection, chat)


async def test_a_priority_and_a_candidate_are_followed_and_unfollowed(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    await telegram.ask(ada, "/follow refugees")
    listed = await telegram.ask(ada, "/follow Okonkwo")
    assert "Amara Okonkwo" in listed.text
    assert (await kept(desk, ada.id))["follows"] == ["priority 7", "candidate c01"]
    after = await telegram.tap(listed, "u:7")
    assert "You no longer follow priority 7" in after.text
    assert (await kept(desk, ada.id))["follows"] == ["candidate c01"]


async def test_following_from_a_button_leaves_the_answer_where_it_is(
    telegram: TelegramEmulator, ada: Person
) -> None:
    answer = await telegram.ask(ada, "okonkwo death penalty")
    query = telegram.press(answer, "Follow Okonkwo")
    notice = await telegram.acknowledged(query)
    assert notice["text"] == "From now on you follow Amara Okonkwo."
    assert telegram.again(answer).text == answer.text


@pytest.mark.parametrize("what", ["/follow the moon", "/follow okonkwo rivera"])
async def test_what_cannot_be_followed_is_asked_about(
    telegram: TelegramEmulator, ada: Person, what: str
) -> None:
    reply = await telegram.ask(ada, what)
    assert "did not understand which" in reply.text
    assert "f:8" in [button.get("callback_data") for row in reply.keyboard for button in row]


async def test_what_cannot_be_unfollowed_shows_what_is_followed(
    telegram: TelegramEmulator, ada: Person
) -> None:
    await telegram.ask(ada, "/follow refugees")
    reply = await telegram.ask(ada, "/unfollow xyzzy")
    assert "did not understand what you would like to unfollow" in reply.text
    assert "u:7" in [button.get("callback_data") for row in reply.keyboard for button in row]


async def test_export_shows_all_that_is_kept_and_no_name(
    telegram: TelegramEmulator, ada: Person
) -> None:
    await telegram.ask(ada, "/start")
    await telegram.ask(ada, "/follow refugees")
    shown = await telegram.ask(ada, "/export")
    assert str(ada.id) in shown.text
    assert "priority 7" in shown.text
    assert ada.first_name not in shown.text


async def test_forget_erases_everything_once_it_is_confirmed(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    await telegram.ask(ada, "/start")
    await telegram.ask(ada, "/follow refugees")
    question = await telegram.ask(ada, "/forget")
    assert await kept(desk, ada.id) != {}
    done = await telegram.tap(question, "Erase everything")
    assert "has been erased" in done.text
    assert await kept(desk, ada.id) == {}
    await nothing_left(telegram, desk, ada.id)


async def nothing_left(telegram: TelegramEmulator, desk: Desk, chat: int) -> None:
    """Wait until the inbox holds neither bodies nor replies nor chats, then look for the chat."""
    async with asyncio.timeout(10):
        while True:
            async with desk.database.reading() as connection:
                rows = (await connection.exec_driver_sql("SELECT * FROM inbox")).all()
            if all(row.body is None and row.reply is None for row in rows):
                break
    assert str(chat) not in str(rows)


async def test_keeping_it_is_one_press_away(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    await telegram.ask(ada, "/start")
    await telegram.tap(await telegram.ask(ada, "/forget"), "Keep it")
    assert await kept(desk, ada.id) != {}


async def test_stop_ends_all_following_and_start_comes_back(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    await telegram.ask(ada, "/follow refugees")
    await telegram.ask(ada, "/stop")
    stopped = await kept(desk, ada.id)
    assert stopped["follows"] == []
    assert stopped["stopped_at"] is not None
    await telegram.ask(ada, "/start")
    assert (await kept(desk, ada.id))["stopped_at"] is None


async def test_who_blocks_the_bot_is_unreachable_until_they_come_back(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    await telegram.ask(ada, "/start")
    telegram.block(ada)
    await telegram.until(lambda: not telegram.pending_updates)
    assert await unreachable_at(desk, ada.id, known=True) is not None
    telegram.unblock(ada)
    assert await unreachable_at(desk, ada.id, known=False) is None


async def unreachable_at(desk: Desk, chat: int, *, known: bool) -> object:
    """Read since when a chat is unreachable, once that is (or no longer is) known."""
    async with asyncio.timeout(10):
        while True:
            since = (await kept(desk, chat))["unreachable_at"]
            if (since is not None) is known:
                return since


async def test_asking_alone_keeps_no_more_than_what_the_answer_was_about(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    await telegram.ask(ada, "okonkwo death penalty")
    await nothing_left(telegram, desk, ada.id)
    assert (await kept(desk, ada.id))["last_answer_about"] == ["c01", "8"]


async def test_what_was_not_understood_is_counted_without_the_person(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    for said in ("Lorem ipsum?", "lorem  IPSUM", "okonkwo death penalty"):
        await telegram.ask(ada, said)
    async with desk.database.reading() as connection:
        (counted,) = await most_asked(connection, 10)
    assert (counted.text, counted.times) == ("lorem ipsum", 2)
    assert str(ada.id) not in str(counted)


async def test_a_conversation_of_ten_turns_goes_on_from_answer_to_answer(
    telegram: TelegramEmulator, ada: Person
) -> None:
    turns = [
        ("where does Okonkwo stand on the death penalty?", "abolition everywhere"),
        ("and Rivera?", "Cada Estado decide"),
        ("and refugees?", "Tomás Rivera"),
        ("what about Okonkwo?", "Amara Okonkwo"),
        ("the others?", "Right to seek asylum"),
        ("who has not answered?", "Who has not answered: 7"),
        ("death penalty", "Put to 4 candidates, 2 answered"),
        ("who supports it?", "Commits to this: Amara Okonkwo"),
        ("Østergaard?", "Ingrid Østergaard"),
        ("and the ICC?", "Ingrid Østergaard"),
    ]
    for said, answered in turns:
        assert answered in (await telegram.ask(ada, said)).text, said


async def test_what_follows_a_name_that_is_nobodys_goes_on_from_that_text_and_no_older_one(
    telegram: TelegramEmulator, ada: Person
) -> None:
    await telegram.ask(ada, "who supports the ICC?")
    unknown = await telegram.ask(ada, "what does Quentin Zzyzx say about the death penalty?")
    assert "Quentin Zzyzx" in unknown.text
    assert "Cada Estado decide" in (await telegram.ask(ada, "and Rivera?")).text


async def test_of_two_questions_that_were_not_chosen_from_neither_is_gone_on_from(
    telegram: TelegramEmulator, ada: Person
) -> None:
    await telegram.ask(ada, "Østergaard on the death penalty")
    await telegram.ask(ada, "Okonkwo on refugees, Rivera on women")
    assert "Ingrid Østergaard" in (await telegram.ask(ada, "and the ICC?")).text
