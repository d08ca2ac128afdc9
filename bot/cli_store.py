"""What every command shares: the settings, the store they name, and whose work it is."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.logs import set_up
from bot.settings import Settings, read_settings
from storage.database import Database

Result = TypeVar("Result")


def operator() -> str:
    """Name whoever runs this command, for the audit."""
    try:
        return f"operator:{getpass.getuser()}"
    except (OSError, KeyError):
        return "operator"


def read_and_log() -> Settings:
    """Read the settings, and log as they say."""
    settings = read_settings()
    set_up(settings.log_level)
    return settings


def on_store(work: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    """Do one piece of work on the configured store."""

    async def once() -> Result:
        database = Database(read_and_log().database_url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(once())
