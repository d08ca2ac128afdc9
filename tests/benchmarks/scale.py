"""How long an answer takes, from the text to the card, with few candidates and with thousands."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

from bot import talk
from bot.actions.setup import prepare
from bot.desk import Desk
from bot.turn import Chat
from bot.words import read_words
from questions.request import Intent
from questions.understanding.resolve import resolve
from storage.database import Database
from tests.benchmarks.filling import fill
from tests.benchmarks.report import Line, at_most, table
from tests.benchmarks.roster import ASKED_ABOUT, roster

FEW, MANY = 12, 5_000
ANSWERED = 36
"""Questions that each candidate answered: 432 responses of few, 180,000 of many."""

ROUNDS = 5
TARGET = 3

TOPICS = ("refugees", "civil society", "gender equality", "the ICC")
PRIORITIES = ("refugees", "civil society", "gender equality", "the security council")
QUESTIONS = ("1.4.1", "2.2.1", "4.2.1", "7.2.1")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to ask: the same texts of every store, and what they must be understood as."""

    name: str
    intent: Intent
    texts: tuple[str, ...]


FAMILIES = tuple(family for _, family in ASKED_ABOUT)
FORMS = (
    Form(
        "one candidate on a topic",
        Intent.STANCE,
        tuple(
            f"where does {family} stand on {TOPICS[number % len(TOPICS)]}"
            for number, family in enumerate(FAMILIES)
        ),
    ),
    Form("all of one candidate", Intent.CANDIDATE_ALL, FAMILIES),
    Form(
        "everybody on a question",
        Intent.PRIORITY_ALL,
        tuple(f"answers to question {question}" for question in QUESTIONS),
    ),
    Form(
        "everybody on a priority",
        Intent.PRIORITY_ALL,
        tuple(f"what did the candidates say about {topic}" for topic in PRIORITIES),
    ),
    Form(
        "compare two",
        Intent.COMPARE,
        tuple(f"compare {one} and {other} on refugees" for one, other in pairwise(FAMILIES)),
    ),
    Form("who commits", Intent.WHO_SUPPORTS, tuple(f"who supports {each}" for each in TOPICS)),
    Form(
        "who has not answered on a topic",
        Intent.NOT_ANSWERED,
        tuple(f"who has not answered on {topic}" for topic in TOPICS),
    ),
    Form("who has not answered", Intent.NOT_ANSWERED, ("who has not answered",) * 4),
    Form("list the candidates", Intent.LIST_CANDIDATES, ("list the candidates",) * 4),
)


@dataclass(slots=True)
class Side:
    """One store, and the milliseconds that its answers took, by form of query."""

    desk: Desk
    begins: float = 0.0
    """The first answer of all, with the catalogue read and indexed for it."""
    first: dict[str, float] = field(default_factory=dict)
    """The first answer of each form, nothing read for such a one before."""
    later: dict[str, list[float]] = field(default_factory=dict)

    def all_later(self) -> list[float]:
        """Every time but those of first answers."""
        return [each for times in self.later.values() for each in times]


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        few, many = [Side(await _store(Path(folder), size)) for size in (FEW, MANY)]
        try:
            await _measure(few, many)
        finally:
            for side in (few, many):
                await side.desk.database.close()
    return table(
        f"Answer time, {MANY:,} candidates with {MANY * ANSWERED:,} responses beside {FEW} with"
        f" {FEW * ANSWERED}, SQLite",
        _lines(few, many),
    )


async def _store(folder: Path, size: int) -> Desk:
    database = Database(f"sqlite:///{folder / f'{size}.db'}")
    await prepare(database)
    await fill(database, tuple(roster(size)), answered=ANSWERED)
    return Desk(database)


async def _measure(few: Side, many: Side) -> None:
    """Ask both the same, turn about, so that a busy machine slows both alike."""
    for side in (few, many):
        side.begins = await _timed(side.desk, "what can I ask?")
    await _check(few, many)
    for form in FORMS:
        for side in (few, many):
            side.first[form.name] = await _timed(side.desk, form.texts[0])
            side.later[form.name] = []
    for _ in range(ROUNDS):
        for form in FORMS:
            for text in form.texts:
                for side in (few, many):
                    side.later[form.name].append(await _timed(side.desk, text))


async def _timed(desk: Desk, text: str) -> float:
    begun = time.perf_counter()
    await talk.say(desk, read_words(), Chat(id=1), text)
    return (time.perf_counter() - begun) * 1000


async def _check(few: Side, many: Side) -> None:
    """Make sure that both are asked for the same."""
    for form in FORMS:
        for text in form.texts:
            small, large = [resolve(text, await side.desk.catalogue()) for side in (few, many)]
            if small != large or not (small.request and small.request.intent is form.intent):
                raise RuntimeError(f"{text!r} was understood as {small} and {large}")


def _lines(few: Side, many: Side) -> Iterator[Line]:
    for form in FORMS:
        small, large = median(few.later[form.name]), median(many.later[form.name])
        name = f"{form.name}: {small:.2f} ms, {large:.2f} ms"
        yield at_most(name, large / small, TARGET)
    yield at_most("median of all", median(many.all_later()) / median(few.all_later()), TARGET)
    yield Line("the very first, catalogue and all", _both(few.begins, many.begins))
    for form in FORMS:
        yield Line(f"the first of {form.name}", _both(few.first[form.name], many.first[form.name]))


def _both(small: float, large: float) -> str:
    return f"{small:.0f} ms, {large:.0f} ms"
