"""Questions for facts, of the world or of somebody's life: candidates are not asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.beginnings import POLITE
from questions.understanding.clauses import clauses
from questions.understanding.names import POSSESSIVE
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.phrasebook import Facts, Slots
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.views import View

Span = tuple[int, int]
"""Where words begin and end."""
_NEAR = 3
"""So many words behind a name stands what its bearer does, at most."""
_COUNTED, _DONE = "s", "ed"
_OF_VIEWS = frozenset[str](
    {*Intent, Kind.SAY, Kind.ANSWER, Kind.SUPPORT, Kind.CANDIDATES, Kind.QUESTIONS, Kind.ASKS}
    | {Kind.PRIORITIES, Kind.WHO, Kind.OTHERS}
)
"""Kinds of phrases that ask what somebody says, or speak of what is on record."""
_OF_ALL = frozenset[str]({Kind.PEOPLE, Kind.PERSON, Kind.ALL})
"""Kinds of phrases that speak of candidates where none is named."""
_SOMEBODY = frozenset[str]({Kind.WHO, Kind.CANDIDATES, Kind.PEOPLE, Intent.LIST_CANDIDATES})
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE})
_DOUBTFUL = frozenset[str]({Kind.COMMON, Kind.VAGUE, Kind.DEED})
"""Kinds of words that need not ask for a view, whatever else they are."""
_DEEDS = frozenset[str]({Kind.DEED, Kind.VAGUE})
_IDLE = frozenset[str]({Kind.STOP, Kind.FILLER})
_VERBAL = _IDLE | {Kind.AUX, Kind.ARTICLE}
_BEFORE = POLITE | {Kind.WHAT}
_BEHIND = _IDLE | {Kind.PERSON, Kind.TAG}


class _Text(NamedTuple):
    """What is looked over for facts: the words and what they mean, and whom they name."""

    words: Sequence[str]
    pauses: Sequence[bool]
    mentions: Sequence[Mention]
    hits: Sequence[Hit]
    view: View
    facts: Facts
    slots: Slots


def asks_for_a_fact(
    words: Sequence[str],
    pauses: Sequence[bool],
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    view: View,
    facts: Facts,
    slots: Slots,
) -> bool:
    """Tell whether a text asks what is so in the world, or in somebody's life.

    `How many refugees are in Turkey` and `is Rivera married to a refugee` do, not what would be
    done (`how many would she resettle`) nor what is on record (`when did she answer on refugees`).
    """
    text = _Text(words, pauses, mentions, hits, view, facts, slots)
    if Kind.OFF in view.said and any(_has_something_off(name, text) for name in mentions):
        return True
    if not (facts.may_be_asked(words) or Kind.AUX in view.kinds_at(0)):
        return False
    if facts.find(Kind.WISH, words):
        return False
    if _is_said_to_be(text):
        return True
    measured = _measured(text)
    if not mentions:
        asked = measured or _is_of_a_place(text)
        return bool(hits) and asked is not None and not _speaks_of_views(text, asked)
    return _is_lived(text, measured) or (measured is not None and _is_of_somebody(text, measured))


def _measured(text: _Text) -> Span | None:
    """Return the words at a clause's beginning that ask for a number, a time, a place."""
    spans = [*text.facts.find(Kind.MEASURE, text.words)]
    spans += [
        (start, end)
        for start, end in text.facts.find(Kind.COUNT, text.words)
        if end < len(text.words) and _is_counted(end, text)
    ]
    suffered = text.facts.find(Kind.SUFFERED, text.words)
    spans += [span for span in suffered if _is_suffered(span[1], text)]
    for span in spans:
        clause = _clause(span[0], text)
        if all(text.view.kinds_at(at) & _BEFORE for at in range(clause.start, span[0])):
            return span
    return None


def _is_counted(at: int, text: _Text) -> bool:
    """Tell whether words begin that are for things or people, several: `how many [UN judges]`."""
    people = {start for start, _ in text.facts.find(Kind.BEING, text.words)}
    for each in range(at, min(at + _NEAR, len(text.words))):
        kinds = text.view.kinds_at(each)
        if kinds & _VERBAL or (kinds & _OF_VIEWS and kinds.isdisjoint(_DOUBTFUL)):
            return False
        if each in people or text.words[each].endswith(_COUNTED):
            return True
    return False


def _is_suffered(at: int, text: _Text) -> bool:
    """Tell whether a word says what was done to somebody: `who was [executed] yesterday`."""
    if at == len(text.words) or not text.words[at].endswith(_DONE):
        return False
    return text.view.kinds_at(at) <= UNEXPLAINED


def _is_of_a_place(text: _Text) -> Span | None:
    """Return the place of which a text asks whether something is so there: `does Japan hang`."""
    first = text.view.kinds_at(0)
    if Kind.AUX not in first and not any(not start for start, _ in _being(text)):
        return None
    for start, end in text.facts.find(Kind.PLACE, text.words):
        if start == 1 or Kind.STOP in text.view.kinds_at(start - 1):
            return start, end
    return None


