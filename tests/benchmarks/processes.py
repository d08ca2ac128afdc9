"""CPU for an answer, by one process and by three that share a Postgres store behind a webhook.

Both are asked at the same rate, one that leaves the machine room: CPU time taken on a machine
that has more to run than cores measures the crowd, not the work.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.throughput import ANSWER, stocked
from tests.benchmarks.turns import CROWD, QUESTION, asked, cpu_of
from tests.emulators.telegram import RemoteTelegram, emulator_process
from tests.running.processes import PUBLIC, Running, many

A_SECOND, SECONDS, ROUNDS = 200, 15.0, 3
WARM_UP = 1_000
"""How many ask each process before that: every connection prepares its statements."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The median milliseconds to an answer, and the CPU milliseconds of it, all processes."""

    takes: float
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
    title = f"Many processes on Postgres, webhook, {A_SECOND} queries a second, {ROUNDS} rounds"
    return table(title, _lines(turns))


def _lines(turns: dict[int, list[Turn]]) -> Iterator[Line]:
    for count, taken in turns.items():
        takes, cpu = median(each.takes for each in taken), median(each.cpu for each in taken)
        yield Line(f"{count} process(es), median answer ({cpu:.2f} ms of CPU)", f"{takes:.0f} ms")
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
        begun = await _ask(telegram)
        spent = _cpu(running) - idle
        answered = await telegram.times("sendMessage")
        takes = median(at - begun - place / A_SECOND for place, at in enumerate(answered))
        for chat in (CROWD, CROWD + len(answered) - 1):
            (reply,) = await telegram.calls("sendMessage", chat)
            if ANSWER not in str(reply.argument("text")):
                raise RuntimeError(f"somebody was told something else: {reply}")
        for each in running:
            await each.stop()
        return Turn(1000 * takes, spent / len(answered))


async def _ask(telegram: RemoteTelegram) -> float:
    """Let somebody new ask at an even pace until all are answered; return when the first asked."""
    await telegram.forget_calls()
    begun, asked_so_far = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < SECONDS:
        due = min(int(passed * A_SECOND) + 1, int(SECONDS * A_SECOND)) - asked_so_far
        first = CROWD + asked_so_far
        await telegram.say_many((chat, QUESTION) for chat in range(first, first + due))
        asked_so_far += due
        await asyncio.sleep(0.01)
    await telegram.wait_for_calls("sendMessage", asked_so_far, 30.0)
    return begun


def _cpu(running: list[Running]) -> float:
    return sum(cpu_of(each.process.pid) for each in running if each.process)
