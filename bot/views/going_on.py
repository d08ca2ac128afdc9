"""What goes on from the last answer: how that was understood, and where an answer comes from."""

from __future__ import annotations

from bot.actions.answer import Findings
from bot.card import Block, Card, Role, block, note, text, title
from bot.presses import Report
from bot.utf16 import fit
from bot.views.parts import (
    RATIONALE,
    Offer,
    buttons,
    facts,
    list_names,
    numbered,
    reading,
    standing_line,
)
from bot.words import Words
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.standing import Standing

NAMES = 200
"""How much room names have where it is said what was understood, in UTF-16 units."""


def subject(words: Words, catalogue: Catalogue, request: Request) -> str:
    """Name whom and what a request is about: Amara Okonkwo on 8 Death penalty."""
    names = list_names(words, catalogue, request.candidates, NAMES)
    topics = words.names([numbered(catalogue, topic) for topic in request.topics])
    if names and topics:
        return words("context.both", names=names, topics=topics)
    return names or topics or words(f"intent.{request.intent.value}")


def gone_on(
    words: Words, catalogue: Catalogue, request: Request, by_itself: Request, card: Card
) -> Card:
    """Say above that an answer goes on from the last, and offer what the text asks by itself."""
    remark = note(words("context.from", what=subject(words, catalogue, request)))
    offered = buttons([(_label(words, catalogue, by_itself), by_itself)])
    return Card((remark, *card.blocks), (*offered, *card.buttons), card.stays)


def _label(words: Words, catalogue: Catalogue, request: Request) -> str:
    match request:
        case Request(candidates=(one,), topics=()):
            candidate = catalogue.candidate(one)
            return words("button.all-of", name=candidate.family_name or candidate.name)
        case Request(Intent.PRIORITY_ALL, candidates=(), topics=(topic, *_)):
            return words("button.all-on", what=numbered(catalogue, topic))
        case _:
            return words(f"intent.{request.intent.value}")


def why(words: Words, found: Findings) -> Card:
    """Say how the last question was understood, and where what was answered comes from."""
    request = found.request
    lines = [text(words("why.understood", what=subject(words, found.catalogue, request)))]
    ways_on: list[Offer] = [(words("button.back-to-answer"), request)]
    if len(found.candidates) == 1 and len(found.questions) == 1:
        place = found.candidates[0].id, found.questions[0].id
        lines += _origin(words, found.standings[place])
        ways_on.append((words("button.report"), Report(place[1], place[0])))
    else:
        lines.append(text(words("why.each")))
    lines.append(text(words("why.no-more")))
    return Card((title(words("why.title")), *lines), buttons(ways_on))


def _origin(words: Words, standing: Standing) -> list[Block]:
    """Say where one answer comes from and how it is read; or what is known instead."""
    response = standing.response
    if response is None or not response.statement.quote:
        return [text(standing_line(words, standing))]
    said = reading(words, assessment := response.statement.assessment)
    if assessment and assessment.rationale:
        said = words("reading.because", reading=said, why=fit(assessment.rationale, RATIONALE))
    origin = [text(words("why.source")), block(Role.FACTS, *facts(words, response)), text(said)]
    if standing.putting and not standing.unprompted:
        asked = words("answer.asked-on", day=words.day(standing.putting.put_on))
        origin.append(text(asked))
    return origin
