"""CPU for an answer, by one process and by three that share a Postgres store behind a webhook.

At a rate that leaves the machine room: CPU time taken on a machine that has more to run than cores
measures the crowd, not the work. Three are set beside one that is asked as often as all of them
together, and beside one that is asked as often as each of them: the first ratio holds what is lost
as fewer answers share each commit, too, the second only what it costs that there are others.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.throughput import ANSWER, stocked
from tests.benchmarks.turns import CROWD, QUESTION, asked, cpu_of
from tests.emulators.telegram import RemoteTelegram, emulator_process
from tests.running.processes import PUBLIC, Running, many

A_SECOND, SECONDS, ROUNDS = 201, 15.0, 3
TURNS = ((1, A_SECOND), (3, A_SECOND), (1, A_SECOND // 3))
"""How many processes take a turn, and what they are asked a second."""

WARM_UP = 1_000
"""How many ask each process before that: every connection prepares its statements."""

Kind: TypeAlias = tuple[int, int]


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
            turns: dict[Kind, list[Turn]] = {kind: [] for kind in TURNS}
            for _ in range(ROUNDS):
                for kind, taken in turns.items():
                    taken.append(await _turn(telegram, stores["Postgres"], kind, Path(folder)))
    return table(f"Many processes on Postgres, webhook, {ROUNDS} rounds", _lines(turns))


def _lines(turns: dict[Kind, list[Turn]]) -> Iterator[Line]:
    for (count, rate), taken in turns.items():
        takes, cpu = median(each.takes for each in taken), median(each.cpu for each in taken)
        name = f"{count} process(es), {rate} a second, median answer ({cpu:.2f} ms of CPU)"
        yield Line(name, f"{takes:.0f} ms")
    together, three, alike = (turns[kind] for kind in TURNS)
    yield at_most(
        "CPU for an answer, three / one asked as often as all", _ratio(three, together), 1.2
    )
    yield at_most(
        "CPU for an answer, three / one asked as often as each", _ratio(three, alike), 1.2
    )


def _ratio(many: list[Turn], one: list[Turn]) -> float:
    return median(these.cpu / that.cpu for these, that in zip(many, one, strict=True))


async def _turn(telegram: RemoteTelegram, store: str, kind: Kind, folder: Path) -> Turn:
    count, rate = kind
    settings = {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url, "PUBLIC_URL": PUBLIC}
    async with many(count, folder, **settings) as running:
        await telegram.do("webhook_through", roots=[each.root for each in running])
        for each in running:
            await each.until_ready()
        await asked(telegram, WARM_UP * count)
        idle = _cpu(running)
        begun = await _ask(telegram, rate)
        spent = _cpu(running) - idle
        answered = await telegram.times("sendMessage")
        takes = median(at - begun - place / rate for place, at in enumerate(answered))
        for chat in (CROWD, CROWD + len(answered) - 1):
            (reply,) = await telegram.calls("sendMessage", chat)
            if ANSWER not in str(reply.argument("text")):
                raise RuntimeError(f"somebody was told something else: {reply}")
        for each in running:
            await each.stop()
        return Turn(1000 * takes, spent / len(answered))


async def _ask(telegram: RemoteTelegram, rate: int) -> float:
    """Let somebody new ask at an even pace until all are answered; return when the first asked."""
    await telegram.forget_calls()
    begun, asked_so_far = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < SECONDS:
        due = min(int(passed * rate) + 1, int(SECONDS * rate)) - asked_so_far
        first = CROWD + asked_so_far
        await telegram.say_many((chat, QUESTION) for chat in range(first, first + due))
        asked_so_far += due
        await asyncio.sleep(0.01)
    await telegram.wait_for_calls("sendMessage", asked_so_far, 30.0)
    return begun


def _cpu(running: list[Running]) -> float:
    return sum(cpu_of(each.process.pid) for each in running if each.process)
