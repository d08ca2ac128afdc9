"""Whether a request is answered, or what is asked back instead: whom, what, or which of them."""

from __future__ import annotations

from questions.catalogue import Catalogue
from questions.request import COMPARE_LIMIT, Intent, Request
from questions.understanding import choices
from questions.understanding.context import Referents
from questions.understanding.numbers import ORDINALS
from questions.understanding.phrase import Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import Behaviour, Resolution, Unclear

_DOUBTING = frozenset[str]({Kind.EXCEPT, Kind.ELSEWHERE, Kind.ALIKE, Intent.COMPARE})
"""Kinds of phrases for whose sake a question about one candidate and a topic is looked at again."""

_CARRIED_BY_NONE = frozenset[str]({Kind.ELSEWHERE, Kind.DESCRIBED})
"""Kinds of phrases that say what no request carries."""

_LISTS = frozenset(choices.LISTS)

_OF_WHAT_IS_SAID = frozenset[str]({Intent.PRIORITY_ALL, Kind.SAY, Kind.ANSWER})
"""Kinds of phrases that ask for what all candidates say, not for who they are."""

_OF_WHO_ANSWERS = frozenset[str]({Intent.NOT_ANSWERED, Kind.ANSWER})
"""Kinds of phrases that ask who has answered or has not, on whatever it is."""

_OF_EVERYBODY = frozenset[str](
    {Kind.WHO, Kind.ALL, Kind.CANDIDATES, Kind.PEOPLE, Kind.OTHERS, Intent.LIST_CANDIDATES}
)
"""Kinds of phrases that ask of all candidates."""

_WITHOUT_TOPIC = frozenset({*_LISTS, Intent.CANDIDATE_ALL, Intent.NOT_ANSWERED})
"""Intents that are whole without a topic."""


def decide(
    reading: Reading, referents: Referents, request: Request, catalogue: Catalogue
) -> Resolution:
    """Answer a request that is whole and explained; ask for what is missing of any other."""
    doubt = reading.residue or reading.loose or reading.compound or reading.mixed or referents.lost
    plain = not doubt and _DOUBTING.isdisjoint(reading.kinds)
    if plain and len(request.candidates) == 1 and request.topics:
        return Resolution(Behaviour.ANSWER, request)
    unclear = (
        _ask_whom(reading, referents, request, catalogue)
        or _ask_how(reading, request)
        or _ask_what(reading, referents, request, catalogue)
    )
    if unclear is not None:
        return unclear
    if (_is_unexplained(reading, request) or reading.loose) and not reading.by_number:
        request = _widened(request)
    return Resolution(Behaviour.ANSWER, request)


def clarify(unclear: Unclear, request: Request, offered: tuple[Request, ...]) -> Resolution:
    """Ask back, with the part of a request that was understood, if any was."""
    if request == Request(Intent.PRIORITY_ALL):
        everything = (*offered, Request(Intent.LIST_CANDIDATES))
        return Resolution(Behaviour.CLARIFY, None, everything, unclear)
    return Resolution(Behaviour.CLARIFY, request, offered, unclear)


def _ask_whom(
    reading: Reading, referents: Referents, request: Request, catalogue: Catalogue
) -> Resolution | None:
    """Ask whom a text is about, where nobody, too few or too many can be meant."""
    whole = bool(request.topics) or not reading.kinds.isdisjoint(_OF_WHO_ANSWERS)
    left_out = reading.but_one and whole
    if Kind.EXCEPT in reading.kinds and request.intent not in _LISTS and not left_out:
        everybody = Request(Intent.PRIORITY_ALL, topics=request.topics)
        return clarify(Unclear.TOPIC, everybody, choices.by_topic(everybody, catalogue))
    if Kind.ALIKE in reading.kinds and request.candidates:
        return _ask_beside_whom(request, catalogue)
    nobody = referents.lost is Unclear.CANDIDATE
    if nobody and len(referents.among) > 1:
        offered = choices.by_candidate(request, [referents.among], catalogue)
        return clarify(Unclear.CANDIDATE, request, offered)
    if nobody and not request.topics:
        everybody = Request(Intent.PRIORITY_ALL)
        shared = reading.shared if Kind.SAY in reading.kinds else ()
        offered = choices.by_named(everybody, shared) or choices.by_topic(everybody, catalogue)
        return clarify(Unclear.CANDIDATE, everybody, offered)
    if len(request.candidates) > COMPARE_LIMIT:
        # Some of those named would be left out of so few buttons: nobody is.
        offered = (Request(Intent.PRIORITY_ALL, topics=request.topics),)
        return clarify(Unclear.CANDIDATE, request._replace(candidates=()), offered)
    too_few = request.intent is Intent.COMPARE and len(request.candidates) < 2
    if too_few or nobody:
        return clarify(Unclear.CANDIDATE, request, choices.by_anybody(request, catalogue))
    return None


