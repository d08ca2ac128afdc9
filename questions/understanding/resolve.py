"""From text to resolution: answer, or ask one question back rather than guess."""

from __future__ import annotations

from dataclasses import replace

from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding import choices
from questions.understanding.beginnings import POLITE
from questions.understanding.context import Referents, another, asks_again, refer, within
from questions.understanding.deciding import clarify, decide
from questions.understanding.hearing import read_as_heard
from questions.understanding.intents import LEFT_OUT, Said, intent_of
from questions.understanding.lexicon import Lexicon, lexicon_of
from questions.understanding.names import Part
from questions.understanding.phrase import PLACING, Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import (
    CANDIDATE_CHOICES,
    NO_CONTEXT,
    Aside,
    Behaviour,
    Context,
    Resolution,
    Unclear,
)
from questions.understanding.several import may_be_several, several
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
        Kind.DESCRIBED,
    }
)
"""Kinds of phrases that ask something of Hustings whatever else is in the text."""
_WEAK_BIDS = frozenset[str]({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Kind.SUPPORT})
"""Kinds of phrases that ask nothing of Hustings among several words that mean nothing here."""
_SIDES = _WEAK_BIDS | {Intent.WHO_SUPPORTS}
_WHOLE = frozenset({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES})
_OUTRIGHT = frozenset[str](
    {Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Intent.LIST_QUESTIONS, Intent.NOT_ANSWERED}
)
"""Kinds of phrases that ask for what is there, whatever else is told."""
_THEIR_OWN = frozenset[str]({Kind.WRITER, Kind.OFF})
_POINTS_BACK = frozenset({Kind.PERSON, Kind.PEOPLE, Kind.THAT})
_OF_WHO_IS_LEFT_OUT = _POINTS_BACK | {Intent.COMPARE}
"""Kinds of phrases that may speak of whom a text leaves out, not of the others: `besides her`."""
_OF_A_TOPIC = frozenset[str]({Kind.SUPPORT, Kind.THAT})
"""Kinds of phrases by which somebody is asked about one topic, though it is not named."""
_IN_GREETINGS = POLITE | PLACING | {Kind.ARTICLE, Kind.COMMON, Kind.DEED, Kind.WRITER}
_BIDS_IF_ALL_IS_CLEAR = _POINTS_BACK | {Kind.SAY, Kind.ALL}


def resolve(text: str, catalogue: Catalogue, context: Context = NO_CONTEXT) -> Resolution:
    """Tell what a text asks. Pure; about a millisecond, whatever the text."""
    lexicon = lexicon_of(catalogue)
    context = within(context, catalogue, lexicon.topic_ids)
    reading, resolution = _resolve(text, catalogue, context, lexicon)
    if may_be_several(reading):

        def ask(part: str, context: Context) -> tuple[Reading, Resolution]:
            return _resolve(part, catalogue, context, lexicon)

        if asked := several(reading, context, lexicon, ask):
            return clarify(Unclear.QUESTION, asked[0], asked)
    return resolution


def _resolve(
    text: str, catalogue: Catalogue, context: Context, lexicon: Lexicon
) -> tuple[Reading, Resolution]:
    """Read a text as one question, and tell what it asks."""
    reading = another(read_as_heard(text, lexicon), context)
    resolution = _resolved(text, reading, catalogue, context, lexicon)
    if reading.but_one:
        resolution = _shown_too(reading, resolution, context, catalogue)
    return reading, resolution


def _resolved(
    text: str, reading: Reading, catalogue: Catalogue, context: Context, lexicon: Lexicon
) -> Resolution:
    if _asks_nothing(reading, context, lexicon):
        return Resolution(Behaviour.OUT_OF_SCOPE, aside=_aside(reading))
    if reading.but_one:
        reading = reading._replace(mentions=(), kinds=reading.kinds - _OF_WHO_IS_LEFT_OUT)
    certain = dict.fromkeys(
        next(iter(mention.people)) for mention in reading.mentions if mention.certain
    )
    doubtful = [
        mention.people
        for mention in reading.mentions
        if mention.people and not mention.certain and mention.people.isdisjoint(certain)
    ]
    others_named = bool(doubtful) or reading.stranger is not None
    referents = refer(reading, tuple(certain), context, others_named=others_named)
    request = _request(reading, referents, len(doubtful))
    if reading.stranger is not None:
        name = as_written(text, reading.words, reading.stranger)
        return _beside_nobody(reading, reading.stranger, request, name, catalogue, lexicon)
    if doubtful:
        offered = choices.by_doubtful(request, doubtful, catalogue)
        return clarify(Unclear.CANDIDATE, request, offered)
    return decide(reading, referents, request, catalogue)


