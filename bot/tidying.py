"""What is no longer needed is erased, now and then."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.settings import Settings
from storage import contexts, holds, inbox, supporters, unresolved
from storage.broadcasts import recipients
from storage.database import Database

log = logging.getLogger(__name__)

TIDY_EVERY = 600.0
"""How often that is done, in seconds."""


async def keep_tidy(database: Database, settings: Settings, stopping: asyncio.Event) -> None:
    """Tidy up until told to stop."""
    while not stopping.is_set():
        try:
            await tidy(database, settings)
        except Exception:
            log.exception("what is no longer needed could not be erased; trying again later")
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), TIDY_EVERY)


async def tidy(database: Database, settings: Settings) -> None:
    """Erase what has served, and what is older than the settings let it grow."""
    now = datetime.now(UTC)
    async with database.writing() as connection:
        await inbox.purge(connection)
        await contexts.purge(connection)
        await holds.purge(connection)
        await recipients.purge(connection)
        await unresolved.purge(
            connection, before=(now - timedelta(days=settings.keep_unresolved)).date()
        )
        await supporters.purge(connection, before=now - timedelta(days=settings.keep_unreachable))
