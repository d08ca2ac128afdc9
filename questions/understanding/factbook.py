"""The words by which a language asks what is so, found as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from questions.understanding.clean import split
from questions.understanding.phrase import OF_FACTS, Kind
from questions.understanding.phrasebook import GAP, Names
from questions.understanding.stems import stem

Span = tuple[int, int]
"""Where words begin and end."""

_MEASURING = (Kind.MEASURE, Kind.COUNT, Kind.SUFFERED)
_OF_A_LIFE = (*_MEASURING, Kind.LIFE, Kind.LIVED)
"""Kinds of words, one of which is in every question for a fact of a life but who somebody is."""
_OF_THE_WORLD = (*_MEASURING, Kind.SO, Kind.WHY, Kind.DEFINE, Kind.POLAR)
"""Kinds of words, one of which is in every question for a fact of the world but of a place."""


class Facts:
    """The words of one language that tell questions for facts from others."""

    def __init__(self, language: str, by_kind: Mapping[str, Sequence[str]]) -> None:
        """Index the words of each kind as they are written, and those of places by their stems.

        A gap stands for what is asked about: `how does _ work`.
        """
        self._by_kind = {
            kind: Names(text for text in by_kind.get(kind, ()) if GAP not in text.split())
            for kind in OF_FACTS
        }
        self._places = Names(
            " ".join(stem(word, language) for word in split(text))
            for text in by_kind.get(Kind.PLACE, ())
        )
        self._around: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for text in by_kind.get(Kind.SO, ()):
            if GAP in text.split():
                before, after = (split(part) for part in text.split(GAP, 1))
                self._around.setdefault(before, set()).add(after)
        self._before = Names(" ".join(before) for before in self._around)
        self._lived = _telling(by_kind, _OF_A_LIFE)
        self._worldly = _telling(by_kind, _OF_THE_WORLD)
        self._beings, self._verbs = (self._by_kind[kind].firsts for kind in (Kind.BEING, Kind.BE))

    def may_be_of_a_life(self, words: Sequence[str]) -> bool:
        """Tell, at little cost, whether a text may ask what is so in somebody's life."""
        if not self._lived.isdisjoint(words):
            return True
        return not (self._beings.isdisjoint(words) or self._verbs.isdisjoint(words))

    def may_be_of_the_world(self, words: Sequence[str]) -> bool:
        """Tell, at little cost, whether a text may ask what is so in the world."""
        return not self._worldly.isdisjoint(words)

    def find(self, kind: str, words: Sequence[str]) -> tuple[Span, ...]:
        """Return where words of a kind begin and end in a text."""
        return self._by_kind[kind].find(words)

    def places(self, stems: Sequence[str]) -> tuple[Span, ...]:
        """Return where places begin and end in a text, by the stems of its words."""
        return self._places.find(stems)

    def around(self, words: Sequence[str]) -> Iterator[tuple[Span, Span]]:
        """Yield where words that ask around a gap begin and end, those before it and behind it.

        Nothing behind the gap is a place at the text's end.
        """
        for start, end in self._before.find(words):
            for after in self._around[tuple(words[start:end])]:
                if not after:
                    yield (start, end), (len(words), len(words))
                    continue
                for at in range(end + 1, len(words) - len(after) + 1):
                    if tuple(words[at : at + len(after)]) == after:
                        yield (start, end), (at, at + len(after))
                        break


def _telling(by_kind: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> frozenset[str]:
    """Return a word of each phrase, without which it is not in a text: the longest."""
    texts = (text for kind in kinds for text in by_kind.get(kind, ()))
    return frozenset(max(words, key=len) for words in map(split, texts) if words)
