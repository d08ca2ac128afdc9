"""One million recipients: the snapshot's chunks, claims from none done to 99% done, and memory."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median, quantiles

import psutil
from sqlalchemy import text, update

from bot.actions.setup import prepare
from questions.delivery import DeliveryState
from storage.broadcasts import claims, drafts, snapshot
from storage.broadcasts.lanes import open_lane
from storage.broadcasts.progress import read_progress
from storage.database import Database
from storage.tables import deliveries
from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.stores import empty_stores
from tests.broadcasts.sending import FIRST, read, started, until, working
from tests.emulators.telegram import RemoteTelegram, emulator_process

MILLION = 1_000_000
CLAIMS = 200
ROWS = 128
SENT_IN_TURN = 10_000
"""How many messages the worker sends whose memory is watched."""

BOT = "4242"

_SQLITE = """
    INSERT INTO supporters (chat_id, language, since)
    WITH RECURSIVE numbers(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM numbers
        WHERE n + 1 < :first + :many)
    SELECT n, 'en', '2026-05-01 00:00:00.000000' FROM numbers
"""
_POSTGRES = """
    INSERT INTO supporters (chat_id, language, since)
    SELECT n, 'en', '2026-05-01 00:00:00+00'
    FROM generate_series(CAST(:first AS bigint), CAST(:first AS bigint) + :many - 1) n
"""


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    parts = []
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores, emulator_process("--lean") as telegram:
            for kind, url in stores.items():
                lines = [line async for line in _measured(kind, url, telegram)]
                parts.append(table(f"{MILLION:,} recipients on {kind}", lines))
    return "\n\n".join(parts)


async def _measured(kind: str, url: str, telegram: RemoteTelegram) -> AsyncIterator[Line]:
    database = Database(url)
    await prepare(database)
    async with database.writing() as connection:
        given = {"first": FIRST, "many": MILLION}
        await connection.execute(text(_SQLITE if database.is_sqlite else _POSTGRES), given)
        await open_lane(connection, BOT, pace=0)
    number = await started(database)
    held = await _snapshot(database)
    slowest = quantiles(held, n=100)[98]
    yield Line("snapshot, all chunks", f"{sum(held):.1f} s")
    yield Line("a chunk, median", f"{1000 * median(held):.0f} ms")
    name = "the writer held by 99 chunks in 100, of 100 ms"
    yield (
        at_most(name, slowest / 0.1, 1) if kind == "SQLite" else Line(name, f"{slowest / 0.1:.2f}")
    )
    begun = time.monotonic()
    async with database.reading() as connection:
        await read_progress(connection, number)
    yield Line("progress counted", f"{1000 * (time.monotonic() - begun):.0f} ms")
    at_first = await _claims(database)
    peak = await _memory(url, telegram, database, number)
    yield at_most("a worker's resident memory / 200 MB", peak / 200e6, 1)
    await _send_all_but(database, number, MILLION // 100)
    at_last = await _claims(database)
    yield Line(f"a claim of {ROWS}, none done and 99% done", f"{at_first:.1f}, {at_last:.1f} ms")
    yield at_most("99% done / none done", at_last / at_first, 1.5)
    await database.close()


async def _snapshot(database: Database) -> list[float]:
    """Take the snapshot; for how long each chunk held the writer, in seconds."""
    async with database.writing() as connection:
        await drafts.start_due(connection)
    held, more = [], True
    while more:
        async with database.writing() as connection:
            begun = time.monotonic()
            more = await snapshot.add_chunk(connection)
        held.append(time.monotonic() - begun)
    return held


async def _claims(database: Database) -> float:
    """Claim again and again, giving the rows back; the median in milliseconds."""
    took = []
    for _ in range(CLAIMS):
        async with database.writing() as connection:
            begun = time.monotonic()
            claim = await claims.claim(connection, BOT, "bench", most=ROWS, seconds=60)
            took.append(1000 * (time.monotonic() - begun))
            if len(claim.rows) != ROWS:
                raise RuntimeError("there was too little to claim")
        async with database.writing() as connection:
            await claims.release(connection, "bench", [row.id for row in claim.rows])
    return median(took)


async def _memory(url: str, telegram: RemoteTelegram, database: Database, number: int) -> float:
    """Let a worker send for a while; the most resident memory it had, in bytes."""
    peak = 0.0

    async def look() -> int:
        nonlocal peak
        peak = max(peak, float(psutil.Process(worker.process.pid).memory_info().rss))
        return await telegram.count("sendMessage")

    await telegram.forget_calls()
    async with working(url, telegram.url, BROADCAST_LEASE="60") as worker:
        await until(look, lambda sent: sent >= SENT_IN_TURN)
        await worker.stop()
    await read(database, number)
    return peak


async def _send_all_but(database: Database, number: int, left: int) -> None:
    """Mark as sent all but the last rows, as sending them would have, in as many commits."""
    last = FIRST + MILLION - left
    for start in range(FIRST, last, 10_000):
        async with database.writing() as connection:
            await connection.execute(
                update(deliveries)
                .where(
                    deliveries.c.broadcast_id == number,
                    deliveries.c.chat_id >= start,
                    deliveries.c.chat_id < min(start + 10_000, last),
                )
                .values(state=DeliveryState.SENT, due_at=None, message_id=1, reason=None)
            )
