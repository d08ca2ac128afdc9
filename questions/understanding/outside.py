"""Texts that ask nothing of candidates: everyday life, chatter, politeness, the bot's service."""

from __future__ import annotations

from questions.request import Intent
from questions.understanding.beginnings import POLITE
from questions.understanding.context import asks_again
from questions.understanding.lexicon import Lexicon
from questions.understanding.names import Part
from questions.understanding.phrase import PLACING, Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import NO_CONTEXT, Aside, Context

_BIDS = frozenset(
    {
        *Intent,
        Kind.CANDIDATES,
        Kind.PRIORITIES,
        Kind.QUESTIONS,
        Kind.SUPPORT,
        Kind.ANSWER,
        Kind.OTHERS,
        Kind.EXCEPT,
        Kind.DESCRIBED,
    }
)
"""Kinds of phrases that ask something of Hustings whatever else is in the text."""
_WEAK_BIDS = frozenset[str]({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Kind.SUPPORT})
"""Kinds of phrases that ask nothing of Hustings among several words that mean nothing here."""
_SIDES = _WEAK_BIDS | {Intent.WHO_SUPPORTS}
_OUTRIGHT = frozenset[str](
    {Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Intent.LIST_QUESTIONS, Intent.NOT_ANSWERED}
)
"""Kinds of phrases that ask for what is there, whatever else is told."""
_ASKED = _BIDS | {Kind.WHO, Kind.SAY}
"""Kinds of phrases with which something is asked of somebody, however rudely."""
_OF_ALL = _OUTRIGHT | {Intent.PRIORITY_ALL, Intent.WHO_SUPPORTS, Kind.QUESTIONS, Kind.ANSWER}
"""Kinds of phrases with which something is asked of all, whoever and whatever is named."""
_THEIR_OWN = frozenset[str]({Kind.WRITER, Kind.OFF})
_POINTS_BACK = frozenset({Kind.PERSON, Kind.PEOPLE, Kind.THAT})
_IN_GREETINGS = POLITE | PLACING | {Kind.ARTICLE, Kind.COMMON, Kind.DEED, Kind.WRITER}
_BIDS_IF_ALL_IS_CLEAR = _POINTS_BACK | {Kind.SAY, Kind.ALL}
_CHATTER = 4
"""A text that asks nothing outright says so many words that mean nothing here, or more."""


def asks_nothing(reading: Reading, context: Context, lexicon: Lexicon) -> bool:
    """Tell whether a text holds nothing that can be asked of candidates."""
    if Kind.SERVICE in reading.kinds and not (reading.mentions or reading.topics):
        return True
    if reading.beyond or _only_insults(reading):
        return True
    elsewhere = Kind.ELSEWHERE in reading.kinds
    if reading.stranger is not None:
        return elsewhere and not (reading.mentions or reading.topics)
    if reading.mentions:
        return _is_none_of_theirs(reading, lexicon)
    if reading.of_a_fact:
        return True
    if Kind.DESCRIBED in reading.kinds and reading.topics:
        return False
    off = Kind.OFF in reading.kinds and (reading.compound or not reading.topics)
    if elsewhere or (off and reading.kinds.isdisjoint(_OUTRIGHT)) or _is_of_everyday_life(reading):
        return True
    unclear = len(reading.residue) > 1 and not reading.domain
    if unclear and reading.kinds & _BIDS <= _WEAK_BIDS:
        return True
    if context != NO_CONTEXT and asks_again(reading):
        return False
    goes_on = reading.leads or reading.turns or not _POINTS_BACK.isdisjoint(reading.kinds)
    if goes_on and context != NO_CONTEXT:
        return False
    if not reading.topics and len(reading.residue) >= _CHATTER and _BIDS.isdisjoint(reading.kinds):
        return True
    if reading.topics or reading.domain or not _BIDS.isdisjoint(reading.kinds):
        return False
    return bool(reading.residue) or _BIDS_IF_ALL_IS_CLEAR.isdisjoint(reading.kinds)


def aside(reading: Reading) -> Aside | None:
    """Tell whether a text asks for what a command does, or greets or thanks and says no more."""
    if Kind.SERVICE in reading.kinds:
        return Aside.SERVICE
    polite = Kind.GREETING in reading.kinds <= _IN_GREETINGS and not reading.residue
    return Aside.POLITE if polite else None


def _is_none_of_theirs(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether no candidate has to do with what a text says, though it has words of a name."""
    off = Kind.OFF in reading.kinds
    if reading.of_a_fact:
        return True
    if reading.topics:
        return False
    weak = Kind.ELSEWHERE in reading.kinds and all(
        each.part < Part.INITIALED and lexicon.is_ordinary(reading.words[each.start])
        for each in reading.mentions
    )
    return weak or off


def _only_insults(reading: Reading) -> bool:
    """Tell whether a text is rude, and asks nothing of candidates beside that."""
    if Kind.INSULT not in reading.kinds:
        return False
    if reading.topics and reading.mentions:
        return False
    named = bool(reading.topics or reading.mentions)
    return reading.kinds.isdisjoint(_ASKED if named else _OF_ALL)


def _is_of_everyday_life(reading: Reading) -> bool:
    """Tell whether a text without names speaks of what no candidate is asked.

    It asks who supports a thing that nobody here has a word for (`who supports arsenal`), or what
    the writer is to do about something of theirs (`how do I veto my flatmate's film`).
    """
    if not reading.residue:
        return False
    if reading.kinds >= _THEIR_OWN and reading.kinds & _BIDS <= _WEAK_BIDS:
        return len(reading.residue) > len(reading.topics)
    if reading.domain or reading.vague or reading.shared:
        return False
    takes_sides = reading.kinds >= {Kind.WHO, Kind.SUPPORT} or Intent.WHO_SUPPORTS in reading.kinds
    return takes_sides and reading.kinds & _BIDS <= _SIDES
