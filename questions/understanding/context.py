"""What a text leaves to the last answer: `and women?`, `what about her?`, `the others?`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from questions.catalogue import Catalogue
from questions.request import Intent
from questions.understanding.phrase import Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import NO_CONTEXT, Context, Unclear


@dataclass(frozen=True, slots=True)
class Referents:
    """Whom and what a text is about, what it left to the last answer put in.

    `lost` is what the text points back to without there being anything to point at.
    """

    candidates: tuple[str, ...]
    topics: tuple[str, ...]
    lost: Unclear | None = None


def refer(
    reading: Reading, named: tuple[str, ...], context: Context, *, others_named: bool
) -> Referents:
    """Complete a text from the last answer, where it points back to it and only there.

    `others_named` says that the text names somebody besides, without its being clear whom.
    """
    kinds = reading.kinds
    if Kind.OTHERS in kinds:
        topics = reading.topics or context.topics
        return Referents(named, topics, None if topics else Unclear.TOPIC)
    goes_on = reading.leads or (reading.turns and context != NO_CONTEXT)
    somebody = bool(named) or others_named
    if goes_on and context == NO_CONTEXT and (somebody or reading.topics):
        lost = Unclear.TOPIC if somebody else Unclear.CANDIDATE
        return Referents(named, reading.topics, lost)
    candidates = named if others_named else _candidates(reading, named, context, goes_on=goes_on)
    if candidates is None:
        return Referents((), reading.topics, Unclear.CANDIDATE)
    topics = reading.topics
    if (
        not topics
        and (others_named or not reading.residue)
        and _needs_topic(reading, candidates, context, goes_on=goes_on)
    ):
        topics = context.topics
        if not topics and Kind.THAT in kinds:
            return Referents(candidates, (), Unclear.TOPIC)
    return Referents(candidates, topics)


def within(context: Context, catalogue: Catalogue, topic_ids: Collection[str]) -> Context:
    """Keep of a context what the catalogue still holds."""
    return Context(
        tuple(each for each in context.candidates if each in catalogue.by_id),
        tuple(topic for topic in context.topics if topic in topic_ids),
    )


def _candidates(
    reading: Reading, named: tuple[str, ...], context: Context, *, goes_on: bool
) -> tuple[str, ...] | None:
    """Return whom a text is about; None where it says `she` and nobody is there."""
    kinds = reading.kinds
    compares = Intent.COMPARE in kinds
    if compares and len(named) == 1:
        return tuple(dict.fromkeys((*context.candidates, *named)))
    if named or Kind.WHO in kinds:
        return named
    if Kind.PERSON in kinds:
        return context.candidates if len(context.candidates) == 1 else None
    asks_all = not kinds.isdisjoint({Kind.CANDIDATES, Kind.QUESTIONS, Kind.PRIORITIES, Kind.ALL})
    if not asks_all and (Kind.PEOPLE in kinds or goes_on):
        return context.candidates
    return ()


def _needs_topic(
    reading: Reading, candidates: tuple[str, ...], context: Context, *, goes_on: bool
) -> bool:
    kinds = reading.kinds
    if Kind.ALL in kinds:
        return False
    unnamed = Kind.WHO in kinds and Kind.SUPPORT in kinds
    pairs_up = Intent.COMPARE in kinds and len(reading.mentions) < len(candidates)
    return goes_on or Kind.THAT in kinds or unnamed or pairs_up
