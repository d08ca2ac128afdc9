"""How well texts are understood: query sets, scored by category and set beside the targets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding.resolution import Behaviour, Context, Resolution

QUERIES = Path(__file__).parent / "queries"
HELD_OUT = "held_out"
"""The set that nobody tunes to, while there is one; every other was written, or opened, to."""
DRILLS = "drills"
"""What sets are called that ask of a few categories only, in many ways."""
NO_INTENT = "none"
ON_RECORD = {Intent.STANCE, Intent.COMPARE, Intent.CANDIDATE_ALL, Intent.PRIORITY_ALL}
"""Intents that show the same where candidates and topics are the same: what is on record."""

Resolve = Callable[[str, Catalogue, Context], Resolution]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text asks, in the terms of `hustings resolve`. Lists hold what was named."""

    behaviour: Behaviour
    intent: str
    candidates: frozenset[str] = frozenset()
    priorities: frozenset[int] = frozenset()
    questions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One query of a set. `accepted` are the readings that a fair judge takes, the best first."""

    id: str
    category: str
    query: str
    context: Context
    accepted: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one query fared. `wrong` is an answer that shows something not asked for."""

    row: Row
    got: Reading
    exact: bool
    one_press: bool
    wrong: bool

    def __str__(self) -> str:
        """Describe it on one line."""
        return f"{self.row.id}  {self.row.query!r}\n    got {_line(self.got)}" + "".join(
            f"\n    {word} {_line(reading)}"
            for word, reading in zip(("not", " or", " or"), self.row.accepted, strict=False)
        )


@dataclass(frozen=True, slots=True)
class Target:
    """What a category is held to: shares in percent, or a number of misses."""

    exact: float | None = None
    one_press: float | None = None
    wrong: float | None = None
    misses: int | None = None


ALL = "all"
TARGETS: Mapping[str, Target] = {
    "plain": Target(exact=99),
    "typo": Target(exact=94),
    "paraphrase": Target(exact=65, one_press=92),
    "intent": Target(exact=93),
    "ambiguous": Target(misses=1, wrong=0),
    "adversarial": Target(misses=1, wrong=0),
    "multilingual": Target(exact=92),
    "dialogue": Target(),
    ALL: Target(exact=92, one_press=98, wrong=0.8),
}
"""Every category, and what issue 5 holds it to on queries that nobody has tuned to."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one category; shares in percent."""

    count: int
    exact: float
    one_press: float
    wrong: float
    misses: int

    def meets(self, target: Target) -> bool:
        """Say whether every figure that is held to something reaches it."""
        return (
            (target.exact is None or self.exact >= target.exact)
            and (target.one_press is None or self.one_press >= target.one_press)
            and (target.wrong is None or self.wrong <= target.wrong)
            and (target.misses is None or self.misses <= target.misses)
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A scored set."""

    marks: tuple[Mark, ...]

    @property
    def wrong(self) -> tuple[Mark, ...]:
        """The wrong answers, one by one."""
        return tuple(mark for mark in self.marks if mark.wrong)

    @property
    def misses(self) -> tuple[Mark, ...]:
        """Everything not exactly right, the wrong answers among them."""
        return tuple(mark for mark in self.marks if not mark.exact)

    def tally(self, category: str = ALL) -> Tally:
        """Count one category, or all. A category without rows has missed nothing."""
        marks = [mark for mark in self.marks if category in (ALL, mark.row.category)]
        exact = sum(mark.exact for mark in marks)
        return Tally(
            len(marks),
            _percent(exact, len(marks)),
            _percent(sum(mark.one_press for mark in marks), len(marks)),
            _percent(sum(mark.wrong for mark in marks), len(marks), empty=0.0),
            len(marks) - exact,
        )

    def table(self) -> str:
        """Set the figures beside their targets (in brackets), a category a line."""
        headings = "".join(f"{heading:>18}" for heading in ("exact", "one press", "wrong"))
        head = f"{'category':14}{'queries':>8}{headings}{'misses':>12}"
        return "\n".join([head, *(self._line(name) for name in TARGETS)])

    def _line(self, category: str) -> str:
        tally, target = self.tally(category), TARGETS[category]
        figures = (
            f"{tally.exact:.1f}%" + _bound("≥", target.exact),
            f"{tally.one_press:.1f}%" + _bound("≥", target.one_press),
            f"{tally.wrong:.1f}%" + _bound("≤", target.wrong),
        )
        misses = f"{tally.misses}" + _bound("≤", target.misses)
        verdict = "" if tally.meets(target) else "  MISSED"
        columns = "".join(f"{figure:>18}" for figure in figures)
        return f"{category:14}{tally.count:>8}{columns}{misses:>12}{verdict}"


def score(rows: Iterable[Row], resolve: Resolve, catalogue: Catalogue) -> Report:
    """Resolve every query and mark what came out."""
    return Report(tuple(_mark(row, resolve, catalogue) for row in rows))


def read(resolution: Resolution, catalogue: Catalogue) -> Reading:
    """Put a resolution in the terms of `hustings resolve`.

    What is not answered lists what was understood plus what its buttons offer.
    """
    request, choices = resolution.request, resolution.choices
    if resolution.behaviour is Behaviour.ANSWER:
        if request is None:
            raise ValueError("an answer without a request")
        return _reading_of(request, catalogue)
    if resolution.behaviour is Behaviour.OUT_OF_SCOPE:
        return Reading(resolution.behaviour, NO_INTENT)
    parts = [_reading_of(part, catalogue) for part in (*([request] if request else []), *choices)]
    intents = {part.intent for part in parts}
    if request is not None:
        intent = request.intent.value
    else:
        intent = intents.pop() if len(intents) == 1 else NO_INTENT
    return Reading(
        resolution.behaviour,
        intent,
        frozenset[str]().union(*(part.candidates for part in parts)),
        frozenset[int]().union(*(part.priorities for part in parts)),
    )


def query_sets() -> tuple[str, ...]:
    """Return the names of the query sets, the held-out one last if there is one."""
    names = sorted(path.stem for path in QUERIES.glob("*.jsonl"))
    return tuple(sorted(names, key=lambda name: name == HELD_OUT))


def rows_of(name: str) -> tuple[Row, ...]:
    """Read a set by its name."""
    return load_rows(QUERIES / f"{name}.jsonl")


def roster_of(name: str) -> tuple[Candidate, ...]:
    """Read the roster that a set asks about: `roster_2.json` of `development_2.jsonl`."""
    own = name.removeprefix("development").removeprefix("_")
    return load_roster(QUERIES / (f"roster_{own}.json" if own else "roster.json"))


def load_rows(path: Path) -> tuple[Row, ...]:
    """Read a query set: JSON Lines, a query a line."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_row(json.loads(line)) for line in lines)


def load_roster(path: Path) -> tuple[Candidate, ...]:
    """Read the candidates of a bundle."""
    bundle = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Candidate(**{**entry, "aliases": tuple(entry.get("aliases", ()))})
        for entry in bundle["candidates"]
    )


