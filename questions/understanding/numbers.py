"""Topics by number: `priority 4`, `priorities 3 and 5`, `question 8.1.1`, `8.1`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from questions.understanding.phrase import NUMBER, ORDINAL, Kind
from questions.understanding.topics import Hit

NOUNS = frozenset[str]({Kind.PRIORITIES, Kind.ASKS, Kind.QUESTIONS})
"""The kinds of words for what has numbers."""
_BETWEEN = frozenset({Kind.STOP, Kind.FILLER, Kind.JOINER, Kind.LEAD, Kind.ARTICLE})
_NONE: frozenset[str] = frozenset()
_VALUES = {f"{kind}{value}": str(value) for kind in (NUMBER, ORDINAL) for value in range(1, 100)}
"""The numbers of the kinds of words for numbers."""
IN_WORDS = frozenset(_VALUES)
"""The kinds of words for numbers."""
_DIGITS = frozenset("0123456789")
REACH = 2
"""A number stands at most so many words from the `priority` or the number before it."""


def numbered(
    words: Sequence[str],
    kinds: Mapping[int, frozenset[str]],
    topics: Collection[str],
    meaning: Callable[[str], Collection[str]],
    named: int = 0,
    *,
    in_words: bool = True,
) -> tuple[tuple[Hit, ...], tuple[int, ...]]:
    """Return the topics named by number, and the positions of numbers that are no topic's.

    `named` words are of names; a number beside nothing else is a topic's: `Rivera 8`. Numbers are
    looked for among words, too, where there are any `in_words`. A `priority` before a number is
    one whatever longer phrase it is part of: `meaning` tells what a word means by itself.
    """
    values = {at: word for at, word in enumerate(words) if word[0] in _DIGITS and _is_number(word)}
    if not (values or in_words):
        return (), ()
    nouns = {at - 1 for at in values if at and not NOUNS.isdisjoint(meaning(words[at - 1]))}
    told = [at for at in range(len(words)) if not kinds.get(at, _NONE) & _BETWEEN]
    alone = len(words) == named + 1 or (len(values) == 1 and len(told) == named + 1)
    values |= {at: _VALUES[kind] for at, own in kinds.items() for kind in own & _VALUES.keys()}
    hits, strays = [], []
    for at in _read_as_topics(words, values, kinds, nouns, alone=alone):
        if values[at] in topics:
            hits.append(Hit(values[at], frozenset({at})))
        elif len(words) > 1:
            strays.append(at)
    return tuple(hits), tuple(strays)


def _read_as_topics(
    words: Sequence[str],
    values: Mapping[int, str],
    kinds: Mapping[int, frozenset[str]],
    nouns: Collection[int],
    *,
    alone: bool,
) -> Iterator[int]:
    anchor = -REACH - 1
    for at in range(len(words)):
        own = kinds.get(at, _NONE)
        if own & NOUNS or at in nouns:
            anchor = at
        elif at in values:
            spelled_out = "." in values[at] or alone
            follows = at - anchor <= REACH
            ordinal = ORDINAL + values[at] in own and kinds.get(at + 1, _NONE) & NOUNS
            if spelled_out or follows or ordinal:
                yield at
                anchor = at
        elif not own & _BETWEEN:
            anchor = -REACH - 1


def _is_number(word: str) -> bool:
    return word.replace(".", "").isdecimal()
