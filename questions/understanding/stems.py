"""Stems: the part of a word that its endings leave alone, by language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Snowball's name for each language's algorithm; a language without one is left unstemmed."""


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return a cleaned word's stem in a language (BCP 47)."""
    cut = _stemmer(language.partition("-")[0])
    return cut(word) if cut is not None and word.isalpha() else word


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return None
    cut: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return cut
