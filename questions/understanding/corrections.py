"""Whom and what a text takes back, and what only reacts to the answer before."""

from __future__ import annotations

from collections.abc import Sequence

from questions.request import Intent
from questions.understanding.clauses import clauses
from questions.understanding.names import POSSESSIVE
from questions.understanding.phrase import Kind
from questions.understanding.phrasebook import Found
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.views import View

_NEAR = 3
"""So many words behind a correction, at most, stands what is meant instead."""
_NOBODY = frozenset[str]()
_OF_ONESELF = frozenset[str]({Kind.WRITER, Kind.INTRO})
_TAKING_BACK = frozenset[str]({Kind.INSTEAD, Kind.CORRECTS, Kind.ANYBODY}) | _OF_ONESELF
_JOINING = frozenset[str]({Kind.JOINER})
_GOING_ON = frozenset[str]({Kind.LEAD, Kind.ASIDE, Kind.OTHERS})
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE})
_OPENING = frozenset[str]({*Intent, Kind.WHAT, Kind.WHO, Kind.AUX})
_OFF = frozenset[str]({Kind.OFF, Kind.ELSEWHERE})
_MERELY_SAID = frozenset[str](
    {Kind.THAT, Kind.STOP, Kind.FILLER, Kind.GREETING, Kind.ARTICLE, Kind.DEED}
)
_OF_ALL = frozenset[str](
    {Kind.WHO, Intent.WHO_SUPPORTS, Kind.CANDIDATES, Intent.PRIORITY_ALL, Kind.OTHERS}
)
_ASKING = (
    frozenset[str]({Kind.WHAT, Kind.ASIDE, Kind.WHO, Kind.SAY, Kind.STOP, Kind.LEAD}) | _OF_ALL
)
_ASKED = frozenset[str](
    {*Intent, Kind.WHO, Kind.CANDIDATES, Kind.PRIORITIES, Kind.QUESTIONS, Kind.PERSON}
) | {Kind.PEOPLE, Kind.OTHERS, Kind.ALL, Kind.INSTEAD, Kind.ANSWER}
"""Kinds of phrases that make a question of their own of what stands before another."""
TURNING = _TAKING_BACK | _GOING_ON | _POINTING | {Kind.THAT}
"""Kinds of phrases without which a text takes nothing back and points back to nothing."""


def corrections(view: View, pauses: Sequence[bool]) -> tuple[Found, ...]:
    """Return the phrases that take back what stands before them: `…, sorry, …`, `… I mean …`.

    A single word does so only at a pause, a `no` only between two.
    """
    if Kind.CORRECTS not in view.said:
        return ()
    return tuple(
        match
        for match in view.found
        if Kind.CORRECTS in match.kinds and match.start and _corrects(match, view, pauses)
    )


def _corrects(match: Found, view: View, pauses: Sequence[bool]) -> bool:
    if match.end == len(pauses) or view.kinds_at(match.end) & _JOINING:
        return False
    if match.end - match.start > 1:
        return True
    before, behind = pauses[match.start], pauses[match.end]
    return before and behind if Kind.NOT in match.kinds else before or behind


