"""From text to resolution: answer, or ask one question back rather than guess."""

from __future__ import annotations

from dataclasses import replace

from questions.catalogue import Catalogue
from questions.request import COMPARE_LIMIT, Intent, Request
from questions.understanding import choices
from questions.understanding.context import Referents, refer, within
from questions.understanding.intents import Said, intent_of
from questions.understanding.lexicon import lexicon_of
from questions.understanding.phrase import Kind
from questions.understanding.reading import Reading, read
from questions.understanding.resolution import (
    NO_CONTEXT,
    Behaviour,
    Context,
    Resolution,
    Unclear,
)
from questions.understanding.strangers import Stranger, as_written

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
    }
)
"""Kinds of phrases that ask something of Hustings whatever else is in the text."""
_POINTS_BACK = frozenset({Kind.PERSON, Kind.PEOPLE, Kind.THAT})
_BIDS_IF_ALL_IS_CLEAR = _POINTS_BACK | {Kind.SAY, Kind.ALL}

_DOUBTING = frozenset[str]({Kind.EXCEPT, Kind.ELSEWHERE, Intent.COMPARE})
"""Kinds of phrases for whose sake a question about one candidate and a topic is looked at again."""

_LISTS = frozenset(choices.LISTS)

_WITHOUT_TOPIC = frozenset({*_LISTS, Intent.CANDIDATE_ALL, Intent.NOT_ANSWERED})
"""Intents that are whole without a topic."""


def resolve(text: str, catalogue: Catalogue, context: Context = NO_CONTEXT) -> Resolution:
    """Tell what a text asks. Pure; about a millisecond, whatever the text."""
    lexicon = lexicon_of(catalogue)
    reading = read(text, lexicon)
    context = within(context, catalogue, lexicon.topic_ids)
    if _asks_nothing(reading, context):
        return Resolution(Behaviour.OUT_OF_SCOPE)
    certain = dict.fromkeys(
        next(iter(mention.people)) for mention in reading.mentions if mention.certain
    )
    doubtful = [
        mention.people
        for mention in reading.mentions
        if len(mention.people) > 1 and mention.people.isdisjoint(certain)
    ]
    others_named = bool(doubtful) or reading.stranger is not None
    referents = refer(reading, tuple(certain), context, others_named=others_named)
    request = _request(reading, referents, len(doubtful))
    if reading.stranger is not None:
        near = lexicon.roster.nearest(_words_of(reading.stranger, reading), reading.stranger.kin)
        offered = choices.by_candidate(request, [near], catalogue)
        name = as_written(text, reading.words, reading.stranger)
        return Resolution(Behaviour.NO_SUCH_CANDIDATE, request, offered, unknown_name=name)
    if doubtful:
        offered = choices.by_candidate(request, doubtful, catalogue)
        return _clarify(Unclear.CANDIDATE, request, offered)
    return _decide(reading, referents, request, catalogue)


def _asks_nothing(reading: Reading, context: Context) -> bool:
    """Tell whether a text holds nothing that can be asked of candidates."""
    elsewhere = Kind.ELSEWHERE in reading.kinds
    if reading.mentions or reading.stranger is not None:
        return elsewhere and not (reading.mentions or reading.topics)
    if elsewhere:
        return True
    goes_on = reading.leads or reading.turns or not _POINTS_BACK.isdisjoint(reading.kinds)
    if goes_on and context != NO_CONTEXT:
        return False
    if reading.topics or reading.domain or not _BIDS.isdisjoint(reading.kinds):
        return False
    return bool(reading.residue) or _BIDS_IF_ALL_IS_CLEAR.isdisjoint(reading.kinds)


def _request(reading: Reading, referents: Referents, doubtful: int) -> Request:
    """Return the request that a text makes, as far as it is known."""
    others = doubtful + (reading.stranger is not None)
    unnamed = referents.lost is Unclear.CANDIDATE
    count = len(referents.candidates) + others + unnamed
    said = Said(count, len(referents.topics), reading.kinds, reading.by_number)
    intent = intent_of(said) or Intent.PRIORITY_ALL
    return Request(intent, referents.candidates, referents.topics)


