"""CPU for an answer, by one process and by three that share a Postgres store behind a webhook."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.throughput import ANSWER, stocked
from tests.benchmarks.turns import CROWD, asked, cpu_of
from tests.emulators.telegram import RemoteTelegram, emulator_process
from tests.running.processes import PUBLIC, Running, many

MESSAGES, ROUNDS = 3_000, 3
WARM_UP = 1_000
"""How many ask each process before that: every connection prepares its statements."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How many answers a second, and the CPU milliseconds of each, all processes together."""

    per_second: float
    cpu: float


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores, emulator_process("--lean") as telegram:
            if "Postgres" not in stores:
                return "Many processes: not measured, HUSTINGS_TEST_POSTGRES names no server"
            await stocked(stores["Postgres"], Path(folder))
            turns: dict[int, list[Turn]] = {1: [], 3: []}
            for _ in range(ROUNDS):
                for count, taken in turns.items():
                    taken.append(await _turn(telegram, stores["Postgres"], count, Path(folder)))
    title = f"Many processes on Postgres, webhook, {MESSAGES} people, median of {ROUNDS} rounds"
    return table(title, _lines(turns))


def _lines(turns: dict[int, list[Turn]]) -> Iterator[Line]:
    for count, taken in turns.items():
        rate, cpu = median(each.per_second for each in taken), median(each.cpu for each in taken)
        yield Line(f"{count} process(es), a second ({cpu:.2f} ms of CPU each)", f"{rate:,.0f}")
    ratio = median(many.cpu / one.cpu for one, many in zip(turns[1], turns[3], strict=True))
    yield at_most("CPU for an answer, three / one", ratio, 1.2)


async def _turn(telegram: RemoteTelegram, store: str, count: int, folder: Path) -> Turn:
    settings = {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url, "PUBLIC_URL": PUBLIC}
    async with many(count, folder, **settings) as running:
        await telegram.do("webhook_through", roots=[each.root for each in running])
        for each in running:
            await each.until_ready()
        await asked(telegram, WARM_UP * count)
        idle = _cpu(running)
        per_second = await asked(telegram, MESSAGES)
        spent = _cpu(running) - idle
        for chat in (CROWD, CROWD + MESSAGES - 1):
            (reply,) = await telegram.calls("sendMessage", chat)
            if ANSWER not in str(reply.argument("text")):
                raise RuntimeError(f"somebody was told something else: {reply}")
        for each in running:
            await each.stop()
        return Turn(per_second, spent / MESSAGES)


def _cpu(running: list[Running]) -> float:
    return sum(cpu_of(each.process.pid) for each in running if each.process)
