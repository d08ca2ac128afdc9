"""The service: what is configured, started, run and stopped as one."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal

from bot.actions.setup import prepare
from bot.desk import Desk
from bot.settings import HOW_TO_CONNECT, Settings
from bot.telegram.service import serve as serve_telegram
from migrations.schema import current, require_newest
from questions.errors import NotConfigured
from storage import contexts, holds, inbox
from storage.database import Database

log = logging.getLogger(__name__)

TIDY_EVERY = 600.0
"""How often what is no longer needed is erased, in seconds."""


async def run(settings: Settings) -> None:
    """Serve every platform that is configured until SIGTERM or SIGINT, then finish what is begun.

    An empty store is prepared; one of another version is not touched. Raises NotConfigured where
    no platform is configured, and StoreNotReady.
    """
    if not settings.telegram_bot_token:
        raise NotConfigured(HOW_TO_CONNECT)
    stopping = _stop_on_signals()
    database = Database(settings.database_url)
    try:
        if await current(database) is None:
            await prepare(database)
        await require_newest(database)
        desk = Desk(
            database,
            counts_unresolved=settings.count_unresolved,
            run_by=settings.run_by,
            contact=settings.privacy_contact,
        )
        await desk.catalogue()
        # The catalogue's many small objects outlive every collection: none need look at them.
        gc.freeze()
        tidying = asyncio.create_task(_keep_tidy(database))
        await serve_telegram(
            desk,
            token=settings.telegram_bot_token,
            api_url=settings.telegram_api_url,
            stopping=stopping,
        )
        tidying.cancel()
        await asyncio.gather(tidying, return_exceptions=True)
    finally:
        await database.close()


async def _keep_tidy(database: Database) -> None:
    """Erase, now and then, what is no longer needed."""
    while True:
        try:
            async with database.writing() as connection:
                await inbox.purge(connection)
                await contexts.purge(connection)
                await holds.purge(connection)
        except Exception:
            log.exception("what is no longer needed could not be erased; trying again later")
        await asyncio.sleep(TIDY_EVERY)


def _stop_on_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopping.set)
    return stopping
