"""How the names of topics sound: what a dictated text heard as other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from questions.understanding.clean import split

_FEWEST = 4
"""A topic's name that is heard as other words has so many consonants or more."""
_ALIKE, _ALMOST = 0.6, 0.72
"""How alike the letters of what was heard and said are at least: if they share a word, or none."""
_FAINTLY = 0.45
"""How alike the words in which both differ are at least, if they sound the same."""
_SPOKEN = (
    (re.compile(r"ght"), "t"),
    (re.compile(r"gh|^k(?=n)|^w(?=r)|^p(?=s)"), ""),
    (re.compile(r"[ts]ion|[ct]ian|cean|shun"), "sn"),
    (re.compile(r"tch|sch|sh|ch|th|c(?=[eiy])|[tc](?=i[ao])"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dge?|g(?=[eiy])|j"), "k"),
    (re.compile(r"r(?![aeiouy])"), ""),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[aeiouyhw]"), ""),
    (re.compile(r"[bvf]"), "p"),
    (re.compile(r"d"), "t"),
    (re.compile(r"[gqc]"), "k"),
    (re.compile(r"z"), "s"),
)
"""English spellings, and what the ear keeps of them."""
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def spoken(word: str) -> str:
    """Return the consonants that are heard of an English word."""
    for spelling, kept in _SPOKEN:
        word = spelling.sub(kept, word)
    return word


def heard(words: Iterable[str]) -> str:
    """Return the consonants that are heard of several words, wherever one ends."""
    return _DOUBLE.sub(r"\1", "".join([spoken(word) for word in words]))


class Sounds:
    """Names of topics by how they sound."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Index (target, text) pairs."""
        self._by_sound: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for target, text in texts:
            words = split(text)
            key = heard(words)
            if text.isascii() and len(key) >= _FEWEST:
                self._by_sound.setdefault(key, []).append((target.partition(".")[0], words))

    def heard_as(self, words: Sequence[str]) -> tuple[str, ...] | None:
        """Return the name of a topic that sounds like some words, of one priority only."""
        key = heard(words)
        if len(key) < _FEWEST:
            return None
        whole = "".join(words)
        shared = {*words}
        near: list[tuple[float, str, tuple[str, ...]]] = []
        for each in (key, *_swapped(key)):
            for number, meant in self._by_sound.get(each, ()):
                alike = OSA.normalized_similarity(whole, "".join(meant))
                if alike < (_ALIKE if shared.intersection(meant) else _ALMOST):
                    continue
                first, second = _parted(words, meant)
                alone = OSA.normalized_similarity("".join(first), "".join(second))
                if alone >= (_FAINTLY if heard(first) == heard(second) else _ALIKE):
                    near.append((alike, number, meant))
        if len({number for _, number, _ in near}) != 1:
            return None
        return max(near)[2]


def _parted(words: Sequence[str], meant: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return what was heard and what was said without the words that both begin and end with.

    `writers behind bars` are no `torturers`, whatever they have in common.
    """
    start, end = 0, min(len(words), len(meant))
    while start < end and words[start] == meant[start]:
        start += 1
    back = 0
    while back < end - start and words[-1 - back] == meant[-1 - back]:
        back += 1
    return words[start : len(words) - back], meant[start : len(meant) - back]


def _swapped(key: str) -> list[str]:
    """Return a sound with each two neighbouring consonants swapped, if it is long."""
    if len(key) <= _FEWEST:
        return []
    return [key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in range(len(key) - 1)]
