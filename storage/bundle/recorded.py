"""What the store has of a response before an import: what stands, and what waits for review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from questions.bundle.shape import ResponseEntry
from questions.response import Content, RevisionKind, RevisionState, retraction
from storage.database import Connection
from storage.responses import Place, statement_from
from storage.tables import responses, revisions


@dataclass(frozen=True, slots=True)
class Recorded:
    """A response that the store has: what stands, and what imports left waiting for review."""

    response_id: int
    edition_id: str
    stands: Content | None = None
    number: int = 0
    waiting: tuple[tuple[int, Content], ...] = ()


async def read_recorded(
    connection: Connection, entries: Sequence[ResponseEntry]
) -> dict[Place, Recorded]:
    """Read what is on record of the candidates on the questions that entries name."""
    rows = await connection.execute(
        select(
            responses.c.id.label("on_record_id"),
            responses.c.candidate_id,
            responses.c.question_id,
            responses.c.edition_id,
            revisions,
        )
        .outerjoin(
            revisions,
            (revisions.c.response_id == responses.c.id)
            & (
                revisions.c.stands
                | (
                    (revisions.c.state == RevisionState.IN_REVIEW)
                    & revisions.c.imported_by.is_not(None)
                )
            ),
        )
        .where(
            responses.c.candidate_id.in_({entry.candidate_id for entry in entries}),
            responses.c.question_id.in_({entry.question_id for entry in entries}),
        )
        .order_by(revisions.c.id)
    )
    together: dict[Place, list[Row[Any]]] = {}
    for row in rows:
        together.setdefault((row.candidate_id, row.question_id), []).append(row)
    return {place: _recorded(found) for place, found in together.items()}


def _recorded(rows: Sequence[Row[Any]]) -> Recorded:
    standing = next((row for row in rows if row.stands), None)
    return Recorded(
        rows[0].on_record_id,
        rows[0].edition_id,
        content_from(standing) if standing else None,
        standing.number if standing else 0,
        tuple((row.id, content_from(row)) for row in rows if row.state == RevisionState.IN_REVIEW),
    )


def content_from(row: Row[Any]) -> Content:
    """Make the content of a revision's row."""
    if row.kind == RevisionKind.RETRACTION:
        return retraction(row.reason, row.said_on)
    return Content(statement_from(row))
