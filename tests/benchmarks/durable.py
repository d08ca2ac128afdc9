"""What it costs to have every update in the store before it is acknowledged."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.report import Line, at_least, table
from tests.benchmarks.stores import empty_stores
from tests.benchmarks.throughput import ANSWER, hustings, stocked
from tests.benchmarks.turns import MESSAGES, Contender, Pace, python, take_turn
from tests.emulators.telegram import emulator_process

ROUNDS = 5


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores, emulator_process("--lean") as telegram:
            for kind, url in stores.items():
                await stocked(url, Path(folder))
                command = python("straight_hustings", telegram.url, url)
                without = Contender(f"without, on {kind}", command, ANSWER)
                paces: dict[str, list[Pace]] = {"with": [], "without": []}
                for _ in range(ROUNDS):
                    for name, each in (
                        ("with", hustings(kind, url, telegram)),
                        ("without", without),
                    ):
                        paces[name].append(await take_turn(telegram, each, Path(folder) / "log"))
                for name, turns in paces.items():
                    rate, cpu = (
                        median(each.per_second for each in turns),
                        median(each.cpu for each in turns),
                    )
                    said = f"{kind}, {name} durable intake, a second ({cpu:.2f} ms of CPU each)"
                    lines.append(Line(said, f"{rate:,.0f}"))
                ratio = median(
                    one.per_second / other.per_second
                    for one, other in zip(paces["with"], paces["without"], strict=True)
                )
                lines.append(at_least(f"{kind}, with / without", ratio, 0.67))
    return table(f"Durable intake, {MESSAGES} people, median of {ROUNDS} rounds", lines)
