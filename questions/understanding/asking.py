"""Which kinds of phrases a text asks with: not what it only says beside its question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from questions.request import Intent
from questions.understanding.about import About
from questions.understanding.beginnings import POLITE, said
from questions.understanding.corrections import TURNING
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.told import refusals_before
from questions.understanding.views import View

_SET_APART, _REFUSED = frozenset[str]({Kind.EXCEPT}), frozenset[str]({Kind.NOT})
_ALIKE = frozenset[str]({Kind.ALIKE})
_OF_SIDES = frozenset[str]({Intent.WHO_SUPPORTS, Kind.SUPPORT})
_SILENT = frozenset[str]({Intent.NOT_ANSWERED})
_WHO, _NOUNS = frozenset[str]({Kind.WHO}), UNEXPLAINED | {Kind.TITLE}
_DONE_BY_CANDIDATES = frozenset[str]({Kind.SUPPORT, Kind.SAY, Kind.ANSWER, Kind.NOT, Kind.AUX})
_NOTHING = frozenset[str]()
_LOOKED_AT_AGAIN = (
    TURNING | {Intent.NOT_ANSWERED, Intent.WHO_SUPPORTS} | {Kind.NOT, Kind.WHO, Kind.CANDIDATES}
)
"""Kinds of phrases without which a text asks with all that it says."""
_NONE_OF_THIS = frozenset[str]({Kind.OFF, Kind.ELSEWHERE})


def kinds_asked(
    topics: About,
    mentions: Sequence[Mention],
    meant_by: Sequence[Mention],
    view: View,
    pauses: Sequence[bool],
) -> frozenset[str]:
    """Return the kinds of phrases that a text asks with, and what it says of those it names."""
    kinds = view.said
    beside = topics.beside
    if not beside and kinds.isdisjoint(_LOOKED_AT_AGAIN):
        return kinds
    if not kinds.isdisjoint(TURNING):
        kinds = said(view, pauses, mentions, meant_by, topics.before)
    if beside:
        kinds = _asked(kinds, topics, mentions, view)
    if refuses(view, pauses):
        kinds -= _REFUSED
    if Intent.NOT_ANSWERED in kinds and mentions and _is_title(mentions, view):
        kinds -= _SILENT
    if Kind.WHO in kinds and topics.hits and _only_tells_who(topics.hits, view, pauses):
        kinds -= _WHO
    if mentions and not kinds.isdisjoint(_OF_SIDES) and _is_sided_with(mentions, view, pauses):
        kinds |= _ALIKE
    apart = bool(mentions or topics.named) and _sets_apart(meant_by, topics.named, view)
    if apart or (len(topics.hits) == 1 and refusals_before(topics.hits[0], view) > 1):
        kinds |= _SET_APART
    return kinds


def _is_sided_with(mentions: Sequence[Mention], view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether somebody is named as the one whom others are for: `who supports [Rivera]`."""
    starts = {each.start for each in mentions if not pauses[each.start]}
    asked = {match.end for match in view.found if Kind.WHO in match.kinds}
    asked |= {at + 1 for at in asked if Kind.AUX in view.kinds_at(at)}
    return any(
        match.end in starts and (Intent.WHO_SUPPORTS in match.kinds or match.start in asked)
        for match in view.found
        if match.kinds & _OF_SIDES
    )


def _is_title(mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether what may ask for silence is only a name's title: `Miss Rivera`."""
    titled = {each.start - 1 for each in mentions}
    return all(
        at in titled and Kind.TITLE in own
        for at, own in view.kinds.items()
        if Intent.NOT_ANSWERED in own
    )


def _only_tells_who(hits: Sequence[Hit], view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether every `who` of a text only tells of a topic or a word: `women who migrate`."""
    named = {at for hit in hits for at in hit.positions}
    return all(
        match.start
        and Kind.WHO in view.language.phrases.kinds([view.stems[match.start]])
        and not pauses[match.start]
        and (match.start - 1 in named or _is_noun(match.start - 1, view))
        and view.kinds_at(match.end).isdisjoint(_DONE_BY_CANDIDATES)
        for match in view.found
        if Kind.WHO in match.kinds
    )


def _is_noun(at: int, view: View) -> bool:
    return bool(view.kinds_at(at)) and view.kinds_at(at) <= _NOUNS


def refuses(view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether a text begins by turning something down, and then asks: `no, the others`."""
    return (
        Kind.NOT in view.said
        and len(pauses) > 1
        and pauses[1]
        and Kind.NOT in view.kinds_at(0)
        and not all(view.kinds_at(at) & POLITE for at in range(1, len(pauses)))
    )


def _asked(
    kinds: frozenset[str], topics: About, mentions: Sequence[Mention], view: View
) -> frozenset[str]:
    """Leave out kinds of phrases that stand only where nothing is asked, if anything is named."""
    if topics.apart:
        kinds &= _NOTHING.union(*(own for at, own in view.kinds.items() if at not in topics.apart))
    beside = topics.beside
    named = bool(mentions) or any(not hit.positions <= beside for hit in topics.named)
    if beside and named and not kinds.isdisjoint(_NONE_OF_THIS):
        kinds -= {kind for kind in _NONE_OF_THIS if _is_beside(kind, beside, view)}
    return kinds


def _is_beside(kind: str, beside: frozenset[int], view: View) -> bool:
    """Tell whether phrases of a kind stand only where nothing is asked."""
    places = (at for at, own in view.kinds.items() if kind in own)
    return all(at in beside for at in places)


def _sets_apart(mentions: Sequence[Mention], hits: Sequence[Hit], view: View) -> bool:
    """Tell whether a text is about some candidates only, in a way that no request can carry.

    It may leave somebody out (`Rivera, not Okonkwo`) or choose by a topic (`women candidates`).
    """
    if Kind.CANDIDATES in view.said:
        chosen = [match.start - 1 for match in view.found if Kind.CANDIDATES in match.kinds]
        if any(at in hit.positions for at in chosen for hit in hits):
            return True
    return len(mentions) > 1 and any(
        other.end == mention.start - 1 and Kind.NOT in view.kinds_at(other.end)
        for other, mention in pairwise(mentions)
    )
