"""Texts that ask for what no answer is: a thing done, somebody's number, help in daily life."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from questions.request import Intent
from questions.understanding.beginnings import POLITE
from questions.understanding.clauses import clauses
from questions.understanding.names import Part
from questions.understanding.phrase import PLACING, Kind
from questions.understanding.phrasebook import Found
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.views import View

_TELLING = frozenset[str]({Kind.TASK, Kind.OFF, Kind.ELSEWHERE})
"""Kinds of phrases, without one of which a text asks for nothing of the kind."""
_LISTS = frozenset[str]({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES})
_OUTRIGHT = frozenset[str]({Kind.WHO, Kind.WHAT, *Intent})
_ASKING = frozenset[str]({*Intent, Kind.WHO, Kind.SAY, Kind.ANSWER, Kind.QUESTIONS})
"""Kinds of phrases with which a clause asks something of candidates."""
_BEFORE = (
    POLITE
    | PLACING
    | {Kind.LEAD, Kind.JOINER, Kind.ARTICLE, Kind.ASIDE, Kind.INSULT, Kind.OFF, Kind.ELSEWHERE}
)
"""Kinds of words that may stand before what is to be done: `could you please`."""
_TOLD = frozenset[str]({Kind.THAT, Kind.AUX, Kind.PERSON, Kind.WRITER, Kind.TASK})
"""Kinds of words behind the name of somebody who is to be told something: `that`, `to`, `she`."""
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE, Kind.OTHERS})
_AMONG = 3
"""A word that may be part of a name is none among so many others that mean nothing here."""


def is_beyond_answers(
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    residue: Collection[int],
    view: View,
    pauses: Sequence[bool],
) -> bool:
    """Tell whether a text asks for what no answer is, whatever it names, and for nothing else.

    It wants something done (`delete her reply on gay people`), or something private of a
    candidate (`her phone number, I want to ask about refugees`), or it is of daily life, and what
    looks like a name is an ordinary word there (`where can I buy pinto beans`).
    """
    if view.said.isdisjoint(_TELLING):
        return False
    parts = clauses(view, pauses)
    done = _to_be_done(parts, mentions, view)
    own = [
        clause in done
        or any(_is_private(name, clause, hits, view, pauses) for name in mentions)
        or _is_of_daily_life(clause, mentions, hits, residue, view)
        for clause in parts
    ]
    asked = [_asks(clause, mentions, hits, view) for clause in parts]
    return any(own) and not any(asks for asks, its in zip(asked, own, strict=True) if not its)


def _to_be_done(
    parts: Sequence[range], mentions: Sequence[Mention], view: View
) -> Collection[range]:
    """Return the clauses that begin with what is to be done: `write a speech`, `tell Rivera that`.

    Where it is all that a clause says, the next tells of it: `print: Rivera supports torture`.
    What is to be told may be what somebody says: `print what she says`.
    """
    if Kind.TASK not in view.said:
        return ()
    done = [
        (clause, match.end)
        for clause in parts
        for match in view.found
        if Kind.TASK in match.kinds
        and match.start in clause
        and all(view.kinds_at(at) & _BEFORE for at in range(clause.start, match.start))
        and _is_order(match, mentions, view)
    ]
    ends = {end for _, end in done}
    return [*(clause for clause, _ in done), *(clause for clause in parts if clause.start in ends)]


def _is_order(match: Found, mentions: Sequence[Mention], view: View) -> bool:
    if Kind.SAY in match.kinds:
        return _is_told_something(match, mentions, view)
    behind = [each for each in view.found if each.start == match.end]
    return all(each.kinds.isdisjoint(_OUTRIGHT) for each in behind)


def _is_told_something(match: Found, mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether somebody is to be told something: `tell [Rivera] that`, `dites à [Rivera]`."""
    after = match.end + (Kind.TITLE in view.kinds_at(match.end))
    outright = match.end - match.start > 1
    return any(
        name.start == after and (outright or not view.kinds_at(name.end).isdisjoint(_TOLD))
        for name in mentions
    )


def _is_private(
    name: Mention, clause: range, hits: Sequence[Hit], view: View, pauses: Sequence[bool]
) -> bool:
    """Tell whether a clause has no topic, but beside a name what no candidate is asked for."""
    if Kind.OFF not in view.said or name.start not in clause or _is_topical(clause, hits):
        return False
    return any(Kind.OFF in match.kinds and is_beside(match, name, pauses) for match in view.found)


def is_beside(match: Found, name: Mention, pauses: Sequence[bool]) -> bool:
    """Tell whether a phrase stands right behind a name or before it, with no pause between."""
    behind = match.start == name.end and not pauses[match.start]
    return behind or (match.end == name.start and not pauses[name.start])


def _is_of_daily_life(
    clause: range,
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    residue: Collection[int],
    view: View,
) -> bool:
    """Tell whether a clause asks nothing, and what names somebody in it is only part of a name.

    It speaks of daily life, or does so before one that does: `mañana [pinto] la casa, ¿y tú?`.
    """
    if Kind.ELSEWHERE not in view.said or _is_topical(clause, hits):
        return False
    named = [name for name in mentions if name.start in clause]
    if not named or any(name.part >= Part.INITIALED for name in named):
        return False
    here = any(Kind.ELSEWHERE in view.kinds_at(at) for at in clause)
    if not here and all(Kind.ARTICLE not in view.kinds_at(name.end) for name in named):
        return False
    titled = any(Kind.TITLE in view.kinds_at(name.start - 1) for name in named)
    return not titled and len(residue) >= _AMONG and not _says_what_is_asked(clause, view)


def _is_topical(clause: range, hits: Sequence[Hit]) -> bool:
    return any(not hit.positions.isdisjoint(clause) for hit in hits)


def _asks(clause: range, mentions: Sequence[Mention], hits: Sequence[Hit], view: View) -> bool:
    """Tell whether a clause asks something: a phrase does, or it says both whom and what."""
    named = any(name.start in clause for name in mentions)
    somebody = named or any(view.kinds_at(at) & _POINTING for at in clause)
    sides = somebody and any(Kind.SUPPORT in view.kinds_at(at) for at in clause)
    return sides or (named and _is_topical(clause, hits)) or _says_what_is_asked(clause, view)


def _says_what_is_asked(clause: range, view: View) -> bool:
    return any(view.kinds_at(at) & _ASKING for at in clause)
