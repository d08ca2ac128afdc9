"""Phrases of one language, found by the stems of their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from questions.understanding.clean import is_han, split
from questions.understanding.phrase import PLACING, UNEXPLAINED, Kind, Phrase
from questions.understanding.stems import stems_in

_NOTHING = frozenset[str]()
GAP = "_"
"""Stands for a name in the text of a phrase of kind `slot`: `what does _ say`."""
_IDLE = frozenset[str]({Kind.STOP, Kind.FILLER, Kind.GREETING}) | PLACING

_JOINED = 6
"""A single word that is written in two has at least so many letters: `over due`, not `are a`."""


class Found(NamedTuple):
    """A phrase in a text: what it can mean, and the words it covers."""

    kinds: frozenset[str]
    start: int
    end: int


class Phrasebook:
    """The phrases of one language; longest match first, spaces and hyphens of no account."""

    def __init__(self, language: str, phrases: Collection[Phrase]) -> None:
        """Index the phrases by their stems. `outright` are those of one word, as written."""
        self.outright: set[str] = set()
        self._kinds: dict[str, frozenset[str]] = {}
        self.words: set[str] = set()
        beginnings: set[str] = set()
        firsts: set[str] = set()
        lone: set[str] = set()
        parted: set[str] = set()
        stems_of = stems_in(language)
        alone = {kind: frozenset({kind}) for kind in {phrase.kind for phrase in phrases}}
        for kind, _, text in phrases:
            words = split(text)
            if not words:
                continue
            self.words.update(words)
            stems = [stems_of[word] for word in words]
            *_, key = keys = [*accumulate(stems)]
            if len(words) == 1:
                lone.add(key)
                self.outright.add(words[0])
            else:
                parted.add(key)
            known = self._kinds.get(key)
            self._kinds[key] = known | alone[kind] if known else alone[kind]
            beginnings.update(keys)
            firsts.add(stems[0])
        whole = {key for key in lone if self._kinds[key] <= UNEXPLAINED}
        whole |= {key for key in lone - parted if len(key) < _JOINED}
        # What stems mean that are joined: nothing where they only begin a phrase.
        self._joined = dict.fromkeys(beginnings, _NOTHING) | {
            key: kinds for key, kinds in self._kinds.items() if key not in whole
        }
        # What first stems mean by themselves: nothing where they only begin a phrase.
        self._firsts = {first: self._kinds.get(first) for first in firsts}

    def kinds(self, stems: Sequence[str]) -> frozenset[str]:
        """Return what exactly these stems can mean."""
        return self._kinds.get("".join(stems), frozenset())

    def find(self, stems: Sequence[str]) -> tuple[Found, ...]:
        """Return the phrases in a text, none inside another. An empty stem is no word.

        They may share words (`who has said` and `said nothing`), but not with idle ones
        (`i have a question`), nor Chinese ones, whose characters would join over words' bounds.
        """
        found = []
        free, last = 0, _NOTHING
        firsts, known, count = self._firsts, self._joined, len(stems)
        for at, key in enumerate(stems):
            if key not in firsts or (at < free and (last <= _IDLE or is_han(key))):
                continue
            kinds = firsts[key]
            end = after = at + 1
            while after < count and stems[after]:
                key += stems[after]  # noqa: PLW2901 - grows to the longest phrase that begins here
                after += 1
                joined = known.get(key)
                if joined is None:
                    break
                if joined:
                    kinds, end = joined, after
            if kinds is not None and end > free:
                found.append(Found(kinds, at, end))
                free, last = end, kinds
        return tuple(found)


class Names:
    """Runs of words as they are written, in any language, such as names that everybody knows."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Index the names by their first words, and how many words they have, most first."""
        self._names = {words for words in map(split, texts) if words}
        self.words = {word for words in self._names for word in words}
        lengths: dict[str, set[int]] = {}
        for words in self._names:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(own, reverse=True) for first, own in lengths.items()}
        self.firsts = self._lengths.keys()

    def find(self, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Return where such names begin and end, the longest at each place."""
        if self.firsts.isdisjoint(words):
            return ()
        found: list[tuple[int, int]] = []
        for at, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                if tuple(words[at : at + length]) in self._names:
                    found.append((at, at + length))
                    break
        return tuple(found)


class Slots:
    """Where in a sentence a name is to be expected, in any language."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Index texts of the forms `what does _` and `_ thinks`; what leads to a name suffices."""
        self._before: set[tuple[str, ...]] = set()
        self._after: set[tuple[str, ...]] = set()
        self._around: set[tuple[str, tuple[str, ...]]] = set()
        for text in texts:
            before, after = (split(part) for part in text.split(GAP, 1))
            if before:
                self._before.add(before)
                self._around.add((before[-1], after[:1]))
            else:
                self._after.add(after)
        self._after.discard(())
        self.words = {word for words in self._before | self._after for word in words}
        self._widths = range(1, max(map(len, self._before | self._after), default=0) + 1)

    def encloses(self, start: int, end: int, words: Sequence[str]) -> bool:
        """Tell whether a name is expected just between the words: `is _ for`."""
        behind = tuple(words[end : end + 1])
        return start > 0 and bool(behind) and (words[start - 1], behind) in self._around

    def leads_to(self, at: int, words: Sequence[str]) -> bool:
        """Tell whether the words before a position lead to a name there."""
        return any(tuple(words[max(at - width, 0) : at]) in self._before for width in self._widths)

    def comes_behind(self, at: int, words: Sequence[str]) -> bool:
        """Tell whether the words at a position go on from a name before it: `on`, `thinks`."""
        return any(tuple(words[at : at + width]) in self._after for width in self._widths)

    def find(self, words: Sequence[str]) -> frozenset[int]:
        """Return the positions at which a name may begin or end."""
        found = set()
        for at, word in enumerate(words):
            if word not in self.words:
                continue
            for width in self._widths:
                window = tuple(words[at : at + width])
                if window in self._before:
                    found.add(at + width)
                if window in self._after:
                    found.add(at - 1)
        return frozenset(found)
