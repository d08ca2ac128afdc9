"""Trouble on demand, and the record of calls."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from tests.emulators.telegram import TelegramEmulator, faults
from tests.emulators.telegram.calls import Call, CallLog


@pytest.mark.parametrize(
    ("trouble", "error", "why"),
    [
        (faults.too_many_requests(7), RetryAfter, "Retry in 0:00:07"),
        (faults.blocked(), Forbidden, "bot was blocked by the user"),
        (faults.deactivated(), Forbidden, "user is deactivated"),
        (faults.kicked(), Forbidden, "bot was kicked from the group chat"),
        (faults.chat_not_found(), BadRequest, "Chat not found"),
        (faults.migrated(-100), ChatMigrated, "-100"),
        (faults.server_error(502), NetworkError, "Bad Gateway"),
        (faults.server_error(500), NetworkError, "Internal Server Error"),
        (faults.refused(400, "Bad Request: TOPIC_CLOSED"), BadRequest, "Topic_closed"),
        (faults.dropped(), NetworkError, "ReadError|RemoteProtocolError"),
    ],
)
async def test_trouble_meets_one_call_and_nothing_is_carried_out(
    telegram: TelegramEmulator, bot: Bot, trouble: faults.Trouble, error: type[Exception], why: str
) -> None:
    ada = telegram.person()
    fault = telegram.fault(trouble)
    with pytest.raises(error, match=why):
        await bot.send_message(ada.id, "hello")
    assert telegram.conversation(ada) == []
    assert fault.hits == 1
    await bot.send_message(ada.id, "hello")
    assert telegram.last(ada).text == "hello"
    assert telegram.refused == []


async def test_a_lost_reply_leaves_the_message_with_the_person(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    telegram.fault(faults.lost_reply())
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "hello")
    assert telegram.deliveries("hello") == {ada.id: 1}
    assert [call.status for call in telegram.calls("sendMessage")] == [0]


async def test_a_held_answer_comes_when_it_is_released(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    fault = telegram.fault(faults.held())
    sending = asyncio.create_task(bot.send_message(ada.id, "hello"))
    await telegram.until(lambda: fault.hits == 1 and telegram.conversation(ada))
    assert not sending.done()
    fault.release()
    assert (await sending).text == "hello"


async def test_trouble_can_be_kept_to_a_chat_a_method_and_a_number_of_calls(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada, bea = telegram.person(), telegram.person()
    fault = telegram.fault(faults.blocked(), chat=ada, times=None, skip=1)
    for person in (ada, bea):
        await bot.send_message(person.id, "first")
    for _ in range(3):
        with pytest.raises(Forbidden):
            await bot.send_message(ada.id, "second")
    await bot.send_chat_action(ada.id, "typing")
    await bot.send_message(bea.id, "second")
    fault.clear()
    await bot.send_message(ada.id, "third")
    assert fault.hits == 3
    telegram.fault(faults.server_error(), None, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.get_chat(ada.id)
    assert telegram.count("sendMessage") == 7
    assert telegram.count("sendMessage", 403) == 3


async def test_calls_are_recorded_with_their_arguments_and_outcome(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada, bea = telegram.person(), telegram.person()
    await bot.send_message(ada.id, "2026", disable_notification=True)
    await bot.send_message(bea.id, "hello")
    with pytest.raises(BadRequest):
        await bot.send_message(ada.id, "<p>", "HTML")
    (first, refused) = telegram.calls("sendMessage", ada)
    assert (first.chat, first.argument("text")) == (ada.id, "2026")
    assert first.argument("disable_notification") is True
    assert first.status == 200
    assert first.at < refused.at
    assert refused.error.startswith("Bad Request: can't parse entities: Unsupported start tag")
    assert telegram.refused == [refused]


def test_the_most_calls_in_any_second_are_counted_in_a_half_open_window() -> None:
    log = calls_at(0.0, 0.5, 0.999, 1.0, 3.0, 3.5)
    assert log.max_in_any_second("sendMessage") == 3
    assert log.max_in_any_second("getMe") == 0


def calls_at(*times: float) -> CallLog:
    """A log of messages that arrived at these times."""
    log = CallLog(keep=2)
    for at in times:
        log.add(Call("sendMessage", {}, at, 200))
    return log


def test_only_the_last_calls_are_kept_in_full() -> None:
    log = calls_at(1.0, 2.0, 3.0)
    assert [call.at for call in log.recent] == [2.0, 3.0]
    assert log.outcomes["sendMessage", 200] == 3
