"""Names of nobody we know: words without any meaning here, in a place where a name stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from questions.understanding.clean import capped, is_han
from questions.understanding.clean import words as split_words
from questions.understanding.names import Part
from questions.understanding.roster import Mention
from questions.understanding.spelling import KEYBOARD

LONGEST_NAME = 4
"""The most words that are taken for one unknown name, if nothing else says that they are one."""

_HAN_NAME = range(2, 5)
_SLIDE = 4
_VOWELS = frozenset("aeiouyаеиоуыэюяіїє")


@dataclass(frozen=True, slots=True)
class Stranger:
    """An unknown name in a text: its words, and whose names share some of it."""

    start: int
    end: int
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text holds besides its unknown words."""

    words: Sequence[str]
    pauses: Sequence[bool]
    mentions: Sequence[Mention]
    slots: Collection[int]
    particles: Collection[str]
    joiners: Collection[int]
    famous: Sequence[tuple[int, int]]
    topics: bool
    residue: Collection[int]
    asks: bool
    everybody: bool


def stranger(strange: Collection[int], around: Surroundings) -> Stranger | None:
    """Return the first unknown name in a text."""
    for mention in around.mentions:
        if not mention.people:
            return Stranger(mention.start, mention.end, mention.kin)
    for start, end in around.famous:
        if _is_spoken_of(start, end, around):
            return Stranger(start, end)
    for start, end in _runs(strange, around):
        found = _beside_a_name(start, end, around)
        first = start - (start - 1 in around.residue and not around.pauses[start])
        longer = end - start > 1 and end in around.residue and not around.pauses[end]
        if found is None and _is_placed(first, end + longer, around):
            found = Stranger(first, end + longer)
        if found is not None:
            return found
    return None


def as_written(text: str, words: Sequence[str], found: Stranger) -> str:
    """Return an unknown name as the text writes it, or else as it was compared."""
    original = split_words(capped(text)).texts
    known = original if len(original) == len(words) else words
    name = known[found.start : found.end]
    return ("" if is_han(name[0]) else " ").join(name)


def _runs(strange: Collection[int], around: Surroundings) -> list[tuple[int, int]]:
    """Return the runs of unknown words, with the particles before and among them."""
    runs: list[tuple[int, int]] = []
    for at in sorted(strange):
        start = at
        while start and around.words[start - 1] in around.particles:
            start -= 1
        if runs and runs[-1][1] >= start and not around.pauses[at]:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((start, at + 1))
    return runs


def _beside_a_name(start: int, end: int, around: Surroundings) -> Stranger | None:
    """Judge unknown words beside a known part of a name: `Peter` Garcia, Irina `Petrova`."""
    for mention in around.mentions:
        before = mention.end == start and not around.pauses[start]
        after = mention.start == end and not around.pauses[end]
        if (before and (mention.part is Part.GIVEN or around.topics)) or (
            after
            and (mention.part is Part.FAMILY or (mention.part is Part.GIVEN and around.topics))
        ):
            return Stranger(min(start, mention.start), max(end, mention.end), mention.people)
    return None


def _is_spoken_of(start: int, end: int, around: Surroundings) -> bool:
    """Tell whether a text is about somebody known to everybody: alone, or beside a candidate."""
    return not around.mentions or any(
        0 <= start - mention.end <= 1 or 0 <= mention.start - end <= 1
        for mention in around.mentions
    )


def _is_placed(start: int, end: int, around: Surroundings) -> bool:
    """Tell whether unknown words stand where a name would, with nothing else unexplained."""
    if not _pronounceable(around.words[start:end]) or end - start > LONGEST_NAME:
        return False
    if _is_joined(start, end, around):
        return True
    if around.everybody or around.mentions:
        return False
    if not set(range(start, end)).issuperset(around.residue):
        return False
    in_slot = start in around.slots or end - 1 in around.slots
    if in_slot and (around.topics or around.asks):
        return True
    return around.topics or not around.asks


def _is_joined(start: int, end: int, around: Surroundings) -> bool:
    """Tell whether a name stands on the other side of an `and` or `versus`."""
    ends = {mention.end for mention in around.mentions}
    starts = {mention.start for mention in around.mentions}
    return (start - 1 in around.joiners and start - 1 in ends) or (
        end in around.joiners and end + 1 in starts
    )


def _pronounceable(words: Sequence[str]) -> bool:
    if is_han(words[0]):
        return len(words) in _HAN_NAME
    return all(_VOWELS & set(word) and not _is_keyboard(word) for word in words if word.isascii())


def _is_keyboard(word: str) -> bool:
    """Tell whether a word is a finger's slide over the keyboard: `asdfgh`, or one letter held."""
    slides = (word[at : at + _SLIDE] for at in range(len(word) - _SLIDE + 1))
    held = len(word) > 1 and len(set(word)) < 2
    return held or any(slide in row for slide in slides for row in KEYBOARD)