def _shown_too(
    reading: Reading, resolution: Resolution, context: Context, catalogue: Catalogue
) -> Resolution:
    """Tell whom a text leaves out, where the answer shows what everybody says all the same."""
    if resolution.behaviour is not Behaviour.ANSWER or not (request := resolution.request):
        return resolution
    if request.candidates or request.intent in _WHOLE:
        return resolution
    named = frozenset[str]().union(*(mention.people for mention in reading.mentions))
    left_out = named or frozenset(context.candidates)
    return replace(
        resolution, shown_too=tuple(each for each in catalogue.by_id if each in left_out)
    )


def _beside_nobody(
    reading: Reading,
    nobody: Stranger,
    request: Request,
    name: str,
    catalogue: Catalogue,
    lexicon: Lexicon,
) -> Resolution:
    """Say whose name is nobody's here; ask whether those named beside them alone are meant.

    Of a name that mixes up two which are spelled alike it is asked which is meant.
    """
    words = reading.words[nobody.start : nobody.end]
    if lexicon.roster.mixes_up(words):
        offered = choices.by_doubtful(request, [nobody.kin], catalogue)
        return clarify(Unclear.CANDIDATE, request, offered)
    famous = bool(request.candidates) and bool(lexicon.famous.find(words))
    near = frozenset[str]() if famous else lexicon.roster.nearest(words, nobody.kin)
    offered = choices.by_candidate(request, [near], catalogue)
    offered = (*offered, *choices.one_by_one(request, request.candidates))[:CANDIDATE_CHOICES]
    if request.candidates and not near:
        return Resolution(Behaviour.CLARIFY, request, offered, Unclear.CANDIDATE, name)
    return Resolution(Behaviour.NO_SUCH_CANDIDATE, request, offered, unknown_name=name)


def _asks_nothing(reading: Reading, context: Context, lexicon: Lexicon) -> bool:
    """Tell whether a text holds nothing that can be asked of candidates."""
    if Kind.SERVICE in reading.kinds and not (reading.mentions or reading.topics):
        return True
    elsewhere = Kind.ELSEWHERE in reading.kinds
    if reading.stranger is not None:
        return elsewhere and not (reading.mentions or reading.topics)
    if reading.mentions:
        weak = elsewhere and all(each.part < Part.INITIALED for each in reading.mentions)
        weak &= all(lexicon.is_ordinary(reading.words[each.start]) for each in reading.mentions)
        return (weak or Kind.OFF in reading.kinds) and not reading.topics
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
    if not reading.topics and len(reading.residue) > 3 and _BIDS.isdisjoint(reading.kinds):
        return True
    if reading.topics or reading.domain or not _BIDS.isdisjoint(reading.kinds):
        return False
    return bool(reading.residue) or _BIDS_IF_ALL_IS_CLEAR.isdisjoint(reading.kinds)


def _aside(reading: Reading) -> Aside | None:
    """Tell whether a text asks for what a command does, or greets or thanks and says no more."""
    if Kind.SERVICE in reading.kinds:
        return Aside.SERVICE
    polite = Kind.GREETING in reading.kinds <= _IN_GREETINGS and not reading.residue
    return Aside.POLITE if polite else None


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


def _request(reading: Reading, referents: Referents, doubtful: int) -> Request:
    """Return the request that a text makes, as far as it is known."""
    others = doubtful + (reading.stranger is not None)
    unnamed = referents.lost is Unclear.CANDIDATE
    count = len(referents.candidates) + others + unnamed
    topics = len(referents.topics) + (referents.lost is Unclear.TOPIC)
    question = reading.by_number and any(topic.count(".") > 1 for topic in referents.topics)
    said = Said(count, topics, reading.kinds, reading.by_number, question)
    intent = intent_of(said) or Intent.PRIORITY_ALL
    if intent in _WHOLE and not reading.kinds.isdisjoint(LEFT_OUT):
        return Request(intent)
    if intent is Intent.CANDIDATE_ALL and referents.lost and not _OF_A_TOPIC.isdisjoint(said.kinds):
        intent = Intent.STANCE
    return Request(intent, referents.candidates, referents.topics)
