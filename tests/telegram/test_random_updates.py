"""Thousands of random updates through the handlers: each is answered or left alone, none fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Bot

from bot.commands import COMMANDS
from bot.desk import Desk
from bot.telegram.calls import to_json
from bot.telegram.handlers import handle
from bot.telegram.room import Room
from bot.telegram.transport import AiohttpRequest
from storage.database import Database
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.samples import stock

CHATS = [
    {"id": 7, "type": "private", "first_name": "Ada"},
    {"id": -1001, "type": "supergroup", "title": "G", "is_forum": True},
    {"id": -5, "type": "group", "title": "G"},
]
PEOPLE = st.fixed_dictionaries(
    {"id": st.just(7), "is_bot": st.just(False), "first_name": st.text(max_size=5)},
    optional={"language_code": st.sampled_from(["en", "fr", "zh-hans", "xx", ""])},
)
WORDS = st.sampled_from(
    ["okonkwo", "Rivera", "death penalty", "refugees", "who", "compare", "not answered", "8.1.1",
     "priority 4", "and women?", "@hustings_test_bot", "smirnov", "question", "the others", "/"]
)  # fmt: skip
ANYTHING = st.text(st.characters(), max_size=60)
TEXTS = st.one_of(
    ANYTHING,
    st.lists(st.one_of(WORDS, ANYTHING), min_size=1, max_size=5).map(" ".join),
    st.builds(
        "/{}{} {}".format,
        st.sampled_from([*COMMANDS, "nonsense"]),
        st.sampled_from(["", "@hustings_test_bot", "@other"]),
        st.one_of(WORDS, ANYTHING),
    ),
    st.builds("{}{}".format, st.just("x" * 4_000), ANYTHING),
)
FIELD = st.sampled_from(["", "8", "8.1", "8.1.1", "99", "7,8", "c01", "c01,c02", "c99", "1", "2"])
PRESSES = st.one_of(
    ANYTHING,
    st.builds("{}:{}:{}:{}".format, st.sampled_from("sxcpwnlmkqifureoh"), FIELD, FIELD, FIELD),
)
REPORTED = {"message_id": 3, "date": 1, "text": "Reported as ⚑ 8.1.1/c01"}


@st.composite
def messages(draw: st.DrawFn) -> dict[str, Any]:
    chat = draw(st.sampled_from(CHATS))
    message = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": draw(PEOPLE)}
    match draw(st.sampled_from(["text", "text", "text", "caption", "sticker", "join", "migrate"])):
        case "text":
            message["text"] = draw(TEXTS)
        case "caption":
            message["caption"] = draw(TEXTS)
        case "join":
            message["new_chat_members"] = [draw(PEOPLE)]
        case "migrate":
            message["migrate_to_chat_id"] = -1009
    if draw(st.booleans()):
        bot = {"id": int(TOKEN.partition(":")[0]), "is_bot": True, "first_name": "H"}
        message["reply_to_message"] = REPORTED | {"chat": chat, "from": bot}
    return {"message": message}


@st.composite
def presses(draw: st.DrawFn) -> dict[str, Any]:
    query = {"id": "1", "from": draw(PEOPLE), "chat_instance": "x", "data": draw(PRESSES)}
    chat = draw(st.sampled_from(CHATS))
    match draw(st.sampled_from(["there", "too old", "inline"])):
        case "there":
            query["message"] = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "text": "x"}
        case "too old":
            query["message"] = {"message_id": 1, "date": 0, "chat": chat}
        case "inline":
            query["inline_message_id"] = "AgAA"
    return {"callback_query": query}


@st.composite
def inline_queries(draw: st.DrawFn) -> dict[str, Any]:
    query = {"id": "1", "from": draw(PEOPLE), "query": draw(TEXTS)[:256], "offset": ""}
    return {"inline_query": query}


UPDATES = st.tuples(
    st.integers(1, 10**9), st.one_of(messages(), messages(), presses(), inline_queries())
).map(lambda drawn: {"update_id": drawn[0], **drawn[1]})


class House:
    """A room on a real store, entered from synchronous tests."""

    def __init__(self, runner: asyncio.Runner, room: Room) -> None:
        self.runner, self.room = runner, room

    def handle(self, update: dict[str, Any]) -> None:
        self.runner.run(self._handle(update))

    async def _handle(self, update: dict[str, Any]) -> None:
        outcome = await handle(self.room, update)
        async with self.room.desk.database.writing() as connection:
            for effect in outcome.effects:
                await effect(connection)
        assert all(call["method"] for call in to_json(outcome.calls))


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Iterator[House]:
    with asyncio.Runner() as runner:
        database = Database(sqlite_url)
        emulator = TelegramEmulator()
        request = AiohttpRequest()

        async def open_up() -> Room:
            await stock(database, tmp_path)
            await emulator.__aenter__()
            bot = Bot(
                TOKEN,
                base_url=emulator.base_url,
                request=request,
                get_updates_request=request,
            )
            await bot.initialize()
            return Room(Desk(database), bot)

        async def close() -> None:
            await request.shutdown()
            await emulator.__aexit__(None, None, None)
            await database.close()

        room = runner.run(open_up())
        yield House(runner, room)
        runner.run(close())


@settings(
    max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(UPDATES)
def test_no_update_fails(
    house: House, caplog: pytest.LogCaptureFixture, update: dict[str, Any]
) -> None:
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        house.handle(update)
    assert caplog.records == []
