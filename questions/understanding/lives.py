"""Questions for what is so in somebody's life: who they are, what they did, what they have."""

from __future__ import annotations

from collections.abc import Collection

from questions.request import Intent
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
from questions.understanding.phrasebook import Slots
from questions.understanding.roster import Mention

_NEAR = 3
"""So many words behind a name stands what its bearer does, at most."""
_SOMEBODY = frozenset[str]({Kind.WHO, Kind.CANDIDATES, Kind.PEOPLE, Intent.LIST_CANDIDATES})
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE})
_DEEDS = frozenset[str]({Kind.DEED, Kind.VAGUE})
_IDLE = frozenset[str]({Kind.STOP, Kind.FILLER})
_BEHIND = _IDLE | {Kind.PERSON, Kind.TAG}


def asks_of_a_life(text: Text, slots: Slots) -> bool:
    """Tell whether a text asks what is so in somebody's life: `is Rivera married to a refugee`."""
    if not text.facts.may_be_of_a_life(text.words) or wishes(text):
        return False
    if _is_said_to_be(text):
        return True
    if not text.mentions:
        return False
    asked = measured(text)
    return _is_lived(text, asked) or (asked is not None and _is_of_somebody(text, asked, slots))


def _is_said_to_be(text: Text) -> bool:
    """Tell whether a text asks who or what somebody is: `is Rivera a refugee herself`.

    Of women `who are refugees` only more is told.
    """
    beings = text.find(Kind.BEING)
    being = text.find(Kind.BE) if beings else ()
    if not being:
        return False
    subjects = _subjects(text, being)
    verbs = {end for _, end in being}
    names = {name.start: name.end for name in text.mentions}
    for start, end in beings:
        before = _back(start, subjects, text)
        if before in subjects:
            after = end
        elif before in verbs and (name := _on(end, names, text)) in names:
            after = names[name]
        else:
            continue
        if not any(text.pauses[before : start + 1]) and _is_all(after, text):
            return True
    return False


def _subjects(text: Text, being: Collection[Span]) -> set[int]:
    """Return where words end behind which it may be said what somebody is: `is Rivera`.

    Whom a question means that names nobody may be in its verb: `¿ha sido refugiada?`
    """
    verbs = {*being}
    told = {max(hit.positions) + 1 for hit in text.hits}
    found = {each.end for each in text.mentions if any(end == each.start for _, end in verbs)}
    found |= {
        end for start, end in verbs for each in text.mentions if each.start < start <= each.end
    }
    somebody = {
        match.end
        for match in text.view.found
        if match.kinds & _SOMEBODY and match.start not in told
    }
    found |= {end for start, end in verbs if start in somebody}
    for match in text.view.found:
        if match.kinds & _POINTING:
            found.update([match.end] if any(end == match.start for _, end in verbs) else ())
            found.update(end for start, end in verbs if start == match.end)
    if text.find(Kind.POLAR):
        found.update(end for start, end in verbs if begins_clause(start, text))
    return found


def _back(at: int, until: Collection[int], text: Text) -> int:
    """Return where words begin that lead to what somebody is, none of them `until` a place.

    A topic may be among them: `a judge` of some court is `an ICC judge`, in Chinese `ICC 的 judge`.
    """
    topical = text.topical()
    while at and at not in until:
        han = is_han(text.words[at - 1]) and Kind.STOP in text.view.kinds_at(at - 1)
        if not (han or at - 1 in topical or _only_leads(at - 1, text)):
            break
        at -= 1
    return at


def _on(at: int, until: Collection[int], text: Text) -> int:
    while at < len(text.words) and at not in until and _only_leads(at, text):
        at += 1
    return at


def _only_leads(at: int, text: Text) -> bool:
    """Tell whether a word only leads to what somebody is: `a`, `ever`, but not `for`."""
    kinds = text.view.kinds_at(at)
    return Kind.ARTICLE in kinds or (Kind.FILLER in kinds and Kind.STOP not in kinds)


def _is_all(at: int, text: Text) -> bool:
    """Tell whether a clause says nothing more from a word on than where: `at the ICC`."""
    known = text.topical()
    rest = range(at, clause_at(at - 1, text).stop)
    return all(each in known or text.view.kinds_at(each) & _BEHIND for each in rest)


def _is_lived(text: Text, asked: Span | None) -> bool:
    """Tell whether a text asks what somebody does in their life: `did Rivera marry a judge`."""
    outright = text.find(Kind.LIVED)
    for lived in (*outright, *text.find(Kind.LIFE)):
        start, end = lived
        for name in text.mentions:
            behind = 0 <= start - name.end <= _NEAR and not any(text.pauses[name.end : start + 1])
            before = 0 <= name.start - end <= 1 and not text.pauses[name.start]
            if lived in outright:
                is_asked = behind or before
            else:
                is_asked = (behind and _is_inverted(name, text)) or (asked is not None and before)
            if is_asked and not speaks_of_views(text, asked or lived, lived):
                return True
    return False


def _is_inverted(name: Mention, text: Text) -> bool:
    """Tell whether a verb stands before a name: `[did] Rivera`."""
    before = name.start - 1
    being = any(end == name.start for _, end in text.find(Kind.BE))
    return before >= 0 and (being or Kind.AUX in text.view.kinds_at(before))


def _is_of_somebody(text: Text, asked: Span, slots: Slots) -> bool:
    """Tell whether what is measured is what somebody has or is, not what they do about a topic."""
    clause = clause_at(asked[0], text)
    names = [name for name in text.mentions if name.start in clause]
    about = any(not hit.positions.isdisjoint(clause) for hit in text.hits)
    if not (names and about) or speaks_of_views(text, asked):
        return False
    if any(_is_asked_of(name, asked, text, slots) for name in names):
        return False
    known = {*text.topical()}
    known.update(at for start, end in text.find(Kind.LIFE) for at in range(start, end))
    first = names[0].end
    if Kind.FILLER in text.view.kinds_at(first) and first + 1 in known:
        return False
    names_too = known.union(*(range(name.start, name.end) for name in names))
    if any(not text.view.kinds_at(at) for at in range(asked[1], first) if at not in names_too):
        return False
    return not any(
        text.view.kinds_at(at) & _DEEDS and text.view.kinds_at(at).isdisjoint(_IDLE)
        for at in range(first, clause.stop)
        if at not in known
    )


def _is_asked_of(name: Mention, asked: Span, text: Text, slots: Slots) -> bool:
    """Tell whether a name is followed as one that is asked for a view: `where is Rivera [on]`.

    So is one where the text ends: `on women, where is Rivera`.
    """
    owns = text.words[name.end : name.end + 1] == (POSSESSIVE,)
    leads = Kind.ARTICLE in text.view.kinds_at(name.end)
    if name.end == len(text.words) or text.pauses[name.end]:
        return name.start == asked[1]
    return not (owns or leads) and slots.comes_behind(name.end, text.words)
