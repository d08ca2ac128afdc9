"""Errors that supporters report: of which answer, in which words, by no one."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import insert

from storage.database import Connection
from storage.tables import error_reports

NOTE_LIMIT = 1_000
"""What is kept of a report's words, in characters."""


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
