"""Which clauses of a text ask something, and which only tell what comes before the question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from questions.request import Intent
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.scattered import Hit
from questions.understanding.views import View

_OUTRIGHT = frozenset[str](Intent)
_OF_THEM = frozenset[str]({Kind.WHO, Kind.CANDIDATES, Intent.WHO_SUPPORTS, Intent.LIST_CANDIDATES})
_ASKING = frozenset[str]({*Intent, Kind.CANDIDATES, Kind.PRIORITIES, Kind.QUESTIONS, Kind.EXCEPT})
"""Kinds of phrases with which a clause asks something, wherever in it they stand."""
_OPENING = frozenset[str]({Kind.WHO, Kind.WHAT, Kind.SAY, Kind.ANSWER, Kind.ASIDE, Kind.LEAD})
"""Kinds of phrases with which a clause asks something if it begins with them."""
_ASKING_ANYTHING = frozenset[str]({*Intent, Kind.SAY, Kind.ANSWER, Kind.ALL, Kind.QUESTIONS})
_START = 3
"""A clause begins with its first words, so many."""
_TOLD = 2
"""A clause that tells something has so many words or more."""
_SAID = 3
"""A clause that says something of its topic has so many other words or more."""


def of_the_writer(
    hits: Sequence[Hit], named: Collection[int], view: View, pauses: Sequence[bool]
) -> frozenset[int]:
    """Return the words of clauses that the writer tells of themselves, before they come to it.

    `I lost my brother in the war. Does Rivera back the ICC?` is about the one clause that has both
    a candidate, at a place of `named`, or a word for them, and a topic, if the text has any; a text
    that has neither is about the clause that asks for something outright: `who is running?`.
    Where nothing is asked but a name, what is told may be what it is asked about.
    """
    if Kind.WRITER not in view.said:
        return frozenset()
    parts = clauses(view, pauses)
    if not hits and view.said.isdisjoint(_ASKING_ANYTHING) and _names_alone(parts, named):
        return frozenset()
    about = [_is_whole(clause, hits, named, view) for clause in parts]
    if hits and not any(about):
        about = _whole_at_last(parts, hits, named, view)
    if not any(about):
        return frozenset()
    return frozenset(
        at
        for clause, whole in zip(parts, about, strict=True)
        if not whole
        and any(Kind.WRITER in view.kinds_at(each) for each in clause)
        and not any(each in clause for each in named)
        for at in clause
    )


def leading_up(
    hits: Sequence[Hit],
    named: Collection[int],
    strange: Collection[int],
    view: View,
    pauses: Sequence[bool],
) -> frozenset[int]:
    """Return the words of clauses that lead up to a question, and narrow nothing of it.

    They tell something beside it (`the tram was late, so: Rivera on refugees`), or tell the topic
    of which the question then asks: `whole towns are wiped out. What do they say?` What stands
    right behind a topic may make another of it, and is not among them.
    """
    if not (hits and any(pauses)):
        return frozenset()
    parts = clauses(view, pauses)
    asked = [_asks(clause, named, view) for clause in parts]
    if not any(asked) or all(asked):
        return frozenset()
    topical = [any(not hit.positions.isdisjoint(clause) for hit in hits) for clause in parts]
    named_in_it = any(both for both in map(all, zip(asked, topical, strict=True)))
    several = len({hit.target.partition(".")[0] for hit in hits}) > 1
    last = max(place for place, asks in enumerate(asked) if asks)
    behind = {max(hit.positions) + 1 for hit in hits}
    found = set[int]()
    for clause, asks, about in zip(parts[:last], asked, topical, strict=False):
        if asks or len(clause) < _TOLD or any(at in clause for at in strange):
            continue
        if not about:
            found.update(clause)
        elif not (named_in_it or several or _is_outweighed(clause, hits, view)):
            found.update(at for at in clause if at not in behind or pauses[at])
    return frozenset(found)


def before_a_question(
    hits: Sequence[Hit], named: Collection[int], view: View, pauses: Sequence[bool]
) -> frozenset[int]:
    """Return the words of clauses that tell of a topic before a question that has its own.

    `Women are too soft for this. What does Rivera say on torture?` asks of torture. A clause of
    a topic and little else is part of what is asked: `refugees, and Rivera on women`.
    """
    if len(hits) < 2 or not any(pauses):
        return frozenset()
    parts = clauses(view, pauses)
    whole = [
        _asks(clause, named, view) and _is_whole(clause, hits, named, view) for clause in parts
    ]
    if not any(whole):
        return frozenset()
    of_topics = {at for hit in hits for at in hit.positions}
    return frozenset(
        at
        for clause in parts[: whole.index(True)]
        if not _asks(clause, named, view) and len({*clause} - of_topics) >= _SAID
        for at in clause
    )


def naming(named: Collection[int], view: View, pauses: Sequence[bool]) -> frozenset[int]:
    """Return what the writer tells of themselves around a name, before they ask of it outright.

    `I have to present Rivera in class tomorrow, what do you have?` names no topic: it asks for all.
    """
    if not named or Kind.WRITER not in view.said or view.said.isdisjoint(_ASKING_ANYTHING):
        return frozenset()
    *before, last = clauses(view, pauses)
    asks = any(view.kinds_at(at) & _ASKING_ANYTHING for at in last)
    if not asks or any(at in last for at in named):
        return frozenset()
    told = [clause for clause in before if any(Kind.WRITER in view.kinds_at(at) for at in clause)]
    return frozenset(at for clause in told for at in clause if at not in named)


def asks_who_is_there(named: Collection[int], view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether a text that tells of somebody asks only who is there: `… . Who is running?`."""
    *_, last = clauses(view, pauses)
    return not any(at in last for at in named) and any(
        Intent.LIST_CANDIDATES in match.kinds and match.end - match.start > 1
        for match in view.found
        if match.start in last
    )


