"""The service: what is configured, started, run and stopped as one."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Coroutine
from typing import Any

from bot.actions.setup import prepare
from bot.broadcast.service import Terms
from bot.broadcast.service import serve as serve_broadcasts
from bot.desk import Desk
from bot.settings import HOW_TO_CONNECT, Settings
from bot.telegram.service import serve as serve_telegram
from migrations.schema import current, require_newest
from questions.errors import NotConfigured
from storage import contexts, inbox
from storage.broadcasts import recipients
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
        try:
            await _until_one_fails(
                [
                    serve_telegram(
                        desk,
                        token=settings.telegram_bot_token,
                        api_url=settings.telegram_api_url,
                        stopping=stopping,
                    ),
                    serve_broadcasts(
                        desk,
                        token=settings.telegram_bot_token,
                        api_url=settings.telegram_api_url,
                        terms=broadcast_terms(settings),
                        stopping=stopping,
                    ),
                ],
                stopping,
            )
        finally:
            tidying.cancel()
            await asyncio.gather(tidying, return_exceptions=True)
    finally:
        await database.close()


async def work(settings: Settings) -> None:
    """Send broadcasts until SIGTERM or SIGINT, and do nothing else: one process more that does.

    Raises NotConfigured where no bot is configured, and StoreNotReady.
    """
    if not settings.telegram_bot_token:
        raise NotConfigured(HOW_TO_CONNECT)
    stopping = _stop_on_signals()
    database = Database(settings.database_url)
    try:
        await require_newest(database)
        await serve_broadcasts(
            Desk(database, run_by=settings.run_by),
            token=settings.telegram_bot_token,
            api_url=settings.telegram_api_url,
            terms=broadcast_terms(settings),
            stopping=stopping,
        )
    finally:
        await database.close()


def broadcast_terms(settings: Settings) -> Terms:
    """Return how this bot sends broadcasts."""
    return Terms(settings.broadcast_pace, settings.broadcast_lease, settings.digest_at)


async def _until_one_fails(parts: list[Coroutine[Any, Any, None]], stopping: asyncio.Event) -> None:
    """Run parts of the service side by side; where one fails, the others finish and it is told."""
    tasks = [asyncio.create_task(part) for part in parts]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stopping.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def _keep_tidy(database: Database) -> None:
    """Erase, now and then, what is no longer needed."""
    while True:
        try:
            async with database.writing() as connection:
                await inbox.purge(connection)
                await contexts.purge(connection)
                await recipients.purge(connection)
        except Exception:
            log.exception("what is no longer needed could not be erased; trying again later")
        await asyncio.sleep(TIDY_EVERY)


def _stop_on_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopping.set)
    return stopping
