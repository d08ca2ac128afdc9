"""Bring a text into the one form in which texts are compared: case, accents and width taken off."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

HEAD, TAIL = 240, 120
"""How much of a long text is read: its beginning and its end, in characters."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"\d+(?:\.\d+)+|[{_HAN}]|(?:(?![{_HAN}_])\w)+")
_PAUSE = re.compile(r"[^\w\s'\-]|_")
_MARKUP = re.compile(r"</?[a-z]{1,10}(?:\s[^<>]*)?/?>")

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
        "æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ё": "е",
        "ى": "ي", "ة": "ه", "ـ": None, "ی": "ي", "ک": "ك",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_MARKS_KEPT = frozenset({"\u0306"})
"""Cyrillic й is a letter of its own, not и with an accent."""


class Word(NamedTuple):
    """A word as compared, and whether a comma or the like parts it from the word before."""

    text: str
    paused: bool


def clean(text: str) -> str:
    """Fold a text: NFKC, no format characters or surrogates, lower case, Latin without accents.

    Native scripts stay native; Arabic loses its vowel signs and joins its letter variants.
    """
    capped = _cap(text)
    if capped.isascii():
        return _MARKUP.sub(" ", capped.lower())
    compatible = unicodedata.normalize("NFKC", _visible(capped)).casefold()
    folded = "".join(_unaccented(unicodedata.normalize("NFD", compatible)))
    composed = unicodedata.normalize("NFC", folded).translate(_LETTERS)
    return _cap(_MARKUP.sub(" ", composed))


def words(text: str) -> tuple[Word, ...]:
    """Split a cleaned text: runs of letters and digits, dotted numbers, single Han characters."""
    if _PAUSE.search(text) is None:
        return tuple(Word(word, paused=False) for word in _WORD.findall(text))
    found = []
    end = 0
    for match in _WORD.finditer(text):
        paused = bool(found) and _PAUSE.search(text, end, match.start()) is not None
        found.append(Word(match[0], paused))
        end = match.end()
    return tuple(found)


def split(text: str) -> tuple[str, ...]:
    """Clean a text and return its words alone."""
    return tuple(word.text for word in words(clean(text)))


def is_han(word: str) -> bool:
    """Tell whether a word is written in Chinese characters, which are words of one each."""
    return (
        "\u3400" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff" or word[0] > "\U0001ffff"
    )


def is_cyrillic(word: str) -> bool:
    """Tell whether a word is written in Cyrillic letters."""
    return "\u0400" <= word[0] <= "\u052f"


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return "\u0600" <= word[0] <= "\u06ff"


def _cap(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"


def _visible(text: str) -> str:
    return "".join(c for c in text if c.isascii() or unicodedata.category(c) not in ("Cf", "Cs"))


def _unaccented(decomposed: str) -> list[str]:
    return [c for c in decomposed if c in _MARKS_KEPT or not unicodedata.combining(c)]
