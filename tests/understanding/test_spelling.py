from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.understanding.spelling import NOTHING, Spelling, sound

WORDS = Spelling(["refugees", "women", "veto", "journalists", "death", "penalty", "icc", "what"])


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("refugess", "refugees"),
        ("rfugees", "refugees"),
        ("wmoen", "women"),
        ("womn", "women"),
        ("waht", "what"),
        ("jurnalsts", "journalists"),
        ("pentaly", "penalty"),
        ("iccc", "icc"),
    ],
)
def test_a_slip_is_mended(mistyped: str, meant: str) -> None:
    assert WORDS.nearest(mistyped).words == (meant,)


@pytest.mark.parametrize("other", ["vote", "veta", "omen", "biden", "deep", "x", ""])
def test_another_word_is_not_taken_for_a_slip(other: str) -> None:
    assert Spelling(["women", "widen", "death", "vita"]).nearest(other) == NOTHING


@pytest.mark.parametrize(
    ("one", "other"),
    [("yusuf", "youssuf"), ("kuznetsova", "kuznetzova"), ("meier", "meyer"), ("cuesta", "kuesta")],
)
def test_romanisations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@given(
    st.text("abcdefghij", min_size=5, max_size=12),
    st.integers(0, 11),
    st.sampled_from("abcdefghij"),
)
def test_one_letter_too_many_is_always_mended(word: str, place: int, letter: str) -> None:
    place = max(1, min(place, len(word)))
    mistyped = word[:place] + letter + word[place:]
    assert Spelling([word]).nearest(mistyped).words == (word,)