def _mark(row: Row, resolve: Resolve, catalogue: Catalogue) -> Mark:
    resolution = resolve(row.query, catalogue, row.context)
    got = read(resolution, catalogue)
    exact = any(_same(got, wanted) for wanted in row.accepted)
    offered = [_reading_of(choice, catalogue) for choice in resolution.choices]
    return Mark(
        row,
        got,
        exact,
        one_press=exact or any(_within_a_press(got, offered, wanted) for wanted in row.accepted),
        wrong=got.behaviour is Behaviour.ANSWER
        and not any(_shows(got, wanted) for wanted in row.accepted),
    )


def _same(got: Reading, wanted: Reading) -> bool:
    """Compare what the issue counts, and that a question which a row names is among those shown.

    Of somebody unknown no candidate is expected, nor judged.
    """
    return (
        (got.behaviour, got.intent, got.priorities)
        == (wanted.behaviour, wanted.intent, wanted.priorities)
        and (wanted.behaviour is Behaviour.NO_SUCH_CANDIDATE or got.candidates == wanted.candidates)
        and got.questions >= wanted.questions
    )


def _within_a_press(got: Reading, offered: Sequence[Reading], wanted: Reading) -> bool:
    if wanted.behaviour is Behaviour.ANSWER:
        return got.behaviour is not Behaviour.ANSWER and any(
            _same(choice, wanted) for choice in offered
        )
    return got.behaviour is wanted.behaviour


def _shows(got: Reading, wanted: Reading) -> bool:
    """Say whether an answer shows what was wanted: those candidates, topics and questions."""
    return (
        wanted.behaviour is Behaviour.ANSWER
        and (got.intent == wanted.intent or {got.intent, wanted.intent} <= ON_RECORD)
        and (got.candidates, got.priorities) == (wanted.candidates, wanted.priorities)
        and got.questions >= wanted.questions
    )


def _reading_of(request: Request, catalogue: Catalogue) -> Reading:
    return Reading(
        Behaviour.ANSWER,
        request.intent.value,
        frozenset(request.candidates),
        frozenset(catalogue.priority_of(topic).number for topic in request.topics),
        frozenset(question.id for question in catalogue.questions_on(request.topics)),
    )


def _row(entry: Mapping[str, Any]) -> Row:
    context = entry.get("context", {})
    return Row(
        entry["id"],
        entry["category"],
        entry["query"],
        Context(
            tuple(context.get("candidates", ())),
            tuple(str(number) for number in context.get("priorities", ())),
        ),
        tuple(_expected(reading) for reading in (entry["expect"], *entry.get("also", ()))),
    )


def _expected(entry: Mapping[str, Any]) -> Reading:
    intent = entry["intent"]
    return Reading(
        Behaviour(entry["behaviour"]),
        intent if intent == NO_INTENT else Intent(intent).value,
        frozenset(entry["candidates"]),
        frozenset(entry["priorities"]),
        frozenset(entry.get("questions", ())),
    )


def _line(reading: Reading) -> str:
    candidates, priorities = sorted(reading.candidates), sorted(reading.priorities)
    return f"{reading.behaviour.value} {reading.intent} {candidates} {priorities}"


def _percent(part: int, whole: int, *, empty: float = 100.0) -> float:
    return 100 * part / whole if whole else empty


def _bound(sign: str, value: float | None) -> str:
    return "" if value is None else f" ({sign} {value:g})"
