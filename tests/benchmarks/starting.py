"""From the command to serving, on an empty store and on one with 180,000 responses."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bot.actions.setup import prepare
from storage.database import Database
from tests.benchmarks.filling import fill
from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.roster import roster
from tests.benchmarks.scale import ANSWERED, MANY
from tests.emulators.telegram import RemoteTelegram, emulator_process
from tests.running.processes import many

ROUNDS = 5


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        sizes = {0: "empty", MANY: f"{MANY * ANSWERED:,} responses"}
        times: dict[int, list[float]] = {size: [] for size in sizes}
        for size in sizes:
            await _filled(_url(folder, size), size)
        async with emulator_process("--lean") as telegram:
            for _ in range(ROUNDS):
                for size, taken in times.items():
                    taken.append(await _start(telegram, _url(folder, size), Path(folder)))
    return table(f"From start to serving, SQLite, median of {ROUNDS}", _lines(times, sizes))


def _lines(times: dict[int, list[float]], sizes: dict[int, str]) -> Iterator[Line]:
    for size, name in sizes.items():
        yield Line(f"{name}, seconds", f"{median(times[size]):.2f}")
    ratio = median(full / empty for empty, full in zip(times[0], times[MANY], strict=True))
    yield at_most("full / empty", ratio, 3)


def _url(folder: str, size: int) -> str:
    return f"sqlite:///{folder}/{size}.db"


async def _filled(url: str, size: int) -> None:
    database = Database(url)
    await prepare(database)
    if size:
        await fill(database, tuple(roster(size)), answered=ANSWERED)
    await database.close()


async def _start(telegram: RemoteTelegram, store: str, folder: Path) -> float:
    begun = time.monotonic()
    settings = {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url}
    async with many(1, folder, **settings) as (running,):
        await running.until_ready()
        taken = time.monotonic() - begun
        await running.stop()
    return taken
