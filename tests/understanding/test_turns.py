"""Single texts and texts that go on from an answer: each is read as one of its fair readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.understanding.resolution import Behaviour, Context, Resolution
from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with

ROSTER = (
    Candidate("a", "Zanele Mokgadi", "Mokgadi"),
    Candidate("b", "Ignacio Berastegui Prado", "Berastegui Prado"),
    Candidate("c", "Hope Lindqvist", "Lindqvist"),
    Candidate("d", "Tariq al-Mansoori", "al-Mansoori", ("طارق المنصوري",)),
    Candidate("e", "Park Ji-hoon", "Park", ("박지훈", "朴志勋")),
    Candidate("f", "Aoife O'Connell", "O'Connell"),
    Candidate("g", "Wanjiku"),
    Candidate("h", "Marit van den Heuvel", "van den Heuvel"),
    Candidate("i", "Boris Wiśniewski", "Wiśniewski"),
    Candidate("j", "Grace Young", "Young"),
    Candidate("k", "Prudence Young", "Young"),
    Candidate("l", "Елена Морозова", "Морозова", ("Elena Morozova",)),
    Candidate("m", "Liu Xiaoming", "Liu", ("刘晓明",)),
)
TURNS = Path(__file__).parent / "turns.txt"


class Turn(NamedTuple):
    text: str
    readings: frozenset[str]
    context: Context


def turns() -> Iterator[Turn]:
    for line in TURNS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, expected = line.partition(" => ")
            readings, _, last = expected.partition(" @ ")
            candidates, _, topics = last.partition("/")
            context = Context(
                tuple(filter(None, candidates.split(","))), tuple(filter(None, topics.split(",")))
            )
            yield Turn(text, frozenset(readings.split(" | ")), context)


def reading_of(resolution: Resolution) -> str:
    """Write a resolution down as `turns.txt` does: `stance a 7`, or how it is asked back."""
    request = resolution.request
    if resolution.behaviour is not Behaviour.ANSWER or request is None:
        return resolution.behaviour.value
    priorities = sorted({topic.partition(".")[0] for topic in request.topics})
    parts = (request.intent.value, ",".join(sorted(request.candidates)), ",".join(priorities))
    return " ".join(filter(None, parts))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_with(ROSTER)


@pytest.mark.parametrize("turn", list(turns()), ids=lambda turn: turn.text)
def test_a_text_is_read_as_it_may_be(turn: Turn, catalogue: Catalogue) -> None:
    assert reading_of(resolve(turn.text, catalogue, turn.context)) in turn.readings
