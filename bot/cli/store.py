"""What every command works on: the settings, the configured store, and who gives the command."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.logs import set_up
from bot.settings import Settings, read_settings
from storage.database import Database

Result = TypeVar("Result")


def settings() -> Settings:
    """Read the settings, and log as they say."""
    read = read_settings()
    set_up(read.log_level, read.log_format, read.secrets)
    return read


def on_store(work: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    """Do one piece of work on the configured store."""

    async def once() -> Result:
        database = Database(settings().database_url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(once())


def operator() -> str:
    """Name whoever runs this command, for the audit."""
    try:
        return f"operator:{getpass.getuser()}"
    except (OSError, KeyError):
        return "operator"
