"""Questions for what is so in the world: what happened, what a word means, what is the law."""

from __future__ import annotations

from collections.abc import Iterator

from questions.request import Intent
from questions.understanding.beginnings import POLITE
from questions.understanding.clean import is_han
from questions.understanding.factbook import Span
from questions.understanding.measures import (
    Text,
    begins_clause,
    clause_at,
    measured,
    speaks_of_views,
    wishes,
)
from questions.understanding.names import POSSESSIVE
from questions.understanding.phrase import Kind
from questions.understanding.scattered import Hit

_BESIDE = POLITE | {Kind.ARTICLE, Kind.WHAT}
_ON_RECORD = frozenset[str](
    {Kind.CANDIDATES, Kind.ANSWER, Kind.QUESTIONS, Kind.PRIORITIES, Kind.OTHERS, Kind.MEANT}
    | {Intent.NOT_ANSWERED, Intent.LIST_QUESTIONS}
)
"""Kinds of phrases that ask for what is on record, whatever else is in the text."""

_TURNING = frozenset[str]({Kind.ASIDE, Kind.LEAD, Kind.WRITER})


def asks_of_the_world(text: Text) -> bool:
    """Tell whether a text that names no candidate asks what is so: `how does the veto work`."""
    if not (text.hits and text.view.said.isdisjoint(_ON_RECORD)):
        return False
    first = text.view.kinds_at(0)
    if not (Kind.AUX in first or text.facts.may_be_of_the_world(text.words)) or wishes(text):
        return False
    if not any(_is_in_words(hit, text) for hit in text.hits):
        return False
    asked = [span for spans in _asked(text) for span in spans]
    return bool(asked) and not speaks_of_views(text, *asked, *text.find(Kind.POLAR))


def _is_in_words(hit: Hit, text: Text) -> bool:
    """Tell whether a topic is named otherwise than by its number."""
    return not any(text.words[at][0].isdecimal() for at in hit.positions)


def _asked(text: Text) -> Iterator[tuple[Span, ...]]:
    """Yield the words with which a text asks what is so."""
    if (span := measured(text)) is not None:
        yield (span,)
    yield text.find(Kind.SO)
    yield _around(text)
    yield _causes(text)
    yield _defined(text)
    yield _of_a_place(text)
    yield _said_by_a_place(text)


def _around(text: Text) -> tuple[Span, ...]:
    """Return the words that ask what is so around a topic, and those that lead to them.

    Of `how does asylum policy work` the word behind the topic is part of what it is about.
    """
    topical = text.topical()
    for before, behind in text.facts.around(text.words):
        clause = clause_at(before[0], text)
        end = min(behind[1], clause.stop)
        whole = behind[0] < clause.stop or behind[0] == behind[1]
        if text.view.kinds_at(before[0]) & _TURNING:
            continue
        if whole and begins_clause(before[0], text) and topical & {*range(before[1], end)}:
            beside = ((at, at + 1) for at in range(before[1], end) if at - 1 in topical)
            return (clause.start, before[1]), behind, *beside
    return ()


def _causes(text: Text) -> tuple[Span, ...]:
    """Return the words that ask why something comes about, or is so in a place."""
    for start, end in text.find(Kind.WHY):
        clause = clause_at(start, text)
        come_about = [each for each in text.find(Kind.OCCUR) if each[0] in clause]
        if come_about or any(place in clause for place, _ in text.facts.places(text.view.stems)):
            return ((start, end), *come_about)
    return ()


def _defined(text: Text) -> tuple[Span, ...]:
    """Return the words that ask what something is, where nothing else is said of it.

    `And what is the veto` may go on from what somebody says of something else.
    """
    if Kind.LEAD in text.view.kinds_at(0):
        return ()
    topical = text.topical()
    for start, end in text.find(Kind.DEFINE):
        named = next((at for at in range(end, len(text.words)) if not _is_article(at, text)), end)
        if start - 1 not in topical and named not in topical:
            continue
        beside = [at for at in range(len(text.words)) if not start <= at < end]
        if all(at in topical or text.view.kinds_at(at) & _BESIDE for at in beside):
            asking = (at for at in beside if Kind.WHAT in text.view.kinds_at(at))
            return ((start, end), *((at, at + 1) for at in asking))
    return ()


def _is_article(at: int, text: Text) -> bool:
    return Kind.ARTICLE in text.view.kinds_at(at)


def _of_a_place(text: Text) -> tuple[Span, ...]:
    """Return the place of which a text asks whether something is so there: `does Japan hang`.

    Those who do it may be meant by `they`: `do they hang people in Japan`.
    """
    first = text.view.kinds_at(0)
    asks = text.find(Kind.POLAR)
    if not (asks or Kind.AUX in first or any(not start for start, _ in text.find(Kind.BE))):
        return ()
    for start, end in text.facts.places(text.view.stems):
        led = start < 2 or Kind.STOP in text.view.kinds_at(start - 1)
        if led or is_han(text.words[start]) or any(start - each <= 1 for _, each in asks):
            they = (1, 2) if Kind.PEOPLE in text.view.kinds_at(1) and 2 in text.topical() else None
            return (*asks, (start, end), *([they] if they else ()))
    return ()


def _said_by_a_place(text: Text) -> tuple[Span, ...]:
    """Return the words that ask for a state's view: `what is [Russia's position] on the veto`."""
    kinds_at = text.view.kinds_at
    for start, end in text.facts.places(text.view.stems):
        owns = text.words[end : end + 1] == (POSSESSIVE,)
        if owns and Kind.SAY in kinds_at(end + 1):
            said = [match.end for match in text.view.found if match.start <= end + 1 < match.end]
            return ((clause_at(start, text).start, max(said)),)
        if start > 1 and Kind.STOP in kinds_at(start - 1) and Kind.SAY in kinds_at(start - 2):
            return ((clause_at(start, text).start, end),)
    return ()
