"""Messages a second through the whole path, beside bare echo bots on the same emulator.

Every bot is a process of its own, and so is the emulator. They take turns, several rounds of them,
so that a busy machine slows all alike; a ratio is the median of the rounds' own ratios.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from bot.actions.setup import prepare
from storage.database import Database
from tests.benchmarks.report import Line, at_least, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.turns import MESSAGES, QUESTION, Contender, Pace, ceiling, python, take_turn
from tests.emulators.telegram import TOKEN, RemoteTelegram, emulator_process
from tests.samples import stock

ANSWER = "I will work for abolition everywhere."

ROUNDS = 5
PTB, AIOGRAM = "python-telegram-bot echo bot", "aiogram echo bot"


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores, emulator_process("--lean") as telegram:
            for url in stores.values():
                await stocked(url, Path(folder))
            ours = [hustings(kind, url, telegram) for kind, url in stores.items()]
            contenders = [_echo(PTB, "telegram_echo", telegram), *ours]
            contenders.append(_echo(AIOGRAM, "aiogram_echo", telegram))
            paces: dict[str, list[Pace]] = {each.name: [] for each in contenders}
            for _ in range(ROUNDS):
                for each in contenders:
                    paces[each.name].append(await take_turn(telegram, each, Path(folder) / "log"))
            most = await ceiling(telegram)
    return table(
        f"Whole path, {QUESTION!r}, {MESSAGES} people, median of {ROUNDS} rounds",
        _lines([each.name for each in ours], paces, most),
    )


def _lines(ours: list[str], paces: Mapping[str, list[Pace]], most: float) -> Iterator[Line]:
    for name, turns in paces.items():
        cpu = median(each.cpu for each in turns)
        per_second = median(each.per_second for each in turns)
        yield Line(f"{name}, messages a second ({cpu:.2f} ms of CPU each)", f"{per_second:,.0f}")
    yield Line("requests a second that the emulator takes", f"{most:,.0f}")
    for name in ours:
        yield at_least(f"{name} / {PTB}", _ratio(paces[name], paces[PTB]), 1.5)
    for name in ours:
        yield Line(f"{name} / {AIOGRAM}", f"{_ratio(paces[name], paces[AIOGRAM]):.2f}")


def _ratio(turns: list[Pace], others: list[Pace]) -> float:
    return median(
        one.per_second / other.per_second for one, other in zip(turns, others, strict=True)
    )


async def stocked(url: str, folder: Path) -> None:
    """Prepare a store and put the sample roster into it."""
    database = Database(url)
    await prepare(database)
    await stock(database, folder)
    await database.close()


def hustings(kind: str, url: str, telegram: RemoteTelegram) -> Contender:
    """Name the program as it is run."""
    settings = {
        "DATABASE_URL": url,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.url,
    }
    command = (str(Path(sys.executable).with_name("hustings")), "run")
    return Contender(f"hustings run on {kind}", command, ANSWER, settings)


def _echo(name: str, module: str, telegram: RemoteTelegram) -> Contender:
    return Contender(name, python(module, telegram.url))
