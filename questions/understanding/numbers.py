"""Topics by number: `priority 4`, `priorities 3 and 5`, `question 8.1.1`, `8.1`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from questions.request import Intent
from questions.understanding.phrase import NUMBER, ORDINAL, Kind
from questions.understanding.scattered import Hit

NOUNS = frozenset[str]({Kind.PRIORITIES, Kind.ASKS, Kind.QUESTIONS})
"""The kinds of words for what has numbers."""
_COUNTED = NOUNS | {Kind.NUMERAL}
_NUMBERED = NOUNS | {Intent.LIST_PRIORITIES}
_THE = "第"
"""Makes the Chinese number behind it an ordinal."""
_BETWEEN = frozenset(
    {Kind.STOP, Kind.FILLER, Kind.JOINER, Kind.LEAD, Kind.ARTICLE, Kind.TITLE, Kind.ASIDE}
)
_NONE: frozenset[str] = frozenset()
_VALUES = {f"{kind}{value}": str(value) for kind in (NUMBER, ORDINAL) for value in range(1, 100)}
"""The numbers of the kinds of words for numbers."""
IN_WORDS = frozenset(_VALUES)
"""The kinds of words for numbers."""
ORDINALS = frozenset(kind for kind in _VALUES if kind.startswith(ORDINAL))
"""The kinds of words for a place in order: `second`."""
_RANKS = frozenset({"1"})
"""Numbers that, spelled out, may say who is best rather than which: `number one`."""
_ONE = f"{NUMBER}1"
"""No number behind an article: `priority 5, the one on refugees`."""
_DIGITS = frozenset("0123456789")
REACH = 2
"""A number stands at most so many words from the `priority` or the number before it."""


def may_be_numbered(words: Sequence[str], said: Collection[str]) -> bool:
    """Tell, at little cost, whether there may be numbers in a text, in words or in digits."""
    return not (IN_WORDS.isdisjoint(said) and "".join(words).isalpha())


def numbered(
    words: Sequence[str],
    kinds: Mapping[int, frozenset[str]],
    topics: Collection[str],
    meaning: Callable[[str], Collection[str]],
    named: int = 0,
) -> tuple[tuple[Hit, ...], tuple[int, ...]]:
    """Return the topics named by number, and the positions of numbers that are no topic's.

    `named` words are of names; a number beside nothing else is a topic's: `Rivera 8`. A `priority`
    before a number is one whatever longer phrase it is part of: `meaning` tells what a word means
    by itself.
    """
    values = {at: word for at, word in enumerate(words) if word[0] in _DIGITS and _is_number(word)}
    spelled = {
        at: _VALUES[kind]
        for at, own in kinds.items()
        for kind in own & _VALUES.keys()
        if kind != _ONE or Kind.ARTICLE not in kinds.get(at - 1, _NONE)
    }
    counted = [*values, *(at for at, value in spelled.items() if value not in _RANKS)]
    nouns = {at - 1 for at in counted if at and not _COUNTED.isdisjoint(meaning(words[at - 1]))}
    told = [at for at in range(len(words)) if not kinds.get(at, _NONE) & _BETWEEN]
    alone = len(words) == named + 1 or (
        bool(values) and len(told) == named + len(values) and _in_a_row(values, kinds)
    )
    last = len(words) - 1
    if last in values and last - 1 not in nouns and _leads_to_a_number(kinds.get(last - 1, _NONE)):
        nouns.add(last - 1)
    values |= spelled
    hits, strays = [], []
    read = [*_read_as_topics(words, values, kinds, nouns, alone=alone)]
    if last and last not in read and values.get(last) in topics and _may_be_one(last, kinds):
        strays.append(last)
    for at in read:
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
            ordinal = ORDINAL + values[at] in own or words[at - 1 : at] == (_THE,)
            leads = ordinal and _leads_to_a_noun(at, kinds)
            if spelled_out or follows or leads:
                yield at
                anchor = at
        elif not own & _BETWEEN:
            anchor = -REACH - 1


def _in_a_row(values: Mapping[int, str], kinds: Mapping[int, frozenset[str]]) -> bool:
    """Tell whether numbers are listed: an `and` or an `or` between them, none of them twice."""
    if len({*values.values()}) < len(values):
        return False
    between = range(min(values), max(values))
    return all(at in values or Kind.JOINER in kinds.get(at, _NONE) for at in between)


def _leads_to_a_noun(at: int, kinds: Mapping[int, frozenset[str]]) -> bool:
    """Tell whether a number stands before what has numbers: `the fifth priority`, `第2项优先`."""
    if kinds.get(at + 1, _NONE) & _NUMBERED:
        return True
    return Kind.FILLER in kinds.get(at + 1, _NONE) and bool(kinds.get(at + 2, _NONE) & _NUMBERED)


def _leads_to_a_number(kinds: frozenset[str]) -> bool:
    """Tell whether a word before the last number of a text may lead to a topic: `and her on 4`."""
    return Kind.STOP in kinds and kinds.isdisjoint((Kind.ARTICLE, Kind.JOINER))


def _may_be_one(at: int, kinds: Mapping[int, frozenset[str]]) -> bool:
    """Tell whether the number that ends a text may be a topic's, not of how many: `Rivera, 6?`."""
    return Kind.ARTICLE not in kinds.get(at - 1, _NONE) and kinds.get(at, _NONE).isdisjoint(
        IN_WORDS
    )


def _is_number(word: str) -> bool:
    return word.replace(".", "").isdecimal()
