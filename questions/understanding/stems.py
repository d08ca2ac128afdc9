"""Stems: the part of a word that its endings leave alone, by language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from sys import intern

import snowballstemmer

_ALGORITHMS = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Snowball's name for each language's algorithm; a language without one is left unstemmed."""


_ARABIC_FRONTS = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_ARABIC_ENDINGS = ("ون", "ين", "ات", "ها", "هم", "ه")
_ROOT = 3
"""An Arabic word keeps at least so many letters."""


_KEPT = 25_000
"""So many stems of a language are kept: all of the words that it gives a meaning to, and more."""


class Stems(dict[str, str]):
    """The stems of one language's words, kept as they are asked for, up to a limit."""

    def __init__(self, language: str) -> None:
        """Begin with none."""
        self._cut = _stemmer(language.partition("-")[0])

    def __missing__(self, word: str) -> str:
        """Cut a word that was not asked for yet."""
        if len(self) >= _KEPT:
            self.clear()
        stem = self._cut(word) if self._cut is not None and word.isalpha() else word
        self[word] = stem = intern(stem)
        return stem


@cache
def stems_in(language: str) -> Stems:
    """Return the stems of a language (BCP 47), of cleaned words."""
    return Stems(language)


def stem(word: str, language: str) -> str:
    """Return a cleaned word's stem in a language (BCP 47)."""
    return stems_in(language)[word]


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    if language == "ar":
        return _light_arabic
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return None
    cut: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return cut


def _light_arabic(word: str) -> str:
    """Take the article, with what is written together with it, and one ending off.

    Snowball's Arabic stem of a word depends on whether it has its article; this one does not.
    """
    for prefix in _ARABIC_FRONTS:
        if word.startswith(prefix) and len(word) - len(prefix) >= _ROOT:
            word = word.removeprefix(prefix)
            break
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word.removesuffix(ending)
    return word
