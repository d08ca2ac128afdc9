"""Words that stand beside each other in what people say: they tell a slip from another word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from questions.understanding.clean import split
from questions.understanding.spelling import SHORT

_FEWEST = 3
"""A mistyped word that its neighbours tell has so many letters or more."""
_HALF = 5
"""A word of meaning is told from one run into it from so many letters on."""
REACH = 3
"""The nearest word that tells something stands at most so many words away."""


class Neighbours:
    """Which words stand before and behind which, and what two of them are without a space."""

    def __init__(
        self, texts: Iterable[str], phrases: Iterable[str], slight: Collection[str]
    ) -> None:
        """Index texts about topics, and phrases; `slight` words may stand beside any word."""
        self.slight = frozenset(slight)
        spoken = [split(text) for text in texts]
        said = [*spoken, *map(split, phrases)]
        self.alone = frozenset(word for words in said for word in words)
        self._joined = {
            one + other: (one, other)
            for words in said
            for one, other in pairwise(words)
            if len(one) > 1 and len(other) > 1 and len(one + other) > SHORT
            if one + other not in self.alone
        }
        beside: dict[tuple[str, bool], set[str]] = {}
        for words in spoken:
            telling = [word for word in words if word not in self.slight]
            for one, other in {*pairwise(words), *pairwise(telling)}:
                if one not in self.slight and len(other) >= _FEWEST:
                    beside.setdefault((one, True), set()).add(other)
                if other not in self.slight and len(one) >= _FEWEST:
                    beside.setdefault((other, False), set()).add(one)
        self._beside = {key: tuple(sorted(words)) for key, words in beside.items()}

    def fitting(self, at: int, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words one slip from a mistyped one that are known beside those around it."""
        word = words[at]
        if len(word) < _FEWEST or not word.isalpha():
            return ()
        before = (each for each in reversed(words[max(at - REACH, 0) : at]))
        after = (each for each in words[at + 1 : at + 1 + REACH])
        known = {*self._known(before, behind=True), *self._known(after, behind=False)}
        return tuple(sorted(other for other in known if _is_slip(word, other)))

    def _known(self, around: Iterable[str], *, behind: bool) -> tuple[str, ...]:
        """Return what is known beside the first word that tells something."""
        telling = next((each for each in around if each not in self.slight), "")
        return self._beside.get((telling, behind), ())

    def joined(self, word: str) -> tuple[str, str] | None:
        """Return the two words that were run together, of such as are known so: `massmurderers`."""
        return self._joined.get(word)

    def led(self, word: str, topical: Collection[str]) -> tuple[str, str] | None:
        """Return a topic's word and what was run into it: `ofrefugees`."""
        for at in range(2, len(word) - _HALF + 1):
            if word[:at] in self.slight and word[at:] in topical:
                return word[:at], word[at:]
        for at in range(_HALF, len(word) - 2):
            if word[at:] in self.slight and word[:at] in topical:
                return word[:at], word[at:]
        return None


def _is_slip(word: str, other: str) -> bool:
    """Tell whether one slip makes one word of the other; short ones are swapped or one longer."""
    if abs(len(word) - len(other)) > 1 or OSA.distance(word, other, score_cutoff=1) > 1:
        return False
    return max(len(word), len(other)) >= SHORT or sorted(word) == sorted(other)