def _is_said_to_be(text: _Text) -> bool:
    """Tell whether a text asks who or what somebody is: `is Rivera a refugee herself`.

    Of women `who are refugees` only more is told.
    """
    beings = text.facts.find(Kind.BEING, text.words)
    being = _being(text) if beings else ()
    if not being:
        return False
    asked = {each.end for each in text.mentions if (each.start - 1, each.start) in being}
    told = {max(hit.positions) + 1 for hit in text.hits}
    somebody = {
        match.end
        for match in text.view.found
        if match.kinds & _SOMEBODY and match.start not in told
    }
    asked |= {end for start, end in being if start in somebody}
    asked |= {
        match.end
        for match in text.view.found
        if match.kinds & _POINTING and (match.start - 1, match.start) in being
    }
    for start, end in beings:
        before = start
        while before and before not in asked and _only_leads(before - 1, text):
            before -= 1
        if before in asked and not any(text.pauses[before : start + 1]):
            rest = range(end, _clause(start, text).stop)
            if all(text.view.kinds_at(at) & _BEHIND for at in rest):
                return True
    return False


def _only_leads(at: int, text: _Text) -> bool:
    """Tell whether a word only leads to what somebody is: `a`, `ever`, but not `for`."""
    kinds = text.view.kinds_at(at)
    return Kind.ARTICLE in kinds or (Kind.FILLER in kinds and Kind.STOP not in kinds)


def _being(text: _Text) -> tuple[Span, ...]:
    return text.facts.find(Kind.BE, text.words)


def _is_lived(text: _Text, measured: Span | None) -> bool:
    """Tell whether a text asks what somebody does in their life: `did Rivera marry a judge`."""
    asked = (0, 0) if measured is None else measured
    for start, end in text.facts.find(Kind.LIFE, text.words):
        for name in text.mentions:
            behind = 0 <= start - name.end <= _NEAR and not any(text.pauses[name.end : start + 1])
            before = 0 <= name.start - end <= 1 and not text.pauses[name.start]
            inverted = _is_inverted(name, text) and behind
            if (inverted or (measured and before)) and not _speaks_of_views(
                text, asked, (start, end)
            ):
                return True
    return False


def _has_something_off(name: Mention, text: _Text) -> bool:
    """Tell whether beside a name stands what no candidate is asked: `Rivera['s wife] on asylum`."""
    clause = {*_clause(name.start, text)}
    if all(clause.isdisjoint(hit.positions) for hit in text.hits):
        return False
    return any(
        Kind.OFF in match.kinds
        and (
            (match.start == name.end and not text.pauses[name.end])
            or (match.end == name.start and not text.pauses[name.start])
        )
        for match in text.view.found
    )


def _is_inverted(name: Mention, text: _Text) -> bool:
    """Tell whether a verb stands before a name: `[did] Rivera`."""
    before = name.start - 1
    being = any(end == name.start for _, end in _being(text))
    return before >= 0 and (being or Kind.AUX in text.view.kinds_at(before))


def _is_of_somebody(text: _Text, measured: Span) -> bool:
    """Tell whether what is measured is what somebody has or is, not what they do about a topic."""
    clause = _clause(measured[0], text)
    names = [name for name in text.mentions if name.start in clause]
    about = any(not hit.positions.isdisjoint(clause) for hit in text.hits)
    if not (names and about) or _speaks_of_views(text, measured):
        return False
    if any(_is_asked_of(name, measured, text) for name in names):
        return False
    known = {at for hit in text.hits for at in hit.positions}
    lived = text.facts.find(Kind.LIFE, text.words)
    known.update(at for start, end in lived for at in range(start, end))
    first = names[0].end
    if Kind.FILLER in text.view.kinds_at(first) and first + 1 in known:
        return False
    return not any(
        text.view.kinds_at(at) & _DEEDS and text.view.kinds_at(at).isdisjoint(_IDLE)
        for at in range(first, clause.stop)
        if at not in known
    )


def _is_asked_of(name: Mention, measured: Span, text: _Text) -> bool:
    """Tell whether a name is followed as one that is asked for a view: `where is Rivera [on]`.

    So is one where the text ends: `on women, where is Rivera`.
    """
    owns = text.words[name.end : name.end + 1] == (POSSESSIVE,)
    leads = Kind.ARTICLE in text.view.kinds_at(name.end)
    if name.end == len(text.words) or text.pauses[name.end]:
        return name.start == measured[1]
    return not (owns or leads) and text.slots.comes_behind(name.end, text.words)


def _speaks_of_views(text: _Text, *asked: Span) -> bool:
    """Tell whether a text speaks of what is said or wanted, but for what it asks with."""
    taken = {at for start, end in asked for at in range(start, end)}
    taken.update(at for hit in text.hits for at in hit.positions)
    kinds = _OF_VIEWS if text.mentions else _OF_VIEWS | _OF_ALL
    return any(
        match.kinds & kinds
        and (text.mentions or match.kinds.isdisjoint(_DOUBTFUL))
        and not taken.issuperset(range(match.start, match.end))
        for match in text.view.found
    )


def _clause(at: int, text: _Text) -> range:
    return next(clause for clause in clauses(text.view, text.pauses) if at in clause)
