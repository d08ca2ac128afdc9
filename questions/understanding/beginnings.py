"""How a text begins, which tells whether it goes on from an answer, and what it points back to."""

from __future__ import annotations

from collections.abc import Sequence

from questions.request import Intent
from questions.understanding.corrections import corrections, pairs_with_pronoun
from questions.understanding.phrase import PLACING, Kind
from questions.understanding.phrasebook import Found
from questions.understanding.roster import Mention
from questions.understanding.views import View

POLITE = frozenset[str]({Kind.STOP, Kind.FILLER, Kind.GREETING})
_NOTHING, _PAIRED = frozenset[str](), frozenset[str]({Intent.COMPARE})
_OF_ALL, _SIDE = frozenset[str]({Kind.WHO, Intent.WHO_SUPPORTS}), frozenset[str]({Kind.SUPPORT})
_HOLDING = frozenset[str]({Kind.STOP, Kind.FILLER})
_BEFORE = POLITE | {Kind.LEAD, Kind.CORRECTS}
_TAKING_BACK = frozenset[str]({Kind.INSTEAD, Kind.CORRECTS})


def said(
    view: View,
    pauses: Sequence[bool],
    mentions: Sequence[Mention],
    meant_by: Sequence[Mention],
    before: int,
) -> frozenset[str]:
    """Return the kinds of a text's phrases that are asked, not only said before or of somebody.

    `her and Okonkwo` compares them, whatever else is said of them.
    """
    kinds = _told_of_somebody(_pointing(view, mentions), view, pauses)
    if before:
        asked = [view.kinds_at(at) for at in range(before, len(view.stems))]
        kinds &= _NOTHING.union(*asked)
    return kinds | _PAIRED if pairs_with_pronoun(meant_by, view) else kinds


def _pointing(view: View, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the kinds of a text's phrases, but for a `that` that joins: `all that X said`."""
    if Kind.THAT not in view.said:
        return view.said
    pointing = [match for match in view.found if Kind.THAT in match.kinds]
    if Kind.GREETING in view.said and all(_is_praised(match, view) for match in pointing):
        return view.said - {Kind.THAT}
    starts = {mention.start for mention in mentions}
    if mentions and all(match.end in starts and Kind.STOP in match.kinds for match in pointing):
        return view.said - {Kind.THAT}
    return view.said


def _told_of_somebody(kinds: frozenset[str], view: View, pauses: Sequence[bool]) -> frozenset[str]:
    """Leave out a `who` that asks for nobody: it tells of whom a text points back to.

    Of `is she the one who opposes the ICC` only the side is left.
    """
    if Kind.PERSON not in kinds or kinds.isdisjoint(_OF_ALL):
        return kinds
    people = [match for match in view.found if Kind.PERSON in match.kinds]
    asking = [match for match in view.found if match.kinds & _OF_ALL]
    if any(
        pauses[one.start] or not any(each.start < one.start <= each.end for each in people)
        for one in asking
    ):
        return kinds
    side = _SIDE if Intent.WHO_SUPPORTS in kinds else _NOTHING
    return kinds - _OF_ALL | side


def _is_praised(match: Found, view: View) -> bool:
    """Tell whether a `that` is only thanked for: `that was so nice`."""
    if match.end - match.start > 1 or not view.kinds_at(match.end) & _HOLDING:
        return False
    for at in range(match.end, len(view.stems)):
        kinds = view.kinds_at(at)
        if Kind.GREETING in kinds:
            return True
        if not kinds <= POLITE | PLACING:
            return False
    return False


def begins(view: View, kind: str, after: int = 0) -> bool:
    """Tell whether a text begins with a phrase of a kind, but for politeness before it."""
    if kind not in view.said:
        return False
    found = (match for match in view.found if kind in match.kinds and match.start >= after)
    first = next(found, None)
    if first is None:
        return False
    behind = range(first.end, len(view.stems))
    if behind and all(Kind.GREETING in view.kinds_at(at) for at in behind):
        return False
    return all(view.kinds_at(at) & _BEFORE for at in range(after, first.start))


def ends(view: View, kind: str) -> bool:
    """Tell whether a text ends with a word of a kind, but for politeness behind it."""
    if kind not in view.said:
        return False
    at = len(view.stems) - 1
    while at and kind not in view.kinds_at(at) and view.kinds_at(at) & POLITE:
        at -= 1
    return kind in view.kinds_at(at)


def takes_back(view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether a text says that something else was meant: `sorry, …`, `not that, …`."""
    if view.said.isdisjoint(_TAKING_BACK):
        return False
    if corrections(view, pauses):
        return True
    more = any(not view.kinds_at(at) & (POLITE | _TAKING_BACK) for at in range(1, len(view.stems)))
    return more and any(begins(view, kind) for kind in _TAKING_BACK)
