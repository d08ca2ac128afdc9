"""Fill a store with what many candidates answered, straight into its tables."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Table, insert

from questions.candidate import Candidate
from questions.response import RevisionKind, RevisionState, Stance
from storage.agenda import moved, read_catalogue
from storage.database import Connection, Database
from storage.responses import records_moved
from storage.tables import candidates, puttings, responses, revisions

RowOf: TypeAlias = dict[str, Any]

CHUNK = 5_000
"""Rows handed to the database at a time."""

_WORDS = """
    I will we must states rights people law court women refugees work every country support this
    call upon protect council before public promise report justice peace together equal never end
"""

STANCES = (*Stance, None)
SAID = datetime(2026, 5, 20, tzinfo=UTC)


async def fill(database: Database, people: Sequence[Candidate], *, answered: int) -> None:
    """Put every question to every candidate; let each answer, or decline, the first `answered`."""
    async with database.writing() as connection:
        edition = (await read_catalogue(connection)).edition
        asked = [question.id for question in edition.questions]
        await _insert(connection, candidates, (asdict(each) for each in people))
        await _insert(connection, puttings, _puttings(people, asked, edition.id))
        answers = [(each.id, question) for each in people for question in asked[:answered]]
        await _insert(connection, responses, _responses(answers, edition.id))
        await _insert(connection, revisions, _revisions(answers))
        await moved(connection)
        await records_moved(connection)


async def _insert(connection: Connection, table: Table, rows: Iterator[RowOf]) -> None:
    while chunk := list(islice(rows, CHUNK)):
        await connection.execute(insert(table), chunk)


def _puttings(people: Sequence[Candidate], asked: list[str], edition: str) -> Iterator[RowOf]:
    for number, candidate in enumerate(people):
        for question in asked:
            yield {
                "candidate_id": candidate.id,
                "edition_id": edition,
                "question_id": question,
                "put_on": date(2026, 5, 1),
                "channel": "letter",
                "due_on": date(2026, 6, 1) if number % 2 else date(2999, 1, 1),
            }


def _responses(answers: list[tuple[str, str]], edition: str) -> Iterator[RowOf]:
    for number, (candidate, question) in enumerate(answers, 1):
        yield {
            "id": number,
            "candidate_id": candidate,
            "edition_id": edition,
            "question_id": question,
        }


def _revisions(answers: list[tuple[str, str]]) -> Iterator[RowOf]:
    """Make one published revision for each: the same for the same candidate in every store."""
    chance, words = random.Random(1), _WORDS.split()
    for number, (candidate, _) in enumerate(answers, 1):
        declines = chance.random() < 0.1
        length = chance.randint(8, 90)
        yield {
            "response_id": number,
            "kind": RevisionKind.FIRST,
            "state": RevisionState.PUBLISHED,
            "number": 1,
            "stands": True,
            "declines": declines,
            "quote": None if declines else " ".join(chance.choices(words, k=length)),
            "language": "en",
            "said_on": SAID.date(),
            "sources": [{"kind": "direct_reply", "url": f"https://example.org/{candidate}"}],
            "stance": None if declines else chance.choice(STANCES),
            "imported_by": "benchmark",
            "created_at": SAID,
            "published_at": SAID + timedelta(days=1),
        }
