"""A reply gets through whatever Telegram answers, or the store learns why it could not."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from storage.supporters import export
from tests.emulators.telegram import Person, TelegramEmulator
from tests.emulators.telegram.faults import (
    Trouble,
    blocked,
    chat_not_found,
    deactivated,
    dropped,
    lost_reply,
    migrated,
    refused,
    server_error,
    too_many_requests,
)


@pytest.mark.parametrize(
    "trouble",
    [too_many_requests(1), server_error(502), server_error(500), dropped(), lost_reply()],
    ids=["429", "502", "500", "dropped", "lost reply"],
)
async def test_a_reply_that_meets_passing_trouble_is_sent_again(
    telegram: TelegramEmulator, ada: Person, trouble: Trouble
) -> None:
    telegram.fault(trouble)
    assert "abolition" in (await telegram.ask(ada, "okonkwo death penalty")).text


@pytest.mark.parametrize("trouble", [blocked(), deactivated(), chat_not_found()])
async def test_a_chat_that_cannot_be_written_to_is_noted_and_others_are_served(
    telegram: TelegramEmulator, ada: Person, desk: Desk, trouble: Trouble
) -> None:
    await telegram.ask(ada, "/start")
    fault = telegram.fault(trouble, chat=ada)
    telegram.say(ada, "/priorities")
    await telegram.until(lambda: fault.hits)
    other = telegram.person("Bea")
    assert "abolition" in (await telegram.ask(other, "okonkwo death penalty")).text
    await until_unreachable(desk, ada.id)


async def until_unreachable(desk: Desk, chat: int) -> None:
    while True:
        async with desk.database.reading() as connection:
            if (await export(connection, chat))["unreachable_at"]:
                return


async def test_a_migrated_group_is_answered_under_its_new_number(
    telegram: TelegramEmulator, ada: Person
) -> None:
    old = telegram.group(administrators=[ada])
    new = telegram.group("New", administrators=[ada])
    telegram.fault(migrated(new.id), chat=old)
    telegram.say(old, "/priorities", by=ada)
    assert "priorities" in (await telegram.reply(new)).text


async def test_a_refusal_for_good_is_let_go_and_the_next_message_is_answered(
    telegram: TelegramEmulator, ada: Person
) -> None:
    fault = telegram.fault(refused(400, "Bad Request: something new"))
    telegram.say(ada, "/priorities")
    await telegram.until(lambda: fault.hits)
    assert "abolition" in (await telegram.ask(ada, "okonkwo death penalty")).text


async def test_polling_goes_on_after_trouble(telegram: TelegramEmulator, ada: Person) -> None:
    telegram.fault(server_error(502), "getUpdates", times=1)
    telegram.say(ada, "/priorities")
    await telegram.reply(ada)
    assert "abolition" in (await telegram.ask(ada, "okonkwo death penalty")).text


async def test_messages_of_one_chat_are_answered_in_their_order(
    telegram: TelegramEmulator, ada: Person
) -> None:
    telegram.fault(too_many_requests(1))
    for number in range(1, 9):
        telegram.say(ada, f"what does priority {number} say?")
    for number in range(1, 9):
        assert f"Priority {number}" in (await telegram.reply(ada)).text


async def test_a_reply_outlasts_a_long_outage_and_is_sent_once(
    telegram: TelegramEmulator, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.delivery.LONGEST_PAUSE", 0.0)
    monkeypatch.setattr("bot.intake.intake.AGAIN", 0.05)
    fault = telegram.fault(server_error(502), times=20)
    telegram.say(ada, "okonkwo death penalty")
    bea = telegram.person("Bea")
    assert "abolition" in (await telegram.reply(ada)).text
    assert fault.hits == 20
    assert "priorities" in (await telegram.ask(bea, "/priorities")).text
    assert telegram.count("sendMessage", status=200) == 2
