"""An outage of the store is waited out: it is no answer, and no refusal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot

from bot.desk import Desk
from bot.telegram.handlers import handle
from bot.telegram.room import Room
from bot.telegram.transport import AiohttpRequest
from questions.errors import StoreUnreachable
from storage.database import Database
from tests.emulators.telegram import TOKEN, TelegramEmulator

ADA = {"id": 7, "is_bot": False, "first_name": "Ada"}
CHAT = {"id": 7, "type": "private", "first_name": "Ada"}
MESSAGE: dict[str, Any] = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "text": "refugees"}
UPDATES: list[dict[str, Any]] = [
    {"message": {**MESSAGE, "from": ADA}},
    {
        "callback_query": {
            "id": "1",
            "from": ADA,
            "chat_instance": "x",
            "data": "h",
            "message": MESSAGE,
        }
    },
]


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    """A bot whose store is gone."""
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    async with TelegramEmulator() as telegram, AiohttpRequest() as request:
        url = telegram.base_url
        bot = Bot(TOKEN, base_url=url, request=request, get_updates_request=request)
        await bot.initialize()
        yield Room(Desk(database), bot)
    await database.close()


@pytest.mark.parametrize("update", UPDATES, ids=["message", "press"])
async def test_an_update_that_meets_no_store_is_left_to_be_handled_again(
    room: Room, update: dict[str, Any]
) -> None:
    with pytest.raises(StoreUnreachable):
        await handle(room, {"update_id": 1, **update})
