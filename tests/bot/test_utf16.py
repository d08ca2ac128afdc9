"""Texts are measured and cut as Telegram measures them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.utf16 import ELLIPSIS, fit, length, passages

texts = st.text(max_size=400)
limits = st.integers(12, 200)


@given(texts)
def test_length_counts_utf16_units(text: str) -> None:
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts, limits)
def test_a_fitted_text_is_no_longer_than_allowed(text: str, units: int) -> None:
    assert length(fit(text, units)) <= units


@given(texts, limits)
def test_passages_hold_every_word_in_order(text: str, units: int) -> None:
    parts = passages(text, units)
    assert all(length(part) <= units for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_cut_between_words_and_says_so() -> None:
    assert fit("one two three four five", 16) == "one two" + ELLIPSIS


def test_an_emoji_is_never_halved() -> None:
    assert all(length(part) <= 3 for part in passages("😀😀😀😀", 3))
    assert "".join(passages("😀😀😀😀", 3)) == "😀😀😀😀"
