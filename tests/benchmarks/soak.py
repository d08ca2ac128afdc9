"""A long run at twenty queries a second through everything that goes wrong on a network.

Telegram answers 429 and 5xx, cuts connections and loses replies now and then; two of three
processes are killed in turn. Asked, answered, lost and repeated are counted at Telegram's side.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.benchmarks.report import Line, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.throughput import stocked
from tests.benchmarks.turns import CROWD, QUESTION
from tests.emulators.telegram import RemoteTelegram, emulator_process
from tests.emulators.telegram.faults import (
    Trouble,
    dropped,
    lost_reply,
    server_error,
    too_many_requests,
)
from tests.running.processes import PUBLIC, Running, many

A_SECOND = 20
TROUBLE_EVERY, KILL_EVERY = 2.0, 30.0
"""How often something goes wrong, in seconds."""
PATIENCE = 120.0
"""How long the last answers are waited for, in seconds."""

TROUBLES: tuple[Callable[[], Trouble], ...] = (
    too_many_requests,
    server_error,
    dropped,
    lost_reply,
)


def report(minutes: float) -> str:
    """Run for so long, and lay the counts out."""
    return asyncio.run(_report(minutes))


async def _report(minutes: float) -> str:
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores, emulator_process("--lean") as telegram:
            kind, store = list(stores.items())[-1]
            await stocked(store, Path(folder))
            settings = {"DATABASE_URL": store, "PUBLIC_URL": PUBLIC}
            settings |= {"TELEGRAM_API_URL": telegram.url}
            count = 3 if kind == "Postgres" else 1
            async with many(count, Path(folder), **settings) as running:
                await telegram.do("webhook_through", roots=[each.root for each in running])
                for each in running:
                    await each.until_ready()
                lines = await _soak(telegram, running, minutes * 60)
    return table(f"Soak of {minutes:g} minutes, {count} process(es) on {kind}", lines)


async def _soak(telegram: RemoteTelegram, running: list[Running], seconds: float) -> list[Line]:
    before = _memory(running[-1])
    meanwhile = [
        asyncio.create_task(_trouble(telegram)),
        asyncio.create_task(_kill(running[:-1])),
    ]
    asked = await _ask(telegram, seconds)
    for task in meanwhile:
        task.cancel()
    for result in await asyncio.gather(*meanwhile, return_exceptions=True):
        if isinstance(result, Exception):
            raise result
    await telegram.clear_faults()
    got = await _answered(telegram, asked)
    lost, repeated = asked - len(got), sum(got.values()) - len(got)
    memory = f"{before:.0f}, {_memory(running[-1]):.0f} MiB"
    return [
        Line("asked", f"{asked:,}"),
        Line("answered", f"{len(got):,}"),
        Line("lost", f"{lost:,}", "0", lost == 0),
        Line("repeated: their connection broke, or their process was killed", f"{repeated:,}"),
        Line("429 met", f"{await telegram.count('sendMessage', 429):,}"),
        Line("5xx met", f"{await telegram.count('sendMessage', 502):,}"),
        Line("connections cut", f"{await telegram.count('sendMessage', 0):,}"),
        Line("kills", f"{max(0, sum(each.lives - 1 for each in running)):,}"),
        Line("memory of the process that was not killed, start and end", memory),
    ]


async def _ask(telegram: RemoteTelegram, seconds: float) -> int:
    """Let somebody new ask, again and again; return how many did."""
    begun, asked = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < seconds:
        due = int(passed * A_SECOND) - asked
        first = CROWD + asked
        await telegram.say_many((chat, QUESTION) for chat in range(first, first + due))
        asked += due
        await asyncio.sleep(0.05)
    return asked


async def _trouble(telegram: RemoteTelegram) -> None:
    """Let one thing after the other go wrong with the next few messages."""
    chance = random.Random(1)
    for trouble in itertools.cycle(TROUBLES):
        await telegram.fault(trouble(), times=chance.randint(1, 5))
        await asyncio.sleep(TROUBLE_EVERY)


async def _kill(victims: list[Running]) -> None:
    for victim in itertools.cycle(victims):
        await asyncio.sleep(KILL_EVERY)
        await victim.kill()
        await victim.start()


async def _answered(telegram: RemoteTelegram, asked: int) -> Counter[int]:
    """Return how many messages each of those who asked got, once everybody has, or after long."""
    got: Counter[int] = Counter()
    ends = time.monotonic() + PATIENCE
    while len(got) < asked and time.monotonic() < ends:
        await asyncio.sleep(1.0)
        got = await telegram.deliveries()
    return got


def _memory(running: Running) -> float:
    """Return a process's memory in MiB."""
    assert running.process
    return float(psutil.Process(running.process.pid).memory_info().rss) / 2**20
