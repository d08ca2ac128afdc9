"""Words behind understanding that are neither names nor topics: data that staff can add to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a phrase does, beside naming an Intent outright (`who_supports`: "who is in favour")."""

    STOP = "stop"
    """Holds sentences together and means nothing of its own: `the`, `of`."""
    FILLER = "filler"
    """Means nothing that matters here: `please`, `currently`, `i wonder`."""
    COMMON = "common"
    """An ordinary word: it means something, and is nobody's name unless it is placed like one."""
    VAGUE = "vague"
    """Belongs to every topic, so it names none and narrows none: `rights`, `people`, `the UN`."""
    DEED = "deed"
    """Is done about a topic, or says how: beside one it narrows nothing: `scrap`, `bravely`."""
    ARTICLE = "article"
    """Stands before ordinary words, not before names: `the hope`."""
    TITLE = "title"
    """Stands before names: `Ambassador`."""
    PARTICLE = "particle"
    """Is part of names: `van der`."""
    JOINER = "joiner"
    """Stands between names: `and`, `versus`."""
    SLOT = "slot"
    """A turn of phrase with a place for a name in it: `what does _ say`."""

    WHO = "who"
    """Asks for candidates: `who`, `which candidates`."""
    WHAT = "what"
    """Asks for what is there: `what`, `show me`."""
    SUPPORT = "support"
    """Takes a side, for or against."""
    ANSWER = "answer"
    """Answers a question."""
    SAY = "say"
    """Has or voices a view."""
    NOT = "not"
    """Negates."""
    ALL = "all"
    """Means every one of them, or everything."""
    CANDIDATES = "candidates"
    """Is a word for the candidates."""
    PRIORITIES = "priorities"
    """Is a word for priorities; before a number, that priority."""
    ASKS = "asks"
    """Is a word for asks; before a number, that ask."""
    QUESTIONS = "questions"
    """Is a word for questions; before a number, that question."""

    LEAD = "lead"
    """Begins a text that goes on from the last answer: `and …?`."""
    ASIDE = "aside"
    """Begins a text that may go on from the last answer, or stand alone: `what about`."""
    TAG = "tag"
    """Behind a comma, makes a question of what was said: `…, right?`."""
    TOO = "too"
    """Ends a text that may go on from the last answer: `… as well`."""
    PERSON = "person"
    """Points back to one candidate: `she`."""
    PEOPLE = "people"
    """Points back to several candidates: `them`."""
    OTHERS = "others"
    """Means the candidates that the last answer was not about."""
    THAT = "that"
    """Points back to a topic."""
    EXCEPT = "except"
    """Leaves somebody out, which no answer can do."""
    INSTEAD = "instead"
    """Takes the name behind it back, another following: `not Rivera, Okonkwo`."""
    INTRO = "intro"
    """Leads to what the writer says of themselves, which is no topic: `i am a`, `as a`."""
    HERE = "here"
    """Ends what the writer says of themselves: `journalist here`."""
    AUX = "aux"
    """Stands before what somebody does: `would`, `to`."""
    OFF = "off"
    """Is what the agenda has nothing on: `taxes`, `football`."""
    AIM = "aim"
    """Leads to what the writer wants an answer for, if a word for that follows: `for` my paper."""
    USE = "use"
    """Is what answers are wanted for: `newspaper`, `homework`."""
    TURN = "turn"
    """Behind a comma, turns from what was told to what is asked: `so`, `but`."""
    WRITER = "writer"
    """Is whoever writes: `i`, `my`."""
    FAMOUS = "famous"
    """Is the name of somebody known to everybody; unless on the roster, no candidate."""
    TIE = "tie"
    """Stands behind ordinary words, not behind names: `hope for`, `king of`."""
    GREETING = "greeting"
    """Is said out of politeness."""
    ELSEWHERE = "elsewhere"
    """Asks for something that is not here: the weather, a forecast, whom to vote for."""


UNEXPLAINED = frozenset[str](
    {Kind.COMMON, Kind.VAGUE, Kind.DEED, Kind.USE, Kind.OFF, Kind.ELSEWHERE}
)
"""Kinds of phrases that mean something which no request can carry."""

PLACING = frozenset[str]({Kind.AIM, Kind.AUX, Kind.TURN, Kind.TIE})
"""Kinds that only tell what may stand beside a word, and say nothing of what is asked."""

NUMBER, ORDINAL = "number-", "ordinal-"
"""The kinds of words for numbers, before the number: `number-4` for "four", `ordinal-4`."""


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A phrase of one language (BCP 47) and what it does: name an intent, point back, mean nothing.

    `kind` is a Kind's value, an Intent's value (`who_supports`), or a number's (`number-4`).
    """

    kind: str
    language: str
    text: str