def _ask_beside_whom(request: Request, catalogue: Catalogue) -> Resolution:
    """Offer what everybody says to who asks which of them agree with one: nobody judges that."""
    if not request.topics:
        return clarify(Unclear.TOPIC, request, choices.by_topic(request, catalogue))
    everybody = Request(Intent.PRIORITY_ALL, topics=request.topics)
    return clarify(Unclear.INTENT, request, (everybody, request))


def _ask_how(reading: Reading, request: Request) -> Resolution | None:
    """Ask what of everybody is wanted, where the words for it are not all explained."""
    unexplained = _is_unexplained(reading, request)
    if request.intent in _LISTS and unexplained and not request.topics:
        return clarify(Unclear.INTENT, request, choices.by_list(request))
    if request.candidates or not request.topics:
        return None
    names = Intent.LIST_CANDIDATES in reading.kinds and request.intent is Intent.PRIORITY_ALL
    if names and reading.kinds.isdisjoint(_OF_WHAT_IS_SAID):
        return clarify(Unclear.INTENT, request, (request, Request(Intent.LIST_CANDIDATES)))
    if unexplained and not reading.compound:
        return clarify(Unclear.INTENT, request, choices.by_intent(request))
    return None


def _ask_what(
    reading: Reading, referents: Referents, request: Request, catalogue: Catalogue
) -> Resolution | None:
    """Ask for the topic, where none is certain."""
    if reading.compound and reading.others and not request.candidates:
        offered = choices.by_named(request, (*request.topics, *reading.others))
        return clarify(Unclear.TOPIC, request, offered)
    if reading.compound:
        return clarify(Unclear.TOPIC, request, choices.by_topic(request, catalogue))
    if reading.mixed:
        return clarify(Unclear.TOPIC, request, choices.by_named(request, request.topics))
    if reading.shared and not request.topics and request.intent not in _LISTS:
        offered = choices.by_named(request, reading.shared)
        return clarify(Unclear.TOPIC, request._replace(intent=offered[0].intent), offered)
    narrow = bool(request.topics) and request.intent in (Intent.STANCE, Intent.COMPARE)
    unexplained = _is_unexplained(reading, request) and not narrow
    if referents.lost or not _is_whole(request, reading) or unexplained:
        if request.intent is Intent.CANDIDATE_ALL and (reading.residue or reading.vague):
            request = request._replace(intent=Intent.STANCE)
        return clarify(Unclear.TOPIC, request, choices.by_topic(request, catalogue))
    return None


def _is_unexplained(reading: Reading, request: Request) -> bool:
    """Tell whether something was said that a request does not carry."""
    if reading.residue or not reading.kinds.isdisjoint(_CARRIED_BY_NONE):
        return True
    if reading.vague and request.topics and not reading.topics:
        return True
    return reading.loose and reading.guessed and not request.candidates


def _widened(request: Request) -> Request:
    """Read topics no narrower than their priorities: an unexplained word may mean another ask."""
    priorities = dict.fromkeys(topic.partition(".")[0] for topic in request.topics)
    return request._replace(topics=tuple(priorities))


def _is_whole(request: Request, reading: Reading) -> bool:
    """Tell whether a request can be answered: a broad one only if nothing vague was said."""
    if request.topics:
        return True
    if reading.vague and request.intent not in _LISTS:
        return False
    wholly = not reading.kinds.isdisjoint({Kind.ALL, Intent.CANDIDATE_ALL})
    outright = wholly and request.intent is Intent.CANDIDATE_ALL
    if (
        reading.guessed
        and request.intent in (Intent.CANDIDATE_ALL, Intent.WHO_SUPPORTS)
        and not outright
    ):
        return False
    if reading.unsure and request.intent not in _LISTS:
        return False
    if request.intent is Intent.COMPARE and not reading.residue:
        return Kind.ALL in reading.kinds
    if request.intent in _WITHOUT_TOPIC:
        # Of several answers one may be meant, and nothing tells which: `her second answer`.
        return request.intent is not Intent.CANDIDATE_ALL or ORDINALS.isdisjoint(reading.kinds)
    return Intent.PRIORITY_ALL in reading.kinds or (
        Kind.ANSWER in reading.kinds and not reading.kinds.isdisjoint(_OF_EVERYBODY)
    )
