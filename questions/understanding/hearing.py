"""Words that were heard wrongly: dictated texts, in which names and topics only sound right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from questions.understanding.lexicon import Lexicon
from questions.understanding.phrase import Kind
from questions.understanding.reading import Reading, read

_LONGEST_TEXT = 24
"""A dictated question has no more words."""
_FEWEST, _WIDEST = 2, 5
"""What was one name or topic is heard as so many words at least, and at most.

One word for another is a slip of the finger, which is mended as it is read.
"""
_OF_OTHER_THINGS = frozenset[str]({Kind.OFF, Kind.ELSEWHERE})
"""Kinds of phrases whose words were meant as they stand: `electric cars`."""


def read_as_heard(text: str, lexicon: Lexicon) -> Reading:
    """Read a text; where it leaves words unexplained, by ear, if all of it then makes sense."""
    reading = read(text, lexicon)
    lost = reading.residue or reading.stranger or (reading.vague and not reading.topics)
    if not lost or reading.shared or len(reading.words) > _LONGEST_TEXT or not text.isascii():
        return reading
    if not _OF_OTHER_THINGS.isdisjoint(reading.kinds):
        return reading
    for words in _rewritten(reading, lexicon):
        again = read(" ".join(words), lexicon)
        if _explains(again, reading):
            return again._replace(guessed=True)
    return reading


def _explains(again: Reading, before: Reading) -> bool:
    """Tell whether a text read again leaves nothing open, and names no fewer."""
    if again.residue or again.stranger or again.compound or again.mixed or again.vague:
        return False
    named = len(again.mentions) >= len(before.mentions)
    return named and bool(again.topics) and all(each.certain for each in again.mentions)


def _rewritten(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Yield a text with its topics as they may have been said, its names, and then both.

    Beside a topic, what seems to be a name is no part of another.
    """
    named, left = _named(reading), frozenset(reading.residue)
    said_wrong = left - named if reading.topics else left | named
    if not (left or named):
        said_wrong = frozenset(reading.words)
    slight = lexicon.neighbours.slight

    def topics(words: Sequence[str]) -> tuple[str, ...] | None:
        said = lexicon.sounds.heard_as
        return _replaced(words, said_wrong, slight, lambda _, window: said(window))

    if first := topics(reading.words):
        yield first
    if names := _replaced(reading.words, left | named, slight, lexicon.roster.heard_as):
        yield names
        if both := topics(names):
            yield both


def _named(reading: Reading) -> frozenset[str]:
    """Return the words that seem to be somebody's name."""
    nobody = reading.stranger
    return frozenset(reading.words[nobody.start : nobody.end] if nobody is not None else ())


def _replaced(
    words: Sequence[str],
    suspects: frozenset[str],
    slight: frozenset[str],
    said: Callable[[str, Sequence[str]], tuple[str, ...] | None],
) -> tuple[str, ...] | None:
    """Put what was said in the place of the most words about a suspect that sound like it.

    No `slight` word begins or ends what was heard: `weera on refugees` names nobody `Weeraon`.
    """
    kept = [*words]
    at = 0
    found = False
    while at < len(kept):
        for width in range(min(_WIDEST, len(kept) - at), _FEWEST - 1, -1):
            window = kept[at : at + width]
            if suspects.isdisjoint(window) or not slight.isdisjoint((window[0], window[-1])):
                continue
            meant = said(kept[at - 1] if at else "", window)
            if meant is not None and not {*meant} <= {*window}:
                kept[at : at + width] = meant
                at += len(meant) - 1
                found = True
                break
        at += 1
    return tuple(kept) if found else None
