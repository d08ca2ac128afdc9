"""Stems: the part of a word that its endings leave alone, by language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

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


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return a cleaned word's stem in a language (BCP 47)."""
    cut = _stemmer(language.partition("-")[0])
    return cut(word) if cut is not None and word.isalpha() else word


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