def meant(
    mentions: tuple[Mention, ...], hits: Sequence[Hit], view: View, pauses: Sequence[bool]
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """Leave out whom a text takes back: of `not Rivera, Okonkwo` only Okonkwo stays.

    So it does with `Rivera, sorry, Okonkwo`, with `Rivera or whoever`, and with a name that the
    writer only tells of. Return who was refused outright, too: the last answer was about them.
    """
    if not mentions or view.said.isdisjoint(_TAKING_BACK):
        return mentions, _NOBODY
    refused = [each for each in mentions if Kind.INSTEAD in view.kinds_at(each.start - 1)]
    back = frozenset[str]().union(*[each.people for each in refused if each.certain])
    if len(refused) == len(mentions):
        alone = len(mentions) == 1 and _says_more(mentions[0], hits, pauses)
        return ((), back) if alone else (mentions, _NOBODY)
    left = [each for each in mentions if each not in refused]
    fixed = corrections(view, pauses)
    left = [each for each in left if not _is_taken_back(each, left, fixed)]
    if Kind.ANYBODY in view.said:
        ends = [match.start for match in view.found if Kind.ANYBODY in match.kinds]
        left = [each for each in left if not any(each.end <= end for end in ends)]
    if hits and Intent.COMPARE not in view.said and not view.said.isdisjoint(_OF_ONESELF):
        left = [each for each in left if not _is_told_of(each, left, hits, view, pauses)]
    if back:
        left = [
            each._replace(people=each.people - back) if each.people > back else each
            for each in left
        ]
    return tuple(left), back


def _says_more(mention: Mention, hits: Sequence[Hit], pauses: Sequence[bool]) -> bool:
    """Tell whether a text goes on behind somebody whom it refuses, or says nothing else."""
    if not hits:
        return True
    return mention.end < len(pauses) and pauses[mention.end]


def _is_taken_back(mention: Mention, mentions: Sequence[Mention], fixed: Sequence[Found]) -> bool:
    after = next((each for each in mentions if each.start >= mention.end), None)
    return after is not None and any(
        mention.end <= match.start and match.end <= after.start <= match.end + _NEAR
        for match in fixed
    )


def _is_told_of(
    mention: Mention,
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    view: View,
    pauses: Sequence[bool],
) -> bool:
    """Tell whether a name is only in what the writer tells: `I like Rivera, but what about …`.

    What is asked behind it has a topic, and somebody else or all of them.
    """
    parts = clauses(view, pauses)
    own = next(clause for clause in parts if mention.start in clause)
    if not any(view.kinds_at(at) & _OF_ONESELF for at in own):
        return False
    if any(hit.positions & {*own} for hit in hits):
        return False
    return any(
        any(hit.positions & {*later} for hit in hits)
        and _begins_to_ask(later, view)
        and (
            any(each.start in later for each in mentions)
            or any(view.kinds_at(at) & _OF_ALL for at in later)
        )
        for later in parts
        if later.start >= own.stop
    )


def _begins_to_ask(clause: range, view: View) -> bool:
    start = clause.start
    if Kind.TURN in view.kinds_at(start):
        return True
    return bool(view.kinds_at(start) & _ASKING) and Kind.JOINER not in view.kinds_at(start)


def corrected_topics(hits: Sequence[Hit], view: View, pauses: Sequence[bool]) -> tuple[Hit, ...]:
    """Leave out topics that a text takes back: `women, no wait, refugees`."""
    fixed = corrections(view, pauses) if len(hits) > 1 else ()
    if not fixed:
        return tuple(hits)
    return tuple(
        hit
        for hit in hits
        if not any(
            max(hit.positions) < match.start
            and any(match.end <= min(one.positions) <= match.end + _NEAR for one in hits)
            for match in fixed
        )
    )


def reaction(
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    strange: frozenset[int],
    view: View,
    pauses: Sequence[bool],
) -> frozenset[int]:
    """Return the words before an `and …?` that only react to an answer: `[thought so]. and women?`.

    They name nothing, ask nothing, and are all known.
    """
    named = [each.start for each in mentions] + [min(hit.positions) for hit in hits]
    start = _turns_to_ask(min(named, default=len(pauses)), view, pauses)
    before = frozenset(range(start))
    if before & strange or any(view.kinds_at(at) & _ASKED for at in before):
        return frozenset()
    return before


def _turns_to_ask(first: int, view: View, pauses: Sequence[bool]) -> int:
    """Return where a text that goes on from an answer begins to ask, up to its `first` name.

    It says `and …`, or asks about `that` behind anything that may be said of the agenda, or asks
    about somebody behind no more than an `is that all?`.
    """
    for match in view.found:
        at = match.start
        if not 0 < at <= first or not pauses[at]:
            continue
        if match.kinds & _GOING_ON:
            return at
        if match.kinds & _OPENING:
            rest = _NOBODY.union(*[view.kinds_at(each) for each in range(at, len(pauses))])
            told = [view.kinds_at(each) for each in range(at)]
            if Kind.THAT in rest and all(kinds.isdisjoint(_OFF) for kinds in told):
                return at
            pointed = not rest.isdisjoint(_POINTING)
            if pointed and all(kinds and kinds <= _MERELY_SAID for kinds in told):
                return at
    return 0


def asks_of_all_but_one(mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether a text leaves out nobody but whom it names, or points back to: `all but her`.

    Whoever is named is left out then; what is theirs is not they: `except Rivera's answers`.
    """
    if Kind.EXCEPT not in view.said:
        return False
    starts = {each.start: each for each in mentions}
    for match in view.found:
        if Kind.EXCEPT not in match.kinds or Kind.INSTEAD in match.kinds:
            continue
        at = match.end + (Kind.TITLE in view.kinds_at(match.end) and match.end not in starts)
        left_out = 0
        while (name := starts.get(at)) is not None:
            left_out += 1
            joined = Kind.JOINER in view.kinds_at(name.end) and name.end + 1 in starts
            at = name.end + joined
        if left_out:
            return left_out == len(mentions) and not _owns(at, view)
        if not mentions and _is_a_person(at, view):
            return True
    return False


def _owns(at: int, view: View) -> bool:
    """Tell whether something is somebody's: `Rivera's answers`, not `everyone's but Rivera's`."""
    behind = view.kinds_at(at + 1)
    return (
        view.stems[at : at + 1] == (POSSESSIVE,)
        and at + 1 < len(view.stems)
        and (Kind.STOP not in behind or Kind.SAY in behind)
    )


def _is_a_person(at: int, view: View) -> bool:
    """Tell whether one word points back to a candidate, and nothing is theirs."""
    alone = any(
        match.start == at and match.end == at + 1 and match.kinds & _POINTING
        for match in view.found
    )
    return alone and _is_object(at, view)


def pairs_with_pronoun(mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether a text names somebody beside whoever it points back to: `her and Okonkwo`."""
    if view.said.isdisjoint(_POINTING):
        return False
    singles = {
        match.start
        for match in view.found
        if match.end - match.start == 1 and match.kinds & _POINTING
    }
    return any(
        (mention.start - 2 in singles and Kind.JOINER in view.kinds_at(mention.start - 1))
        or (
            mention.end + 1 in singles
            and Kind.JOINER in view.kinds_at(mention.end)
            and _is_object(mention.end + 1, view)
        )
        for mention in mentions
    )


def _is_object(at: int, view: View) -> bool:
    """Tell whether a `her` stands for a person: nothing is hers."""
    if at + 1 == len(view.stems):
        return True
    behind = view.kinds_at(at + 1)
    return Kind.STOP in behind and Kind.SAY not in behind
