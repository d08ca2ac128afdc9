"""From text to resolution: answer, or ask one question back rather than guess."""

from __future__ import annotations

from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding import choices
from questions.understanding.context import Referents, another, refer, within
from questions.understanding.deciding import clarify, decide
from questions.understanding.hearing import read_as_heard
from questions.understanding.intents import LEFT_OUT, Said, intent_of
from questions.understanding.lexicon import Lexicon, lexicon_of
from questions.understanding.numbers import NOUNS
from questions.understanding.outside import aside, asks_nothing
from questions.understanding.phrase import Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import (
    CANDIDATE_CHOICES,
    NO_CONTEXT,
    Behaviour,
    Context,
    Resolution,
    Unclear,
)
from questions.understanding.several import beside_chatter, may_be_several, several
from questions.understanding.strangers import Stranger, as_written

_WHOLE = frozenset({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES})
_OF_WHO_IS_LEFT_OUT = frozenset[str]({Kind.PERSON, Kind.PEOPLE, Kind.THAT, Intent.COMPARE})
"""Kinds of phrases that may speak of whom a text leaves out, not of the others: `besides her`."""
_OF_A_TOPIC = frozenset[str]({Kind.SUPPORT, Kind.THAT})
"""Kinds of phrases by which somebody is asked about one topic, though it is not named."""


def resolve(text: str, catalogue: Catalogue, context: Context = NO_CONTEXT) -> Resolution:
    """Tell what a text asks. Pure; about a millisecond, whatever the text."""
    lexicon = lexicon_of(catalogue)
    context = within(context, catalogue, lexicon.topic_ids)

    def ask(part: str, context: Context) -> tuple[Reading, Resolution]:
        return _resolve(part, catalogue, context, lexicon)

    reading, resolution = ask(text, context)
    if may_be_several(reading) and (asked := several(reading, context, lexicon, ask)):
        return clarify(Unclear.QUESTION, asked[0], asked)
    if resolution.behaviour is Behaviour.OUT_OF_SCOPE and any(reading.pauses):
        return beside_chatter(text, reading, context, ask) or resolution
    return resolution


def _resolve(
    text: str, catalogue: Catalogue, context: Context, lexicon: Lexicon
) -> tuple[Reading, Resolution]:
    """Read a text as one question, and tell what it asks."""
    reading = another(read_as_heard(text, lexicon), context)
    resolution = _resolved(text, reading, catalogue, context, lexicon)
    if reading.but_one:
        resolution = _shown_too(reading, resolution, context, catalogue)
    if resolution.behaviour is Behaviour.CLARIFY and not NOUNS.isdisjoint(reading.kinds):
        number = next((word for word in reading.residue if word[0].isdecimal()), None)
        resolution = resolution._replace(unknown_number=number)
    return reading, resolution


def _resolved(
    text: str, reading: Reading, catalogue: Catalogue, context: Context, lexicon: Lexicon
) -> Resolution:
    if asks_nothing(reading, context, lexicon):
        return Resolution(Behaviour.OUT_OF_SCOPE, aside=aside(reading))
    if reading.but_one:
        reading = reading._replace(mentions=(), kinds=reading.kinds - _OF_WHO_IS_LEFT_OUT)
    certain: dict[str, None] = {}
    others: list[frozenset[str]] = []
    for mention in reading.mentions:
        if mention.certain:
            certain |= dict.fromkeys(mention.people)
        elif mention.people:
            others.append(mention.people)
    doubtful = [people for people in others if people.isdisjoint(certain)]
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
    return resolution._replace(
        shown_too=tuple(each for each in catalogue.by_id if each in left_out)
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
