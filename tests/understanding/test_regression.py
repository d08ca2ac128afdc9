"""What is understood stays understood: the sets written here are held to what was reached."""

from __future__ import annotations

import pytest

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.catalogue import build
from questions.understanding.bundled import load_phrases
from questions.understanding.resolve import resolve
from tests.understanding.score import Report, roster_of, rows_of, score

FLOORS = {
    "development": (98.5, 99.5, 0),
    "development_2": (98.5, 99.5, 0),
    "development_3": (98.0, 99.5, 0),
    "development_4": (98.5, 99.5, 0),
    "development_5": (97.5, 99.5, 0),
    "development_6": (98.5, 99.5, 0),
    "development_7": (98.0, 99.5, 0),
    "development_8": (96.5, 99.5, 0),
    "development_9": (96.5, 99.5, 0),
    "development_10": (98.0, 99.5, 0),
}
"""A set's least percentages right and right within a press, the most wrong answers."""


def report_on(name: str) -> Report:
    agenda = read_agenda(BUNDLED_AGENDA)
    catalogue = build(
        1,
        agenda.edition,
        candidates=roster_of(name),
        aliases=agenda.aliases,
        words=agenda.words,
        phrases=load_phrases(),
    )
    return score(rows_of(name), resolve, catalogue)


@pytest.mark.parametrize("name", FLOORS)
def test_no_less_is_understood_than_was(name: str) -> None:
    exact, one_press, wrong = FLOORS[name]
    marks = report_on(name).marks

    assert 100 * sum(mark.exact for mark in marks) / len(marks) >= exact
    assert 100 * sum(mark.one_press for mark in marks) / len(marks) >= one_press
    assert [mark.row.query for mark in marks if mark.wrong][wrong:] == []
