"""Errors that supporters report: of which answer, in which words, by no one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from storage import audit
from storage.database import Connection
from storage.tables import error_reports

NOTE_LIMIT = 1_000
"""What is kept of a report's words, in characters."""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """That something shown of a candidate on a question was said to be wrong."""

    id: int
    candidate_id: str
    question_id: str
    revision: int | None
    note: str | None
    reported_at: datetime


async def read_reports(connection: Connection, limit: int) -> list[ErrorReport]:
    """Read what was reported and nobody has settled, the latest first."""
    rows = await connection.execute(
        select(error_reports)
        .where(error_reports.c.settled_at.is_(None))
        .order_by(error_reports.c.id.desc())
        .limit(limit)
    )
    return [
        ErrorReport(
            row.id, row.candidate_id, row.question_id, row.revision, row.note, row.reported_at
        )
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


async def settle_report(connection: Connection, report_id: int, *, actor: str) -> bool:
    """Note that a report was looked into; say whether it was open until now."""
    settled = await connection.execute(
        update(error_reports)
        .where(error_reports.c.id == report_id, error_reports.c.settled_at.is_(None))
        .values(settled_by=actor, settled_at=datetime.now(UTC))
    )
    if settled.rowcount:
        await audit.record(
            connection, actor=actor, action="report.settle", subject=f"report:{report_id}"
        )
    return bool(settled.rowcount)
