"""Broadcasts: how fast, beside bare loops that record nothing; four workers; a question meanwhile.

Everybody is a process of its own, and so is the emulator. They take turns, several rounds of them;
a ratio is the median of the rounds' own ratios.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from statistics import median

from bot.actions.setup import prepare
from questions.broadcast import Audience, Draft
from storage.database import Database
from tests.benchmarks.report import Line, at_least, at_most, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.turns import QUESTION, python
from tests.broadcasts.sending import add_supporters, read, started, until_over, working
from tests.emulators.telegram import TOKEN, RemoteTelegram, emulator_process
from tests.emulators.telegram.remote import ROOT
from tests.samples import stock

PEOPLE = 6_000
FEWER = 1_500
"""How many the stock client sends to: it would take all the time."""

ROUNDS = 3
FIRST = 20_000_001
TEXT = "News for everyone. " * 10
AIOGRAM, PTB = "bare aiogram gather", "bare python-telegram-bot loop, stock client"

PACE = 25
ASKED = 40
"""How many questions are asked, one after another, idle and during a broadcast."""


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores, emulator_process("--lean") as telegram:
            opened = {kind: Database(url) for kind, url in stores.items()}
            for database in opened.values():
                await prepare(database)
                await stock(database, Path(folder))
                await add_supporters(database, PEOPLE, first=FIRST)
            speed = await _speeds(telegram, stores, opened)
            shared = await _four_workers(telegram, stores, opened)
            asked = await _questions(telegram, stores["SQLite"], opened["SQLite"], Path(folder))
            for database in opened.values():
                await database.close()
    title = f"Broadcast, {PEOPLE:,} people, median of {ROUNDS} rounds"
    return table(title, [*_lines(speed, list(stores)), *shared, *asked])


async def _speeds(
    telegram: RemoteTelegram, stores: dict[str, str], opened: dict[str, Database]
) -> dict[str, list[float]]:
    speeds: dict[str, list[float]] = {}
    bare = {AIOGRAM: ("aiogram_gather", PEOPLE), PTB: ("telegram_loop", FEWER)}
    for _ in range(ROUNDS):
        for name, (module, people) in bare.items():
            await telegram.forget_calls()
            arguments = (telegram.url, str(FIRST), str(people), TEXT)
            process = await asyncio.create_subprocess_exec(
                *python(module, *arguments), cwd=ROOT, stdout=asyncio.subprocess.PIPE
            )
            said, _ = await process.communicate()
            if process.returncode:
                raise RuntimeError(f"{name} failed")
            speeds.setdefault(name, []).append(await _per_second(telegram, float(said), people))
        for kind, url in stores.items():
            await telegram.forget_calls()
            number = await started(opened[kind], Draft({"en": TEXT}))
            async with working(url, telegram.url, BROADCAST_LEASE="60") as worker:
                progress = await until_over(opened[kind], number)
                await worker.stop()
            if progress.sent != PEOPLE:
                raise RuntimeError(f"not everybody was sent to: {progress}")
            begun = await _started_at(opened[kind], number)
            speeds.setdefault(kind, []).append(await _per_second(telegram, begun, PEOPLE))
    return speeds


async def _per_second(telegram: RemoteTelegram, begun: float, people: int) -> float:
    """Measure from the beginning of the sending, not from its first message.

    What is made ready for everybody before anything is sent counts, too.
    """
    times = await telegram.times("sendMessage")
    if len(times) != people:
        raise RuntimeError(f"{len(times)} messages instead of {people}")
    return people / (times[-1] - begun)


async def _started_at(database: Database, number: int) -> float:
    """Tell when a broadcast started, by the clock that times are measured with."""
    broadcast, _ = await read(database, number)
    if broadcast.started_at is None:
        raise RuntimeError("it never started")
    return broadcast.started_at.timestamp() - time.time() + time.monotonic()


def _lines(speeds: dict[str, list[float]], kinds: list[str]) -> Iterator[Line]:
    for name, rounds in speeds.items():
        said = f"hustings on {name}, uncapped" if name in kinds else name
        yield Line(f"{said}, messages a second", f"{median(rounds):,.0f}")
    ratios = {
        (kind, other): median(
            one / two for one, two in zip(speeds[kind], speeds[other], strict=True)
        )
        for kind in kinds
        for other in (AIOGRAM, PTB)
    }
    yield at_least(f"hustings on SQLite / {AIOGRAM}", ratios["SQLite", AIOGRAM], 1)
    yield at_least(f"hustings on SQLite / {PTB}", ratios["SQLite", PTB], 5)
    for kind in kinds:
        if kind != "SQLite":
            for other in (AIOGRAM, PTB):
                yield Line(f"hustings on {kind} / {other}", f"{ratios[kind, other]:.2f}")


async def _four_workers(
    telegram: RemoteTelegram, stores: dict[str, str], opened: dict[str, Database]
) -> list[Line]:
    lines = []
    for kind, url in stores.items():
        few = await add_supporters(opened[kind], 300, first=5, language="fr")
        await telegram.forget_calls()
        french = Draft({"fr": TEXT}, "fr", audience=Audience(languages=("fr",)))
        number = await started(opened[kind], french)
        async with AsyncExitStack() as stack:
            for _ in range(4):
                await stack.enter_async_context(
                    working(url, telegram.url, BROADCAST_PACE=str(PACE), BROADCAST_LEASE="60")
                )
            await until_over(opened[kind], number)
        times = await telegram.times("sendMessage")
        used = (len(few) - 1) / (times[-1] - times[0]) / PACE
        lines.append(at_least(f"four workers on {kind} / the pace they share", used, 0.95))
        most = await telegram.max_in_any_second("sendMessage")
        lines.append(at_most("most arrivals in any second / Telegram's 30", most / 30, 1))
    return lines


async def _questions(
    telegram: RemoteTelegram, store: str, database: Database, folder: Path
) -> list[Line]:
    settings = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": store,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.url,
        "DIGEST_AT": "never",
    }
    command = str(Path(sys.executable).with_name("hustings"))
    with (folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(command, "run"), cwd=folder, env=settings, stderr=log
        )
    await telegram.until(lambda: telegram.do("polled"), 30)
    await _latency(telegram, 70_000_001, 10)
    idle = await _latency(telegram, 80_000_001, ASKED)
    await started(database, Draft({"en": TEXT}))
    during = await _latency(telegram, 90_000_001, ASKED)
    process.terminate()
    await process.wait()
    return [
        Line("a question answered, idle and during a broadcast", f"{idle:.1f}, {during:.1f} ms"),
        at_most("a question during a broadcast / idle", during / idle, 2),
    ]


async def _latency(telegram: RemoteTelegram, first: int, count: int) -> float:
    """Ask one question after another, each somebody else; the median in milliseconds."""
    took = []
    for chat in range(first, first + count):
        begun = time.monotonic()
        await telegram.say_many([(chat, QUESTION)])
        asked = partial(telegram.calls, "sendMessage", chat)
        found = await telegram.until(asked, 30)
        took.append(1000 * (found[0].at - begun))
    return median(took)
