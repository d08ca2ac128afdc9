"""Revisions read whatever their state, and laid out as rows and for the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from questions.errors import UnknownResponse
from questions.response import (
    Assessment,
    Content,
    Published,
    RevisionKind,
    RevisionState,
    Stance,
    Statement,
    retraction,
)
from questions.review import Revision
from storage.bundle.recorded import content_from
from storage.database import Connection
from storage.responses import Place, published_from, stored_sources
from storage.tables import responses, revisions


def every_revision() -> Select[Any]:
    """Select revisions with the place of their response."""
    return select(
        revisions, responses.c.candidate_id, responses.c.question_id, responses.c.edition_id
    ).join(responses, revisions.c.response_id == responses.c.id)


async def read_revision(connection: Connection, revision_id: int) -> Revision:
    """Read a revision. Raises UnknownResponse."""
    return await _one(connection, revisions.c.id == revision_id)


async def _one(connection: Connection, which: ColumnElement[bool]) -> Revision:
    rows = await connection.execute(every_revision().where(which))
    if (row := rows.first()) is None:
        raise UnknownResponse
    return revision_from(row)


async def read_place(connection: Connection, response_id: int) -> Place | None:
    """Read which candidate's response to which question it is."""
    rows = await connection.execute(
        select(responses.c.candidate_id, responses.c.question_id).where(
            responses.c.id == response_id
        )
    )
    row = rows.first()
    return (row.candidate_id, row.question_id) if row else None


async def read_open(connection: Connection, place: Place) -> list[Revision]:
    """Read what is being written or reviewed at a place."""
    rows = await connection.execute(
        every_revision()
        .where(responses.c.candidate_id == place[0], responses.c.question_id == place[1])
        .where(revisions.c.state.in_(("draft", "in_review", "changes_requested")))
        .order_by(revisions.c.id)
    )
    return [revision_from(row) for row in rows]


async def read_standing(connection: Connection, response_id: int) -> Published | None:
    """Read the published revision of a response that stands."""
    rows = await connection.execute(
        every_revision().where(revisions.c.response_id == response_id, revisions.c.stands)
    )
    row = rows.first()
    return published_from(row) if row else None


async def read_same_words(
    connection: Connection, candidate_id: str, quote: str, *, but: int | None
) -> Revision | None:
    """Read where the same words of a candidate are on record or being recorded already."""
    which = (responses.c.candidate_id == candidate_id) & (revisions.c.quote == quote)
    alive = revisions.c.stands | revisions.c.state.in_(("draft", "in_review", "changes_requested"))
    rows = await connection.execute(
        every_revision()
        .where(which, alive, revisions.c.id != (but or 0))
        .order_by(revisions.c.id)
        .limit(1)
    )
    row = rows.first()
    return revision_from(row) if row else None


def columns(content: Content) -> dict[str, Any]:
    """Lay content out as a revision's columns."""
    statement = content.statement
    return {
        "declines": statement.declines,
        "quote": statement.quote,
        "language": statement.language,
        "translation": statement.translation,
        "said_on": statement.said_on,
        "sources": stored_sources.dump_python(statement.sources, mode="json", exclude_none=True),
        "stance": statement.assessment and statement.assessment.stance,
        "rationale": statement.assessment and statement.assessment.rationale,
        "reason": content.retracted,
    }


def told(revision: Revision) -> Mapping[str, object]:
    """Tell a revision's content and state for the audit, where dates are text."""
    laid = columns(revision.content)
    said_on = revision.content.statement.said_on
    laid["said_on"] = said_on and said_on.isoformat()
    given = {key: value for key, value in laid.items() if value not in (None, [], False)}
    return {"kind": revision.kind, "state": revision.state, **given}


def content_told(laid: Mapping[str, Any]) -> Content:
    """Read back the content that `told` wrote for the audit."""
    said_on = date.fromisoformat(laid["said_on"]) if "said_on" in laid else None
    if laid.get("kind") == RevisionKind.RETRACTION:
        return retraction(str(laid["reason"]), said_on)
    stance = laid.get("stance")
    return Content(
        Statement(
            said_on,
            stored_sources.validate_python(laid.get("sources", ())),
            quote=laid.get("quote"),
            language=laid.get("language"),
            translation=laid.get("translation"),
            declines=laid.get("declines", False),
            assessment=Assessment(Stance(stance), laid.get("rationale")) if stance else None,
        )
    )


def revision_from(row: Row[Any]) -> Revision:
    """Make the value of a revision's row that has its response's place beside it."""
    return Revision(
        id=row.id,
        response_id=row.response_id,
        candidate_id=row.candidate_id,
        question_id=row.question_id,
        edition_id=row.edition_id,
        kind=RevisionKind(row.kind),
        state=RevisionState(row.state),
        content=content_from(row),
        base=row.base,
        round=row.round,
        created_at=row.created_at,
        author=row.author,
        organisation=row.organisation,
        imported_by=row.imported_by,
        submitted_at=row.submitted_at,
        reviewer=row.reviewer,
        decided_at=row.decided_at,
        note=row.note,
        number=row.number,
    )