def clauses(view: View, pauses: Sequence[bool]) -> list[range]:
    """Return the clauses of a text: what pauses and turns such as `but` part."""
    bounds = {at for at in range(1, len(pauses)) if pauses[at]}
    if Kind.TURN in view.said:
        bounds |= {match.start for match in view.found if Kind.TURN in match.kinds}
    return [range(start, end) for start, end in pairwise(sorted({0, *bounds, len(pauses)}))]


def _names_alone(parts: Collection[range], named: Collection[int]) -> bool:
    """Tell whether every clause that names somebody says nothing else."""
    naming = [clause for clause in parts if any(at in clause for at in named)]
    return bool(naming) and all(at in named for clause in naming for at in clause)


def _is_whole(clause: range, hits: Sequence[Hit], named: Collection[int], view: View) -> bool:
    """Tell whether a clause says both whom a text is about and what."""
    if hits and not any(hit.positions & {*clause} for hit in hits):
        return False
    if any(at in clause for at in named):
        return True
    if hits:
        return any(view.kinds_at(at) & _OF_THEM for at in clause)
    return any(
        match.end - match.start > 1 and match.start in clause and match.kinds & _OUTRIGHT
        for match in view.found
    )


def _whole_at_last(
    parts: Sequence[range], hits: Sequence[Hit], named: Collection[int], view: View
) -> list[bool]:
    """Tell which clauses, the last ones, only say together whom and what a text is about.

    `I lost my job. Anyway: refugees, who is against them?`
    """
    for first in range(len(parts) - 1, 0, -1):
        together = range(parts[first].start, parts[-1].stop)
        if _is_whole(together, hits, named, view):
            return [place >= first for place in range(len(parts))]
    return []


def _is_outweighed(clause: range, hits: Sequence[Hit], view: View) -> bool:
    """Tell whether a clause has so many other words of meaning that its topic may not be one."""
    of_topics = {at for hit in hits for at in hit.positions} & {*clause}
    others = [at for at in clause if at not in of_topics and _means_more(view.kinds_at(at))]
    return len(others) > 2 * len(of_topics)


def _means_more(kinds: Collection[str]) -> bool:
    return Kind.DEED not in kinds and UNEXPLAINED.issuperset(kinds)


def _asks(clause: range, named: Collection[int], view: View) -> bool:
    """Tell whether a clause asks something: it names somebody, or a phrase in it does."""
    return (
        any(at in clause for at in named)
        or any(view.kinds_at(at) & _ASKING for at in clause)
        or any(view.kinds_at(at) & _OPENING for at in clause[:_START])
    )
