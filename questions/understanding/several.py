"""Texts that ask two things, which no one request can carry: `X on women, Y on the veto`."""

from __future__ import annotations

import re
from collections.abc import Callable

from questions.request import Intent, Request
from questions.understanding.choices import settled
from questions.understanding.lexicon import Lexicon
from questions.understanding.phrase import Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import CANDIDATE_CHOICES, Behaviour, Context, Resolution

_OF_ALL = frozenset[str](
    {Kind.WHO, Kind.CANDIDATES, Kind.ALL, Kind.PEOPLE, Intent.LIST_QUESTIONS}
    | {Intent.WHO_SUPPORTS, Intent.NOT_ANSWERED, Intent.PRIORITY_ALL}
)
"""Kinds of phrases that ask of all candidates."""
_ASKING = _OF_ALL | {Kind.SAY, Kind.ANSWER}
"""Kinds of phrases that make a question of a mere topic."""
_CRY = 3
"""So many words, like `please help us`, ask for no list."""
SENTENCES = 4
"""So many sentences at a text's end may be its question, behind what asks nothing."""
_LONGEST = 40
"""A text that asks two things has no more words: each part of it is read by itself."""
_OF_SOME = frozenset({Intent.STANCE, Intent.COMPARE})
_OF_EVERYBODY = frozenset({Intent.PRIORITY_ALL, Intent.WHO_SUPPORTS})

_CHATTER = frozenset[str]({Kind.OFF, Kind.ELSEWHERE})
_WITHOUT_TOPIC = frozenset(
    {Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Intent.LIST_QUESTIONS, Intent.NOT_ANSWERED}
)
_BIDS = _ASKING | {*_WITHOUT_TOPIC}

_SENTENCE = re.compile(r"[.!?:;…\n]\s+(?=\S)")
"""Where a sentence ends and another begins."""

Ask = Callable[[str, Context], tuple[Reading, Resolution]]
"""What reads a part of a text as a text of its own."""


def may_be_several(reading: Reading) -> bool:
    """Tell, at little cost, whether a text may ask more than one thing."""
    if not reading.topics or len(reading.words) > _LONGEST:
        return False
    several = len(reading.topics) > 1
    if reading.mentions:
        return (several and len(reading.mentions) > 1) or not reading.kinds.isdisjoint(_OF_ALL)
    return several and not reading.kinds.isdisjoint(_OF_ALL)


def several(reading: Reading, context: Context, lexicon: Lexicon, ask: Ask) -> tuple[Request, ...]:
    """Return the questions of a text that asks several, each a request; none if it asks one.

    All that the text is about is in them; what it only tells, read as one, is not.
    """
    bounds = _bounds(reading, lexicon)
    if not bounds:
        return ()
    found: list[Request] = []
    start = 0
    for end in (*bounds, len(reading.words)):
        request = _question(_part(reading, start, end), context, ask, first=not found)
        if request is not None:
            found.append(request)
            context = Context(request.candidates or context.candidates, request.topics)
            start = end
    whole = start == len(reading.words) and len(found) <= CANDIDATE_CHOICES
    topics = frozenset[str]().union(*map(_priorities, found))
    if not whole or topics != _priorities(Request(Intent.STANCE, topics=reading.topics)):
        return ()
    return () if all(_is_one(found[0], other) for other in found) else tuple(found)


def beside_chatter(text: str, reading: Reading, context: Context, ask: Ask) -> Resolution | None:
    """Return what a text asks behind what asks nothing: `knock knock! List the candidates`.

    It is a whole question, without a word of what is not here, of a sentence's or the last ones'.
    """
    if reading.kinds.isdisjoint(_CHATTER) or reading.beyond or len(reading.words) > _LONGEST:
        return None
    for end in [*_SENTENCE.finditer(text)][-SENTENCES:]:
        part, resolution = ask(text[end.end() :], context)
        request = resolution.request
        if resolution.behaviour is not Behaviour.ANSWER or request is None:
            continue
        outright = request.intent in _WITHOUT_TOPIC and len(part.words) > _CRY
        whole = bool(part.topics) or outright
        if whole and part.kinds.isdisjoint(_CHATTER) and not part.kinds.isdisjoint(_BIDS):
            return resolution
    return None


def _bounds(reading: Reading, lexicon: Lexicon) -> list[int]:
    """Return where a second question may begin: behind a pause, or with an `and`."""
    return [
        at
        for at in range(1, len(reading.words))
        if reading.pauses[at] or reading.words[at] in lexicon.turns
    ]


def _part(reading: Reading, start: int, end: int) -> str:
    """Write a part of a text out, with its pauses."""
    return "".join(
        ("" if at == start else ", " if reading.pauses[at] else " ") + reading.words[at]
        for at in range(start, end)
    )


def _question(text: str, context: Context, ask: Ask, *, first: bool) -> Request | None:
    """Return what a part of a text asks, if it is a whole question.

    One that has no topic of its own is none, but for a `first` that asks who has not answered.
    """
    reading, resolution = ask(text, context)
    request = resolution.request
    if resolution.behaviour is not Behaviour.ANSWER or request is None:
        return None
    if first and request == Request(Intent.NOT_ANSWERED):
        return request
    if not reading.topics or (not request.candidates and reading.kinds.isdisjoint(_ASKING)):
        return None
    return settled(request)


def _is_one(one: Request, other: Request) -> bool:
    """Tell whether one request that names the candidates and topics of two asks no more."""
    if _priorities(one) == _priorities(other):
        return True
    intents = {one.intent, other.intent}
    alike = len(intents) == 1 or intents <= _OF_SOME or intents <= _OF_EVERYBODY
    return alike and one.candidates == other.candidates


def _priorities(request: Request) -> frozenset[str]:
    return frozenset([topic.partition(".")[0] for topic in request.topics])
