"""Mistyped words: each is taken for the nearest name or the nearest word that has a meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from questions.understanding.clean import is_han
from questions.understanding.language import Language
from questions.understanding.lexicon import Lexicon
from questions.understanding.names import squash
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.spelling import NOTHING, Near

INFLECTED, MOST = 24, 8
"""So many unusual words of a text may be known words' other forms, and so many slips of them.

A text with more is no question; looking at them all would take long.
"""

_IDLE = UNEXPLAINED | {Kind.STOP, Kind.FILLER, Kind.ARTICLE, Kind.GREETING}


class Mended(NamedTuple):
    """A text with its slips mended, whom it names, and where words stay strange."""

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    strange: frozenset[int]


def mend(lexicon: Lexicon, words: Sequence[str]) -> Mended:
    """Find names as they are written, then mend every word that has no meaning here."""
    names = [*lexicon.roster.find(words)]
    mended = [*words]
    unusual = _unusual(lexicon, words, names)
    spoken = lexicon.spoken(words) if unusual else ()
    left = {at for at in unusual[:INFLECTED] if not lexicon.knows(words[at], spoken)}
    left.update(unusual[INFLECTED:])
    tried = sorted(left)[:MOST]
    nearest = {at: _nearest(words[at], spoken) for at in tried}
    for at, near in nearest.items():
        mended[at] = _likeliest(near, lexicon) or words[at]
    slots = lexicon.slots.find(mended) if tried else frozenset()
    for at in tried:
        if at not in left:
            continue
        in_place = at in slots and _says_nothing(mended[at], spoken)
        name = _near_name(lexicon, words, at, left)
        if name is not None and _outdoes(name, nearest[at], unless=mended[at] in lexicon.topical):
            names.append(name)
            left.difference_update(range(name.start, name.end))
            mended[name.start : name.end] = words[name.start : name.end]
        elif nearest[at].words and not in_place:
            left.discard(at)
        else:
            mended[at] = words[at]
    names.sort(key=lambda each: each.start)
    led = tuple(_with_particles(name, mended, lexicon) for name in names)
    return Mended(tuple(mended), led, frozenset(left))


def _unusual(lexicon: Lexicon, words: Sequence[str], names: Sequence[Mention]) -> list[int]:
    """Return the positions of words that are neither names nor, as they are, known."""
    named = {at for name in names for at in range(name.start, name.end)}
    return [
        at
        for at, word in enumerate(words)
        if word not in lexicon.words and at not in named and len(word) > 1 and not is_han(word)
    ]


def _nearest(word: str, spoken: Sequence[Language]) -> Near:
    return min((language.spelling.nearest(word) for language in spoken), default=NOTHING)


def _likeliest(near: Near, lexicon: Lexicon) -> str | None:
    return min(near.words, key=lambda word: (word not in lexicon.topical, word), default=None)


def _outdoes(name: Mention, near: Near, *, unless: bool) -> bool:
    return name.slips < near.slips or (name.slips == near.slips and not unless)


def _near_name(
    lexicon: Lexicon, words: Sequence[str], at: int, strange: set[int]
) -> Mention | None:
    """Return whom a word may name: alone, with the particles before it or the word behind it."""
    start = _led(at, words, lexicon)
    name = lexicon.roster.near(words[at], start, at + 1)
    if name is None and start < at:
        name = lexicon.roster.near(squash(words[start : at + 1]), start, at + 1)
    if name is None and at + 1 in strange:
        name = lexicon.roster.near(squash(words[at : at + 2]), at, at + 2)
    return name


def _with_particles(name: Mention, words: Sequence[str], lexicon: Lexicon) -> Mention:
    start = _led(name.start, words, lexicon)
    return replace(name, start=start) if start < name.start else name


def _led(at: int, words: Sequence[str], lexicon: Lexicon) -> int:
    """Return where the particles before a word begin."""
    while at and len(words[at - 1]) > 1 and words[at - 1] in lexicon.manners.particles:
        at -= 1
    return at


def _says_nothing(word: str, spoken: Sequence[Language]) -> bool:
    """Tell whether a mended word would be idle: then a name may rather be meant in its place."""
    return all(
        language.kinds(word) <= _IDLE and word not in language.topics.words for language in spoken
    )
