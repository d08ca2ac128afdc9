"""A real run: 5,000 recipients, two workers, each killed once while it sends; and the counts."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot.actions.setup import prepare
from questions.delivery import DeliveryState, Progress
from storage.database import Database
from tests.benchmarks.report import Line, table
from tests.benchmarks.stores import empty_stores
from tests.broadcasts.sending import (
    add_supporters,
    rows_of,
    started,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import emulator_process

PEOPLE = 5_000


def report() -> str:
    """Run it on every store, and lay the counts out."""
    return asyncio.run(_report())


async def _report() -> str:
    parts = []
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores:
            for kind, url in stores.items():
                lines = [line async for line in _run(url)]
                parts.append(table(f"{PEOPLE:,} recipients on {kind}, two kill -9", lines))
    return "\n\n".join(parts)


async def _run(url: str) -> AsyncIterator[Line]:
    database = Database(url)
    await prepare(database)
    chats = await add_supporters(database, PEOPLE)
    unsure: set[int] = set()
    async with emulator_process("--lean") as telegram:
        number = await started(database)
        for goal in (1_500, 3_000):
            async with working(url, telegram.url) as worker:
                await until_progress(database, number, lambda seen: seen.sent >= goal)  # noqa: B023 - used at once
                await worker.kill()
                killed = await rows_of(database, number, DeliveryState.SENDING)
            unsure |= {row.chat_id for row in killed}
            yield Line(f"being sent at the kill after {goal:,}", f"{len(killed):,}")
        async with working(url, telegram.url):
            progress: Progress = await until_over(database, number)
        got = await telegram.deliveries()
    flagged = {row.chat_id for row in await rows_of(database, number) if row.maybe_duplicate}
    twice = {chat for chat, times in got.items() if times > 1}
    await database.close()
    yield Line("sent, by the store", f"{progress.sent:,}")
    yield Line("chats that got it", f"{len(got):,}")
    missed = set(chats) - set(got)
    yield Line("chats that did not", f"{len(missed):,}", "0", not missed)
    yield Line("chats that got it twice", f"{len(twice):,}")
    stray = twice - unsure
    yield Line("of these not being sent at a kill", f"{len(stray):,}", "0", not stray)
    yield Line("flagged as perhaps sent twice", f"{len(flagged):,}", "all", twice <= flagged)
