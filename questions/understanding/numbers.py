"""Topics by number: `priority 4`, `priorities 3 and 5`, `question 8.1.1`, `8.1`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from questions.understanding.phrase import NUMBER, ORDINAL, Kind
from questions.understanding.topics import Hit

_NOUNS = frozenset({Kind.PRIORITIES, Kind.ASKS, Kind.QUESTIONS})
_BETWEEN = frozenset({Kind.STOP, Kind.FILLER, Kind.JOINER, Kind.LEAD})
REACH = 2
"""A number stands at most so many words from the `priority` or the number before it."""


def numbered(
    words: Sequence[str], kinds: Mapping[int, frozenset[str]], topics: Collection[str]
) -> tuple[tuple[Hit, ...], tuple[int, ...]]:
    """Return the topics named by number, and the positions of numbers that are no topic's."""
    values = {at: value for at, word in enumerate(words) if (value := _value(word, kinds.get(at)))}
    if not values:
        return (), ()
    hits, strays = [], []
    for at in _read_as_topics(words, values, kinds):
        if values[at] in topics:
            hits.append(Hit(values[at], frozenset({at})))
        else:
            strays.append(at)
    return tuple(hits), tuple(strays)


def _read_as_topics(
    words: Sequence[str], values: Mapping[int, str], kinds: Mapping[int, frozenset[str]]
) -> Iterator[int]:
    alone = len(words) == 1
    anchor = -REACH - 1
    for at in range(len(words)):
        if kinds.get(at, frozenset()) & _NOUNS:
            anchor = at
        elif at in values:
            spelled_out = "." in values[at] or alone
            follows = at - anchor <= REACH
            ordinal = (
                ORDINAL + values[at] in kinds.get(at, ()) and kinds.get(at + 1, set()) & _NOUNS
            )
            if spelled_out or follows or ordinal:
                yield at
                anchor = at
        elif not kinds.get(at, frozenset()) & _BETWEEN:
            anchor = -REACH - 1


def _value(word: str, kinds: frozenset[str] | None) -> str | None:
    if word[0] in "0123456789":
        return word if word.replace(".", "").isdecimal() else None
    for kind in kinds or ():
        if kind.startswith((NUMBER, ORDINAL)):
            return kind.partition("-")[2]
    return None
