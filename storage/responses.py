"""Responses that stand and questions that were put, read as they are asked for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Table, select, update

from questions.response import (
    Assessment,
    Published,
    RevisionKind,
    Source,
    Stance,
    Statement,
    reply_of,
)
from questions.standing import Putting, Record
from storage.database import Connection
from storage.many import among_pairs
from storage.tables import puttings, responses, revisions, state

Place: TypeAlias = tuple[str, str]
"""A candidate's id and a question's id."""

stored_sources = TypeAdapter(tuple[Source, ...])
"""Sources as a revision's row keeps them: plain JSON."""

_published = select(
    responses.c.id.label("response_id"),
    responses.c.candidate_id,
    responses.c.question_id,
    responses.c.edition_id,
    revisions,
).join(revisions, (revisions.c.response_id == responses.c.id) & revisions.c.stands)


def published_from(row: Row[Any]) -> Published:
    """Make the value of a row that has a response's columns beside its standing revision's."""
    return Published(
        row.response_id,
        row.candidate_id,
        row.question_id,
        row.edition_id,
        row.number,
        RevisionKind(row.kind),
        row.published_at.date(),
        statement_from(row),
        row.reason,
    )


def statement_from(row: Row[Any]) -> Statement:
    """Make the statement of a revision's row."""
    return Statement(
        said_on=row.said_on,
        sources=stored_sources.validate_python(row.sources),
        quote=row.quote,
        language=row.language,
        translation=row.translation,
        declines=row.declines,
        assessment=Assessment(Stance(row.stance), row.rationale) if row.stance else None,
    )


async def read_published(
    connection: Connection, places: Collection[Place]
) -> dict[Place, Published]:
    """Read what stands at these places; one indexed read."""
    rows = await connection.execute(_published.where(_at(connection, responses, places)))
    return {(row.candidate_id, row.question_id): published_from(row) for row in rows}


async def read_puttings(connection: Connection, places: Collection[Place]) -> dict[Place, Putting]:
    """Read what was put to candidates at these places: the latest putting of each."""
    query = select(puttings).where(_at(connection, puttings, places))
    rows = await connection.execute(query.order_by(puttings.c.put_on, puttings.c.id))
    return {(row.candidate_id, row.question_id): putting_from(row) for row in rows}


def putting_from(row: Row[Any]) -> Putting:
    """Make the value of a putting's row."""
    return Putting(
        row.candidate_id, row.question_id, row.edition_id, row.put_on, row.channel, row.due_on
    )


async def read_overview(
    connection: Connection, question_id: str
) -> tuple[dict[str, Record], dict[str, Putting]]:
    """Read one question across all candidates, without words: records and puttings by candidate."""
    answered = await connection.execute(
        select(responses.c.candidate_id, revisions.c.kind, revisions.c.declines, revisions.c.stance)
        .join(revisions, (revisions.c.response_id == responses.c.id) & revisions.c.stands)
        .where(responses.c.question_id == question_id)
    )
    put = await connection.execute(
        select(puttings)
        .where(puttings.c.question_id == question_id)
        .order_by(puttings.c.put_on, puttings.c.id)
    )
    records = {
        row.candidate_id: Record(
            reply_of(RevisionKind(row.kind), declines=row.declines),
            Stance(row.stance) if row.stance else None,
        )
        for row in answered
    }
    return records, {row.candidate_id: putting_from(row) for row in put}


async def read_records_version(connection: Connection) -> int:
    """Read the number that moves with every putting and every publication."""
    return int(await connection.scalar(select(state.c.records_version)) or 0)


async def records_moved(connection: Connection) -> None:
    """Say that puttings or published responses changed; belongs in the change's transaction."""
    await connection.execute(update(state).values(records_version=state.c.records_version + 1))


def _at(connection: Connection, table: Table, places: Collection[Place]) -> ColumnElement[bool]:
    return among_pairs(connection, (table.c.candidate_id, table.c.question_id), places)
