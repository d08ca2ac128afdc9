"""Phrases with choices in them: each stands for many."""

from __future__ import annotations

import pytest

from questions.understanding.bundled import load_phrases, variants

SETS = {"them": ["the field", "hopefuls"]}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("who is running", ["who is running"]),
        ("(show|list) names", ["show names", "list names"]),
        ("names (please|)", ["names please", "names"]),
        ("(the|) lot", ["the lot", "lot"]),
        ("see <them>", ["see the field", "see hopefuls"]),
        ("(a|b) <them>", ["a the field", "a hopefuls", "b the field", "b hopefuls"]),
    ],
)
def test_a_phrase_with_choices_is_each_of_them(text: str, phrases: list[str]) -> None:
    assert list(variants(text, SETS)) == phrases


def test_no_choice_is_left_in_a_phrase() -> None:
    assert not [each for each in load_phrases() if any(mark in each.text for mark in "(|)<>")]
