"""What any worker does beside sending: start what is due, add recipients, reap, finish."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import time
from time import monotonic

from questions.errors import StoreUnreachable
from storage.broadcasts import drafts, reaper, snapshot
from storage.database import Database
from storage.notices import make_digest

log = logging.getLogger(__name__)

ROUND = 0.5
"""How often it is looked whether something starts or is done, in seconds."""

DIGESTS_EVERY = 30.0
"""How often it is looked whether followers have something to be told, in seconds."""


async def take_care(
    database: Database,
    *,
    lease: float,
    digest_at: time | None,
    wake: Callable[[], None],
    stopping: asyncio.Event,
) -> None:
    """Do all that until told to stop; leases of `lease` seconds are looked after.

    `wake` is called where there is something new to send.
    """
    reaped = digested = float("-inf")
    while not stopping.is_set():
        try:
            if monotonic() - reaped > min(lease / 4, 5.0):
                await _reap(database)
                reaped = monotonic()
            if digest_at and monotonic() - digested > DIGESTS_EVERY:
                async with database.writing() as connection:
                    await make_digest(connection, not_before=digest_at)
                digested = monotonic()
            await _look(database, wake, stopping)
        except StoreUnreachable as error:
            log.warning("broadcasts cannot be looked after: %s", error)
        except Exception:
            log.exception("broadcasts cannot be looked after; trying again")
        try:
            await asyncio.wait_for(stopping.wait(), ROUND)
        except TimeoutError:
            continue


async def _reap(database: Database) -> None:
    while True:
        async with database.writing() as connection:
            taken = await reaper.reap(connection)
        if taken:
            log.info("took over %s deliveries whose worker was not heard of", taken)
        if taken < reaper.CHUNK:
            break
    async with database.writing() as connection:
        more = await reaper.close_cancelled(connection)
    while more:
        async with database.writing() as connection:
            more = await reaper.close_cancelled(connection)


async def _look(database: Database, wake: Callable[[], None], stopping: asyncio.Event) -> None:
    async with database.glancing() as connection:
        if not await drafts.any_live(connection):
            return
    async with database.writing() as connection:
        await drafts.start_due(connection)
    more = True
    while more and not stopping.is_set():
        began = monotonic()
        async with database.writing() as connection:
            more = await snapshot.add_chunk(connection)
        if more:
            wake()
        # SQLite lets nobody queue: it is left free for as long as it was held.
        await asyncio.sleep(monotonic() - began if more and database.is_sqlite else 0)
    async with database.writing() as connection:
        await reaper.finish(connection)
