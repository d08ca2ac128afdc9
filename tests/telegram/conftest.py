"""The real bot, served in the test's own loop, talking to an emulated Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.telegram.service import serve
from storage.database import Database
from tests.emulators.telegram import TOKEN, Person, TelegramEmulator
from tests.samples import stock


@pytest.fixture
async def desk(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk at a store with the sample roster."""
    database = Database(sqlite_url)
    await stock(database, tmp_path)
    yield Desk(database, run_by="Test Coalition", contact="privacy@example.org")
    await database.close()


@pytest.fixture
async def telegram(desk: Desk) -> AsyncIterator[TelegramEmulator]:
    """Telegram, with the bot serving. At the end the bot must have kept to the Bot API."""
    async with TelegramEmulator() as emulator:
        stopping = asyncio.Event()
        serving = asyncio.create_task(
            serve(
                desk,
                token=TOKEN,
                api_url=emulator.url,
                stopping=stopping,
            )
        )
        await emulator.until(lambda: emulator.polled or serving.done())
        yield emulator
        stopping.set()
        await serving
        assert emulator.violations == []


@pytest.fixture
def ada(telegram: TelegramEmulator) -> Person:
    """A supporter in a private chat."""
    return telegram.person("Ada")
