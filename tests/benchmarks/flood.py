"""One chat floods for a minute; how its neighbours fare, and what it does to memory.

The flood is five times as fast as one chat can be answered one message after the other.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from statistics import median

import psutil

from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.throughput import stocked
from tests.benchmarks.turns import CROWD, QUESTION
from tests.emulators.telegram import RemoteTelegram, emulator_process
from tests.running.processes import PUBLIC, Running, many

MINUTE = 60.0
FLOODER = CROWD - 1
EVERY = 0.1
"""How often somebody else asks, in seconds."""


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    lines: list[Line] = []
    for way, settings in (("polled", {}), ("webhook", {"PUBLIC_URL": PUBLIC})):
        with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
            store = f"sqlite:///{folder}/hustings.db"
            await stocked(store, Path(folder))
            async with emulator_process("--lean") as telegram:
                settings |= {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url}
                async with many(1, Path(folder), **settings) as (running,):
                    await telegram.do("webhook_through", roots=[running.root])
                    await running.until_ready()
                    lines += [each async for each in _measure(telegram, running, way)]
    return table(f"A flood from one chat for {MINUTE:.0f} seconds, SQLite", lines)


async def _measure(telegram: RemoteTelegram, running: Running, way: str) -> AsyncIterator[Line]:
    others = itertools.count(CROWD)
    capacity = await _one_after_the_other(telegram, others)
    idle = await _ask(telegram, others, 10.0)
    await telegram.do("forget_calls")
    async with _flooding(telegram, 5 * capacity) as sent:
        await asyncio.sleep(5.0)
        before = _memory(running)
        busy = await _ask(telegram, others, MINUTE - 5.0)
        after = _memory(running)
    yield Line(f"{way}: answers a second to one chat, one by one", f"{capacity:,.0f}")
    yield Line(f"{way}: messages of the flood a second", f"{next(sent) / MINUTE:,.0f}")
    yield Line(f"{way}: median answer, idle and in the flood", f"{idle:.1f}, {busy:.1f} ms")
    yield at_most(f"{way}: median answer of everybody else, flood / idle", busy / idle, 3)
    yield Line(f"{way}: memory after 5 s and at the end", f"{before:.0f}, {after:.0f} MiB")
    yield at_most(f"{way}: memory at the end / after 5 s", after / before, 1.1)


async def _one_after_the_other(telegram: RemoteTelegram, others: Iterator[int]) -> float:
    """Return how many of a chat's messages are answered a second, each asked after the last."""
    begun, answered = time.monotonic(), 0
    while time.monotonic() - begun < 5.0:
        await _answer_time(telegram, next(others))
        answered += 1
    return answered / (time.monotonic() - begun)


async def _ask(telegram: RemoteTelegram, others: Iterator[int], seconds: float) -> float:
    """Let somebody new ask every now and then; return the median milliseconds to an answer."""
    times, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        times.append(await _answer_time(telegram, next(others)))
        await asyncio.sleep(EVERY)
    return 1000 * median(times)


async def _answer_time(telegram: RemoteTelegram, chat: int) -> float:
    asked = time.monotonic()
    await telegram.say_many([(chat, QUESTION)])
    return await telegram.delivered(chat, timeout=30.0) - asked


@asynccontextmanager
async def _flooding(telegram: RemoteTelegram, rate: float) -> AsyncIterator[Iterator[int]]:
    """Send a chat's messages at a rate meanwhile; count them."""
    sent = 0

    async def flood() -> None:
        nonlocal sent
        begun = time.monotonic()
        while time.monotonic() - begun < MINUTE:
            due = int((time.monotonic() - begun) * rate) - sent
            await telegram.say_many([(FLOODER, QUESTION)] * due)
            sent += due
            await asyncio.sleep(0.05)

    flooding = asyncio.create_task(flood())
    yield iter(lambda: sent, None)
    flooding.cancel()
    with suppress(asyncio.CancelledError):
        await flooding


def _memory(running: Running) -> float:
    """Return a process's memory in MiB."""
    assert running.process
    return float(psutil.Process(running.process.pid).memory_info().rss) / 2**20