def _decide(
    reading: Reading, referents: Referents, request: Request, catalogue: Catalogue
) -> Resolution:
    """Answer a request that is whole and explained; ask for what is missing of any other."""
    doubt = reading.residue or reading.loose or reading.compound or referents.lost
    plain = not doubt and _DOUBTING.isdisjoint(reading.kinds)
    if plain and len(request.candidates) == 1 and request.topics:
        return Resolution(Behaviour.ANSWER, request)
    if Kind.EXCEPT in reading.kinds:
        everybody = Request(Intent.PRIORITY_ALL, topics=request.topics)
        return _clarify(Unclear.TOPIC, everybody, choices.by_topic(everybody, catalogue))
    if referents.lost is Unclear.CANDIDATE and not request.topics:
        everybody = Request(Intent.PRIORITY_ALL)
        return _clarify(Unclear.CANDIDATE, everybody, choices.by_topic(everybody, catalogue))
    too_few = request.intent is Intent.COMPARE and len(request.candidates) < 2
    too_many = len(request.candidates) > COMPARE_LIMIT
    if too_many:
        offered = choices.one_by_one(request, request.candidates)
        return _clarify(Unclear.CANDIDATE, replace(request, candidates=()), offered)
    if too_few or referents.lost is Unclear.CANDIDATE:
        return _clarify(Unclear.CANDIDATE, request, choices.by_anybody(request, catalogue))
    elsewhere = Kind.ELSEWHERE in reading.kinds
    unexplained = elsewhere or bool(reading.residue)
    unexplained |= reading.loose and reading.guessed and not request.candidates
    narrow = request.topics and (
        request.intent is Intent.STANCE or (request.intent is Intent.COMPARE and not elsewhere)
    )
    if request.intent in _LISTS and unexplained and not request.topics:
        return _clarify(Unclear.INTENT, request, choices.by_list(request))
    names = Intent.LIST_CANDIDATES in reading.kinds and request.intent is Intent.PRIORITY_ALL
    names &= Intent.PRIORITY_ALL not in reading.kinds
    if names and request.topics and not request.candidates:
        return _clarify(Unclear.INTENT, request, (request, Request(Intent.LIST_CANDIDATES)))
    if request.topics and not request.candidates and unexplained and not reading.compound:
        return _clarify(Unclear.INTENT, request, choices.by_intent(request))
    if reading.compound:
        return _clarify(Unclear.TOPIC, request, choices.by_topic(request, catalogue))
    if referents.lost or not _is_whole(request, reading) or (unexplained and not narrow):
        return _clarify(Unclear.TOPIC, request, choices.by_topic(request, catalogue))
    if (unexplained or reading.loose) and not reading.by_number:
        request = _widened(request)
    return Resolution(Behaviour.ANSWER, request)


def _widened(request: Request) -> Request:
    """Read topics no narrower than their priorities: an unexplained word may mean another ask."""
    priorities = dict.fromkeys(topic.partition(".")[0] for topic in request.topics)
    return replace(request, topics=tuple(priorities))


def _is_whole(request: Request, reading: Reading) -> bool:
    """Tell whether a request can be answered: a broad one only if nothing vague was said."""
    if request.topics:
        return True
    if reading.vague and request.intent not in _LISTS:
        return False
    outright = Kind.ALL in reading.kinds and request.intent is Intent.CANDIDATE_ALL
    if (
        reading.guessed
        and request.intent in (Intent.CANDIDATE_ALL, Intent.WHO_SUPPORTS)
        and not outright
    ):
        return False
    if reading.unsure and request.intent not in _LISTS:
        return False
    everything = {Intent.PRIORITY_ALL, Kind.ANSWER} & reading.kinds
    return request.intent in _WITHOUT_TOPIC or bool(everything)


def _clarify(unclear: Unclear, request: Request, offered: tuple[Request, ...]) -> Resolution:
    """Ask back, with the part of a request that was understood, if any was."""
    if request == Request(Intent.PRIORITY_ALL):
        everything = (*offered, Request(Intent.LIST_CANDIDATES))
        return Resolution(Behaviour.CLARIFY, None, everything, unclear)
    return Resolution(Behaviour.CLARIFY, request, offered, unclear)


def _words_of(stranger: Stranger, reading: Reading) -> tuple[str, ...]:
    return reading.words[stranger.start : stranger.end]
