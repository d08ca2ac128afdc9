"""Answer a request: read what is on record, as much of it as one card shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.desk import Desk
from questions.agenda import Question
from questions.candidate import Candidate, neutral_order
from questions.catalogue import Catalogue
from questions.errors import InvalidAction
from questions.request import COMPARE_LIMIT, Intent, Request
from questions.standing import Known, Overview, Standing
from storage.responses import Place

Entry = TypeVar("Entry")

ENTRIES = 5
"""How many candidates or questions one card lists with their words."""

LINES = 10
"""How many candidates or questions one card lists by a line each."""

GROUPS = 3
"""How many questions one card lists with the names of all who did this or that."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a request found.

    `candidates` and `questions` are those that the page shows; `standings`, with responses, cover
    them at least; `overviews` are of the questions shown, across all candidates, without words.
    """

    request: Request
    catalogue: Catalogue
    candidates: tuple[Candidate, ...]
    questions: tuple[Question, ...]
    standings: Mapping[Place, Standing] = field(default_factory=dict)
    overviews: tuple[Overview, ...] = ()
    pages: int = 1

    @property
    def page(self) -> int:
        """The page shown: the last where the one asked for is no longer there."""
        return min(self.request.page, self.pages)


async def answer(desk: Desk, request: Request) -> Findings:
    """Read what a request asks for.

    Raises UnknownCandidate or UnknownTopic where it names what is not (or no longer) there, and
    InvalidAction where it names too few or too many candidates for what it asks.
    """
    catalogue = await desk.catalogue()
    named = neutral_order(catalogue.candidate(each) for each in dict.fromkeys(request.candidates))
    found = Findings(request, catalogue, named, catalogue.questions_on(request.topics))
    match request.intent, len(named):
        case Intent.CANDIDATE_ALL, 1 if request.topics:
            raise InvalidAction
        case Intent.STANCE, 1:
            read = await _with_standings(desk, found)
            return read if len(found.questions) == 1 else _by_questions(read, ENTRIES)
        case ((Intent.CANDIDATE_ALL | Intent.NOT_ANSWERED), 1):
            return await _with_standings(desk, found)
        case Intent.COMPARE, count if 2 <= count <= COMPARE_LIMIT:
            if not request.topics:
                found = _raised_with(await _with_standings(desk, found))
            return await _with_standings(desk, _by_questions(found, 1))
        case Intent.PRIORITY_ALL, 0 if len(found.questions) == 1:
            everyone = _by_candidates(found, ENTRIES)
            return await _with_overviews(desk, await _with_standings(desk, everyone))
        case Intent.NOT_ANSWERED, 0 if not request.topics:
            return await _with_standings(desk, _by_candidates(found, LINES))
        case ((Intent.PRIORITY_ALL | Intent.WHO_SUPPORTS | Intent.NOT_ANSWERED), 0):
            listed = found if request.topics else await _replied_to(desk, found)
            size = LINES if request.intent is Intent.PRIORITY_ALL else GROUPS
            return await _with_overviews(desk, _by_questions(listed, size))
        case Intent.LIST_CANDIDATES, _:
            return _by_candidates(found, LINES)
        case Intent.LIST_PRIORITIES, _:
            return found
        case Intent.LIST_QUESTIONS, _:
            return _by_questions(found, LINES)
    raise InvalidAction


def _raised_with(found: Findings) -> Findings:
    """Leave the questions that any of these candidates was asked or answered, if there are any."""
    raised = {
        question
        for (_, question), standing in found.standings.items()
        if standing.known is not Known.NOT_PUT
    }
    questions = tuple(each for each in found.questions if each.id in raised)
    return replace(found, questions=questions or found.questions)


async def _replied_to(desk: Desk, found: Findings) -> Findings:
    """Leave the questions to which anybody replied, if there are any."""
    overviews = await desk.overviews(found.catalogue, found.questions)
    replied = {each.question_id for each in overviews if each.replied}
    questions = tuple(each for each in found.questions if each.id in replied)
    return replace(found, questions=questions or found.questions)


async def to_begin_with(desk: Desk, topics: Sequence[str] = ()) -> Question:
    """Return the first question on topics, or on all, that anybody was asked or answered.

    Where there is none it is the very first. Raises UnknownTopic.
    """
    catalogue = await desk.catalogue()
    questions = catalogue.questions_on(topics)
    overviews = await desk.overviews(catalogue, questions)
    touched = {each.question_id for each in overviews if not each.untouched}
    return next((each for each in questions if each.id in touched), questions[0])


def _by_candidates(found: Findings, size: int) -> Findings:
    everyone = found.catalogue.candidates
    pages = _pages(everyone, size)
    return replace(
        found, candidates=_slice(everyone, min(found.request.page, pages), size), pages=pages
    )


def _by_questions(found: Findings, size: int) -> Findings:
    pages = _pages(found.questions, size)
    return replace(
        found, questions=_slice(found.questions, min(found.request.page, pages), size), pages=pages
    )


def _pages(entries: Sequence[object], size: int) -> int:
    return max(1, -(-len(entries) // size))


def _slice(entries: Sequence[Entry], page: int, size: int) -> tuple[Entry, ...]:
    return tuple(entries[(page - 1) * size : page * size])


async def _with_standings(desk: Desk, found: Findings) -> Findings:
    places = [(who.id, what.id) for who in found.candidates for what in found.questions]
    record = await desk.on_record(places)
    standings = {
        place: record.standing(found.catalogue.candidate(place[0]), place[1], desk.today())
        for place in places
    }
    return replace(found, standings=standings)


async def _with_overviews(desk: Desk, found: Findings) -> Findings:
    overviews = await desk.overviews(found.catalogue, found.questions)
    return replace(found, overviews=overviews)
