"""Names with a slip in several parts: `Annjali Rao Lindquist` for `Anjali Rao-Lindqvist`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from questions.candidate import Candidate
from questions.understanding.clean import split
from questions.understanding.spelling import LONG, SHORT, bones, slips_easily, sound

_LONGEST = 12
"""A part of so many letters or more may have three slips that leave its consonants."""


class Aligned:
    """Full names in Latin letters, part by part."""

    def __init__(self, candidates: Iterable[Candidate], particles: Collection[str]) -> None:
        """Index names by the first letters of their parts, without `particles`."""
        self._particles = particles
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for candidate in candidates:
            for parts in {*_orders(candidate, particles)}:
                if len(parts) > 1 and all(part.isascii() for part in parts):
                    self._names.setdefault(_letters(parts), []).append((parts, candidate.id))

    def near(self, words: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return whose full names some words may be, with the words that are no part of them."""
        told = [word for word in words if word not in self._particles]
        return {
            person: frozenset(told) - {*parts}
            for parts, person in self._names.get(_letters(told), ())
            if all(map(_is_meant, told, parts))
        }


def _orders(candidate: Candidate, particles: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield a name's parts in the orders in which it is written, with all given names or one."""
    for name in (candidate.name, *candidate.aliases):
        parts = tuple([part for part in split(name) if part not in particles])
        last = [part for part in split(candidate.family_name or "") if part not in particles]
        family = tuple(last) if set(last) <= set(parts) else ()
        given = tuple([part for part in parts if part not in family])
        yield parts
        if family and given:
            for some in (given, given[:1]):
                yield (*some, *family)
                yield (*family, *some)


def _letters(parts: Sequence[str]) -> str:
    return "".join([part[0] for part in parts])


def _is_meant(word: str, part: str) -> bool:
    """Tell whether a word is a part of a name with slips that come easily, or sounds like it."""
    if word == part:
        return True
    if len(word) < SHORT:
        return False
    if sound(word) == sound(part):
        return True
    allowed = 1 if len(part) < LONG else 2 if len(part) < _LONGEST else 3
    slips = OSA.distance(word, part, score_cutoff=allowed)
    if slips > 1:
        return slips <= allowed and bones(word) == bones(part)
    return len(word) > SHORT and slips_easily(word, part)
