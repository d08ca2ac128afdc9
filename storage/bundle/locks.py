"""The rows that a chunk holds while it compares itself with them and writes.

They are for Postgres: SQLite has one writer at a time, and its dialect leaves FOR UPDATE out.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from questions.bundle.shape import AliasEntry, CandidateEntry, PuttingEntry, ResponseEntry
from storage.database import Connection
from storage.tables import candidates, responses, state


async def hold_catalogue(
    connection: Connection, _entries: Sequence[CandidateEntry | AliasEntry]
) -> None:
    """Hold candidates and aliases, by the row whose version moves with them."""
    await connection.execute(select(state.c.id).with_for_update())


async def hold_records(
    connection: Connection, entries: Sequence[PuttingEntry | ResponseEntry]
) -> None:
    """Hold the candidates' rows, to which new records refer, and those of their responses."""
    people = {entry.candidate_id for entry in entries}
    asked = {entry.question_id for entry in entries}
    await connection.execute(
        select(candidates.c.id)
        .where(candidates.c.id.in_(people))
        .order_by(candidates.c.id)
        .with_for_update()
    )
    await connection.execute(
        select(responses.c.id)
        .where(responses.c.candidate_id.in_(people), responses.c.question_id.in_(asked))
        .order_by(responses.c.id)
        .with_for_update()
    )
