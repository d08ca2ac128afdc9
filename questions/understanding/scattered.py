"""Aliases whose words stand in a text apart from one another: `kill innocent prisoners`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

SLACK = 2
"""So many other words of meaning may stand among those of an alias: `kill (innocent) prisoners`."""


class Hit(NamedTuple):
    """A topic in a text, and the positions of the words that named it."""

    target: str
    positions: frozenset[int]


class Bag(NamedTuple):
    """An alias's stems of meaning, in any order unless they have one of their own.

    `crosses` says that words which part two topics may stand among them.
    """

    stems: frozenset[str]
    target: str
    crosses: bool
    order: tuple[str, ...] = ()


class Scattered:
    """The aliases of several words of one language."""

    def __init__(
        self, bags: Sequence[Bag], *, idle: frozenset[str], joiners: frozenset[str]
    ) -> None:
        """Index aliases. Any number of `idle` stems may stand among theirs, no `joiners`."""
        self._idle, self._joiners = idle | {""}, joiners
        self._stems = frozenset(each for bag in bags for each in bag.stems)
        self._by_rarest: dict[str, dict[str, list[Bag]]] = {}
        rarity = Counter(each for bag in bags for each in bag.stems)
        for bag in bags:
            rarest, other, *_ = sorted(bag.stems, key=lambda each: (rarity[each], each))
            self._by_rarest.setdefault(rarest, {}).setdefault(other, []).append(bag)

    def find(self, stems: Sequence[str]) -> list[Hit]:
        """Return the topics whose words are all in a text, and hold together there."""
        found: list[Hit] = []
        present = self._stems.intersection(stems)
        if len(present) < 2:
            return found
        whole = [
            bag
            for rarest in present & self._by_rarest.keys()
            for other in present & self._by_rarest[rarest].keys()
            for bag in self._by_rarest[rarest][other]
            if bag.stems <= present
        ]
        places = {each: at for at, each in enumerate(stems) if each in present} if whole else {}
        for bag in whole:
            near = frozenset([places[stem] for stem in bag.stems])
            if self._hold_together(bag, stems[min(near) : max(near) + 1]):
                found.append(Hit(bag.target, near))
        return found

    def _hold_together(self, bag: Bag, span: Sequence[str]) -> bool:
        """Tell whether an alias's words, scattered over a span without a name, say what it says."""
        if "" in span or (not bag.crosses and not self._joiners.isdisjoint(span)):
            return False
        if bag.order and bag.order != in_order(span, bag.stems):
            return False
        most = len(bag.stems) + SLACK
        return len(span) <= most or sum(each not in self._idle for each in span) <= most


def in_order(stems: Iterable[str], chosen: Collection[str]) -> tuple[str, ...]:
    """Return some stems of a text in their order, each once."""
    return tuple(dict.fromkeys(each for each in stems if each in chosen))
