"""What is said where a text, a button or a link has no answer: plainly, and with a way on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.card import Card, text, title
from bot.views.browse import topic_choices
from bot.views.parts import Offer, buttons, name, numbered
from bot.words import Words
from questions.catalogue import Catalogue
from questions.errors import HustingsError, UnknownCandidate, UnknownTopic
from questions.request import Intent, Request
from questions.understanding.resolution import Aside, Behaviour, Resolution, Unclear


def unclear(words: Words, catalogue: Catalogue, resolution: Resolution) -> Card:
    """Ask one question back, its answers as buttons that finish the job."""
    offered = [(_label(words, catalogue, each, resolution), each) for each in resolution.choices]
    match resolution.behaviour, resolution.unclear:
        case _ if resolution.behaviour is Behaviour.NO_SUCH_CANDIDATE or resolution.unknown_name:
            return _nobody(words, catalogue, resolution, offered)
        case _ if resolution.unknown_number:
            last = max(catalogue.priorities)
            said = words("unclear.number", number=resolution.unknown_number, last=last)
            of_somebody = resolution.request is not None and resolution.request.candidates
            ways_on = offered if of_somebody else topic_choices(catalogue)
            return Card((text(said),), buttons(ways_on, width=2))
        case Behaviour.OUT_OF_SCOPE, _:
            return _lost(words, catalogue, resolution.aside)
        case _, Unclear.CANDIDATE if (
            resolution.request and resolution.request.intent is Intent.COMPARE
        ):
            return _asking(words, "unclear.compare", offered)
        case _, Unclear.CANDIDATE:
            return _asking(words, "unclear.candidate", offered)
        case _, Unclear.INTENT:
            return _asking(words, "unclear.intent", offered)
        case _, Unclear.QUESTION:
            return _asking(words, "unclear.question", offered)
        case _ if resolution.request and resolution.request.candidates:
            names = [name(catalogue.candidate(each)) for each in resolution.request.candidates]
            said = words("unclear.topic-of", names=words.names(names))
            return Card((text(said),), buttons(offered or topic_choices(catalogue), width=2))
        case _:
            return _asking(words, "unclear.topic", offered or topic_choices(catalogue))


def which_topic(words: Words, catalogue: Catalogue) -> Card:
    """Ask which topic is meant, of all there are."""
    return _asking(words, "unclear.topic", topic_choices(catalogue))


def _asking(words: Words, key: str, offered: Sequence[Offer]) -> Card:
    return Card((text(words(key)),), buttons(offered, width=2))


def _nobody(
    words: Words, catalogue: Catalogue, resolution: Resolution, offered: Sequence[Offer]
) -> Card:
    who = resolution.unknown_name
    said = words("nobody.named", name=who) if who else words("nobody")
    lines = [text(said)]
    if offered:
        known = resolution.behaviour is Behaviour.CLARIFY
        lines.append(text(words("nobody.beside" if known else "nobody.nearest")))
    ways_on: list[Offer] = [(words("button.candidates"), Request(Intent.LIST_CANDIDATES))]
    for topic in (resolution.request.topics if resolution.request else ())[:1]:
        said = words("button.all-on", what=numbered(catalogue, topic))
        ways_on.append((said, Request(Intent.PRIORITY_ALL, topics=(topic,))))
    return Card(
        tuple(lines),
        (
            *buttons(offered, width=2),
            *buttons(ways_on),
            *buttons(topic_choices(catalogue), width=2),
        ),
    )


def _lost(words: Words, catalogue: Catalogue, aside: Aside | None) -> Card:
    match aside:
        case Aside.POLITE:
            said = words("lost.polite")
        case Aside.SERVICE:
            said = words("lost.service")
        case None:
            said = words("lost")
    return Card(
        (
            text(said),
            text(words("lost.try", office=catalogue.edition.office)),
        ),
        (
            *buttons(topic_choices(catalogue), width=2),
            *buttons([(words("button.candidates"), Request(Intent.LIST_CANDIDATES))]),
        ),
    )


def too_much(words: Words) -> Card:
    """Ask somebody who asks faster than anybody reads to wait a little."""
    return Card((text(words("ask.slower")),))


def only_text(words: Words, catalogue: Catalogue) -> Card:
    """Say that only text is read."""
    return Card((text(words("lost.only-text")),), buttons(topic_choices(catalogue), width=2))


def _label(words: Words, catalogue: Catalogue, request: Request, resolution: Resolution) -> str:
    """Name a choice by what sets it apart: the candidate, the topic, or what is asked."""
    understood = resolution.request
    names = [catalogue.candidate(each).name for each in request.candidates]
    topics = [numbered(catalogue, topic) for topic in request.topics]
    if resolution.unclear is Unclear.QUESTION and topics:
        who = words.names(names) if names else words(f"intent.{request.intent.value}")
        return words("unclear.one-of", who=who, what=words.names(topics))
    if resolution.unclear is Unclear.INTENT:
        return words(f"intent.{request.intent.value}")
    nobody = not names and _are_of_several_topics(resolution.choices)
    if (resolution.unclear is Unclear.CANDIDATE and not nobody) or not topics:
        return words.names(names) if names else words(f"intent.{request.intent.value}")
    if resolution.behaviour is Behaviour.NO_SUCH_CANDIDATE and names:
        return words.names(names)
    if understood and set(understood.topics) == set(request.topics) and names:
        return words.names(names)
    return words.names(topics)


def _are_of_several_topics(choices: Iterable[Request]) -> bool:
    """Tell whether choices that name nobody differ in their topics."""
    return len({each.topics for each in choices if each.topics and not each.candidates}) > 1


def refused(words: Words, catalogue: Catalogue, error: HustingsError) -> Card:
    """Say why a button or a link no longer works, and offer the priorities."""
    match error:
        case UnknownCandidate():
            said = words("refused.candidate")
        case UnknownTopic():
            said = words("refused.topic")
        case _:
            said = words("refused.button")
    return Card((text(said),), buttons(topic_choices(catalogue), width=2))


def broken(words: Words, reference: str) -> Card:
    """Say that something went wrong here, with what staff can find it by."""
    return Card((title(words("broken.title")), text(words("broken", reference=reference))))
