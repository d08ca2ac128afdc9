"""What is understood stays understood: the sets written here are held to what was reached."""

from __future__ import annotations

import pytest

from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.understanding.score import roster_of, rows_of, score

FLOORS = {
    "development": (98.5, 99.5, 0),
    "development_2": (98.5, 99.5, 0),
    "development_3": (98.5, 99.5, 0),
    "development_4": (98.5, 99.5, 0),
    "development_5": (98.5, 99.5, 0),
    "development_6": (98.5, 99.5, 0),
    "development_7": (98.5, 99.5, 0),
    "development_8": (98.5, 99.5, 0),
    "development_9": (98.5, 99.5, 0),
    "development_10": (98.5, 99.5, 0),
    "development_11": (98.5, 99.5, 0),
    "development_12": (98.0, 98.5, 1),
    "development_13": (97.0, 99.0, 1),
    "development_14": (98.5, 99.5, 0),
    "development_15": (97.5, 99.0, 0),
    "development_16": (98.0, 98.5, 1),
    "development_17": (94.0, 99.0, 1),
    "development_18": (95.5, 99.0, 1),
    "development_19": (95.5, 98.0, 1),
    "development_20": (95.0, 97.5, 2),
    "development_21": (96.0, 98.0, 1),
    "development_22": (97.0, 98.0, 1),
    "development_23": (92.0, 97.0, 5),
    "development_24": (92.5, 97.5, 3),
    "development_25": (90.5, 96.0, 2),
    "development_26": (88.5, 93.0, 10),
    "development_27": (93.5, 96.5, 3),
    "drills": (97.0, 97.5, 1),
    "drills_2": (92.0, 97.5, 0),
    "drills_3": (96.0, 97.5, 1),
    "drills_4": (86.5, 94.5, 2),
    "drills_5": (96.5, 99.0, 0),
    "drills_6": (90.0, 95.0, 3),
    "drills_7": (87.5, 95.5, 8),
    "drills_8": (87.5, 94.5, 6),
}
"""A set's least percentages right and right within a press, the most wrong answers."""


@pytest.mark.parametrize("name", FLOORS)
def test_no_less_is_understood_than_was(name: str) -> None:
    exact, one_press, wrong = FLOORS[name]
    report = score(rows_of(name), resolve, catalogue_with(roster_of(name)))

    assert report.tally().exact >= exact
    assert report.tally().one_press >= one_press
    assert [mark.row.query for mark in report.wrong][wrong:] == []
