"""What a text asks for that can be told or counted: a number, a time, a place, a manner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.beginnings import POLITE
from questions.understanding.clauses import clauses
from questions.understanding.clean import is_han
from questions.understanding.factbook import Facts, Span
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.views import View

_NEAR = 3
"""So many words behind `how many` stands what is counted, at most."""
_COUNTED, _DONE = "s", "ed"
_OF_VIEWS = frozenset[str](
    {*Intent, Kind.SAY, Kind.ANSWER, Kind.SUPPORT, Kind.CANDIDATES, Kind.QUESTIONS, Kind.ASKS}
    | {Kind.PRIORITIES, Kind.WHO, Kind.OTHERS, Kind.MEANT}
)
"""Kinds of phrases that ask what somebody says, or speak of what is on record."""
_OF_ALL = frozenset[str]({Kind.PEOPLE, Kind.PERSON, Kind.ALL})
"""Kinds of phrases that speak of candidates where none is named."""
_DOUBTFUL = frozenset[str]({Kind.COMMON, Kind.VAGUE, Kind.DEED, Kind.ARTICLE})
"""Kinds of words that need not ask for a view, whatever else they are: Spanish `el`."""
_VERBAL = frozenset[str]({Kind.STOP, Kind.FILLER, Kind.AUX, Kind.ARTICLE})
_BEFORE = POLITE | {Kind.WHAT}


class Text(NamedTuple):
    """What is looked over for facts: the words and what they mean, and whom they name."""

    words: Sequence[str]
    pauses: Sequence[bool]
    mentions: Sequence[Mention]
    hits: Sequence[Hit]
    view: View

    @property
    def facts(self) -> Facts:
        """The words that tell questions for facts, in the text's language."""
        return self.view.language.facts

    def find(self, kind: str) -> tuple[Span, ...]:
        """Return where words of a kind begin and end."""
        return self.facts.find(kind, self.words)

    def topical(self) -> frozenset[int]:
        """Return the positions of the words that name topics."""
        return frozenset().union(*(hit.positions for hit in self.hits))


def measured(text: Text) -> Span | None:
    """Return the words at a clause's beginning that ask for a number, a time, a place."""
    spans = [*text.find(Kind.MEASURE)]
    spans += [
        (start, end)
        for start, end in text.find(Kind.COUNT)
        if end < len(text.words) and _is_counted(end, text)
    ]
    spans += [span for span in text.find(Kind.SUFFERED) if _is_suffered(span[1], text)]
    return next((span for span in spans if begins_clause(span[0], text)), None)


def begins_clause(at: int, text: Text) -> bool:
    """Tell whether only such words stand before one as lead to what is asked.

    In Chinese, what is asked about stands there, too.
    """
    return all(
        text.view.kinds_at(each) & _BEFORE or is_han(text.words[each])
        for each in range(clause_at(at, text).start, at)
    )


def _is_counted(at: int, text: Text) -> bool:
    """Tell whether words begin that are for things or people, several: `how many [UN judges]`."""
    if at in text.topical() and text.view.kinds_at(at).isdisjoint(_OF_VIEWS):
        return True
    people = {start for start, _ in text.find(Kind.BEING)}
    for each in range(at, min(at + _NEAR, len(text.words))):
        kinds = text.view.kinds_at(each)
        if kinds & _VERBAL or (kinds & _OF_VIEWS and kinds.isdisjoint(_DOUBTFUL)):
            return False
        if each in people or text.words[each].endswith(_COUNTED):
            return True
    return False


def _is_suffered(at: int, text: Text) -> bool:
    """Tell whether a word says what was done to somebody: `who was [executed] yesterday`."""
    if at == len(text.words) or not text.words[at].endswith(_DONE):
        return False
    return text.view.kinds_at(at) <= UNEXPLAINED


def wishes(text: Text) -> bool:
    """Tell whether a text speaks of what would or should be.

    It does not in politeness (`could you`), where it asks what is so (`que veut dire`), nor by a
    character that only is part of a topic's name in Chinese.
    """
    wished = text.find(Kind.WISH)
    if not wished:
        return False
    idle = [*text.find(Kind.SO), *text.find(Kind.WHY)]
    idle += [
        (match.start, match.end)
        for match in text.view.found
        if match.end - match.start > 1 and Kind.FILLER in match.kinds
    ]
    topical = text.topical()
    return any(
        not any(first <= start and end <= last for first, last in idle)
        for start, end in wished
        if not (start in topical and is_han(text.words[start]))
    )


def speaks_of_views(text: Text, *asked: Span) -> bool:
    """Tell whether a text speaks of what is said or wanted, but for what it asks with."""
    taken = {at for start, end in asked for at in range(start, end)}
    taken |= text.topical()
    kinds = _OF_VIEWS if text.mentions else _OF_VIEWS | _OF_ALL
    return any(
        match.kinds & kinds
        and (text.mentions or match.kinds.isdisjoint(_DOUBTFUL))
        and not taken.issuperset(range(match.start, match.end))
        for match in text.view.found
    )


def clause_at(at: int, text: Text) -> range:
    """Return the clause that a word is in."""
    return next(clause for clause in clauses(text.view, text.pauses) if at in clause)
