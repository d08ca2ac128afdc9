"""Errors that supporters report: of which answer, in which words, by no one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from storage.database import Connection
from storage.tables import error_reports

NOTE_LIMIT = 1_000
"""What is kept of a report's words, in characters."""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """That something shown of a candidate on a question was said to be wrong."""

    candidate_id: str
    question_id: str
    revision: int | None
    note: str | None
    reported_at: datetime


async def read_reports(connection: Connection, limit: int) -> list[ErrorReport]:
    """Read what was reported, the latest first."""
    rows = await connection.execute(
        select(error_reports).order_by(error_reports.c.id.desc()).limit(limit)
    )
    return [
        ErrorReport(row.candidate_id, row.question_id, row.revision, row.note, row.reported_at)
        for row in rows
    ]


async def report_error(
    connection: Connection,
    candidate_id: str,
    question_id: str,
    *,
    revision: int | None,
    note: str | None = None,
) -> None:
    """Keep that something shown of a candidate on a question was said to be wrong."""
    await connection.execute(
        insert(error_reports).values(
            candidate_id=candidate_id,
            question_id=question_id,
            revision=revision,
            note=note and note[:NOTE_LIMIT],
            reported_at=datetime.now(UTC),
        )
    )
