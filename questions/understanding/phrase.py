"""Words behind understanding that are neither names nor topics: data that staff can add to."""

from __future__ import annotations

from typing import Final, NamedTuple


class Kind:
    """What a phrase does, beside naming an Intent outright (`who_supports`: "who is in favour").

    Plain strings: they are compared a hundred times a text, for which an enum is slow.
    """

    STOP: Final = "stop"
    """Holds sentences together and means nothing of its own: `the`, `of`."""
    FILLER: Final = "filler"
    """Means nothing that matters here: `please`, `currently`, `i wonder`."""
    COMMON: Final = "common"
    """An ordinary word: it means something, and is nobody's name unless it is placed like one."""
    VAGUE: Final = "vague"
    """Belongs to every topic, so it names none and narrows none: `rights`, `people`, `the UN`."""
    DEED: Final = "deed"
    """Is done about a topic, or says how or where: beside one it narrows nothing: `scrap`."""
    ARTICLE: Final = "article"
    """Stands before ordinary words, not before names: `the hope`."""
    TITLE: Final = "title"
    """Stands before names: `Ambassador`."""
    PARTICLE: Final = "particle"
    """Is part of names: `van der`."""
    JOINER: Final = "joiner"
    """Stands between names: `and`, `versus`."""
    SLOT: Final = "slot"
    """A turn of phrase with a place for a name in it: `what does _ say`."""

    WHO: Final = "who"
    """Asks for candidates: `who`, `which candidates`."""
    WHAT: Final = "what"
    """Asks for what is there: `what`, `show me`."""
    SUPPORT: Final = "support"
    """Takes a side, for or against."""
    ANSWER: Final = "answer"
    """Answers a question."""
    SAY: Final = "say"
    """Has or voices a view."""
    NOT: Final = "not"
    """Negates."""
    ALL: Final = "all"
    """Means every one of them, or everything."""
    CANDIDATES: Final = "candidates"
    """Is a word for the candidates."""
    PRIORITIES: Final = "priorities"
    """Is a word for priorities; before a number, that priority."""
    ASKS: Final = "asks"
    """Is a word for asks; before a number, that ask."""
    QUESTIONS: Final = "questions"
    """Is a word for questions; before a number, that question."""

    MEANT: Final = "meant"
    """Asks what the coalition means by a topic: `what do you mean by`."""
    NUMERAL: Final = "numeral"
    """Stands before a number, which is a priority's then: `number 4`."""

    LEAD: Final = "lead"
    """Begins a text that goes on from the last answer: `and …?`."""
    ASIDE: Final = "aside"
    """Begins a text that may go on from the last answer, or stand alone: `what about`."""
    TAG: Final = "tag"
    """Behind a comma, makes a question of what was said: `…, right?`."""
    BLANK: Final = "blank"
    """Stands for the end of a name that the writer has forgotten: `kara-something`."""
    ALIKE: Final = "alike"
    """Asks on whose side others are, who is named behind it: `who agrees with` Rivera."""
    ADDED: Final = "added"
    """Adds those whom it names to those of the last answer: `add` Rivera."""
    TOO: Final = "too"
    """Ends a text that may go on from the last answer: `… as well`."""
    PERSON: Final = "person"
    """Points back to one candidate: `she`."""
    DESCRIBED: Final = "described"
    """Speaks of candidates by what nobody noted of them here: `the youngest one`."""
    PEOPLE: Final = "people"
    """Points back to several candidates: `them`."""
    OTHERS: Final = "others"
    """Means the candidates that the last answer was not about."""
    THAT: Final = "that"
    """Points back to a topic."""
    EXCEPT: Final = "except"
    """Leaves somebody out, which no answer can do."""
    INSTEAD: Final = "instead"
    """Takes the name behind it back, another following: `not Rivera, Okonkwo`."""
    CORRECTS: Final = "corrects"
    """Takes what stands before it back for what follows: `Rivera, sorry, Okonkwo`."""
    ANYBODY: Final = "anybody"
    """Behind a name, says that it need not be theirs: `Rivera or whoever`."""
    PAIR: Final = "pair"
    """Points back to two or more candidates, and to nobody else: `both of them`, `those two`."""
    INTRO: Final = "intro"
    """Leads to what the writer says of themselves, which is no topic: `i am a`, `as a`."""
    HERE: Final = "here"
    """Ends what the writer says of themselves: `journalist here`."""
    AUX: Final = "aux"
    """Stands before what somebody does: `would`, `to`."""
    OFF: Final = "off"
    """Is what the agenda has nothing on: `taxes`, `football`."""
    AIM: Final = "aim"
    """Leads to what the writer wants an answer for, if a word for that follows: `for` my paper."""
    USE: Final = "use"
    """Is what answers are wanted for: `newspaper`, `homework`."""
    TURN: Final = "turn"
    """Behind a comma, turns from what was told to what is asked: `so`, `but`."""
    WRITER: Final = "writer"
    """Is whoever writes: `i`, `my`."""
    FAMOUS: Final = "famous"
    """Is the name of somebody known to everybody; unless on the roster, no candidate."""
    GIVEN: Final = "given"
    """Is a given name, whatever it means besides: `Grace`."""
    TIE: Final = "tie"
    """Stands behind ordinary words, not behind names: `hope for`, `king of`."""
    GREETING: Final = "greeting"
    """Is said out of politeness."""
    MEASURE: Final = "measure"
    """Asks for what is so: a time, a place, how often: `what year`, `which country`."""
    COUNT: Final = "count"
    """Asks how many of what the next word names: `how many` judges."""
    SUFFERED: Final = "suffered"
    """Asks to whom something was done, if the next word says what: `who was` executed."""
    LIFE: Final = "life"
    """Is what somebody does or undergoes in their life: `married`, `was born`."""
    BEING: Final = "being"
    """Is what somebody may be: `woman`, `refugees`, `lawyer`."""
    BE: Final = "be"
    """Leads to what somebody is: `is`, `were`."""
    WISH: Final = "wish"
    """Speaks of what would or should be, not of what is: `would`, `plans to`."""
    PLACE: Final = "place"
    """Is a country, a city or the like: `Mongolia`."""
    SO: Final = "so"
    """Asks what is so in the world, wherever it stands, or around a topic: `how does _ work`."""
    WHY: Final = "why"
    """Asks for the cause of what comes about: `why`."""
    OCCUR: Final = "occur"
    """Says that something comes about: `happen`, `break out`."""
    DEFINE: Final = "define"
    """Asks what something is, if nothing but its name is said besides: `what is`."""
    POLAR: Final = "polar"
    """Asks whether something is so: `est-ce que`, `吗`."""
    LIVED: Final = "lived"
    """Says beside a name what its bearer's life is: `est né`, `замужем`."""
    SERVICE: Final = "service"
    """Asks for what a command does: to stop sending, to erase what is kept."""
    ELSEWHERE: Final = "elsewhere"
    """Asks for something that is not here: the weather, a forecast, whom to vote for."""
    TASK: Final = "task"
    """Wants something done that no answer does, whatever it names: `write a speech for`."""
    INSULT: Final = "insult"
    """Is rude, which says nothing beside a question: `you idiot`."""


KINDS = tuple(value for name, value in vars(Kind).items() if name.isupper())
"""Every kind."""

UNEXPLAINED = frozenset[str](
    {Kind.COMMON, Kind.VAGUE, Kind.DEED, Kind.USE, Kind.OFF, Kind.ELSEWHERE}
)
"""Kinds of phrases that mean something which no request can carry."""

LONGEST_PHRASE = 100
"""Characters of a phrase that is taught."""

PLACING = frozenset[str]({Kind.AIM, Kind.AUX, Kind.TURN, Kind.TIE})
"""Kinds that only tell what may stand beside a word, and say nothing of what is asked."""

OF_FACTS = frozenset[str](
    {Kind.MEASURE, Kind.COUNT, Kind.SUFFERED, Kind.LIFE, Kind.BEING, Kind.BE, Kind.WISH}
    | {Kind.PLACE, Kind.SO, Kind.WHY, Kind.OCCUR, Kind.DEFINE, Kind.POLAR, Kind.LIVED}
)
"""Kinds that tell questions for facts from others, whatever else their words mean."""

NUMBER, ORDINAL = "number-", "ordinal-"
"""The kinds of words for numbers, before the number: `number-4` for "four", `ordinal-4`."""


class Phrase(NamedTuple):
    """A phrase of one language (BCP 47) and what it does: name an intent, point back, mean nothing.

    `kind` is a Kind's value, an Intent's value (`who_supports`), or a number's (`number-4`).
    """

    kind: str
    language: str
    text: str
