"""What staff do entry by entry: candidates, and what was put to them, on the terms of an import."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from questions.bundle.shape import CandidateEntry, PuttingEntry
from questions.errors import UnknownTopic
from questions.standing import Putting
from storage import audit
from storage.bundle import candidates, puttings
from storage.bundle.locks import hold_catalogue, hold_records
from storage.bundle.terms import Terms
from storage.database import Connection
from storage.responses import Place, putting_from, records_moved
from storage.tables import puttings as puttings_table
from storage.tables import state

VIA = "staff"
"""What the audit calls what staff do."""


async def keep_candidate(connection: Connection, entry: CandidateEntry, *, actor: str) -> bool:
    """Add or change a candidate; say whether anything changed."""
    await hold_catalogue(connection, [entry])
    changes = await candidates.changes(connection, [entry], await _terms(connection, actor))
    if changes:
        await candidates.write(connection, changes, await _terms(connection, actor))
    return bool(changes)


async def put_questions(
    connection: Connection, entries: Sequence[PuttingEntry], *, actor: str
) -> int:
    """Record that questions were put, or correct it; return how many puttings changed.

    Raises InvalidFiles where a due date on record would lie before the new date of putting.
    """
    terms = await _terms(connection, actor)
    await hold_records(connection, entries)
    changes = await puttings.changes(connection, entries, terms)
    if changes:
        await puttings.write(connection, changes, terms)
    return len(changes)


async def take_back_puttings(connection: Connection, places: Sequence[Place], *, actor: str) -> int:
    """Take back that questions of the current edition were put; return how many had been."""
    edition_id = (await _terms(connection, actor)).edition_id
    taken = 0
    for candidate_id, question_id in places:
        which = (
            (puttings_table.c.candidate_id == candidate_id)
            & (puttings_table.c.question_id == question_id)
            & (puttings_table.c.edition_id == edition_id)
        )
        rows = await connection.execute(
            delete(puttings_table).where(which).returning(puttings_table)
        )
        if (row := rows.first()) is not None:
            taken += 1
            await audit.record(
                connection,
                actor=actor,
                action=f"{VIA}.putting.take_back",
                subject=f"putting:{candidate_id}:{question_id}",
                before=puttings.told(putting_from(row)),
            )
    if taken:
        await records_moved(connection)
    return taken


async def read_all_puttings(connection: Connection) -> list[Putting]:
    """Read every putting of the current edition."""
    rows = await connection.execute(
        select(puttings_table)
        .join(state, state.c.edition_id == puttings_table.c.edition_id)
        .order_by(puttings_table.c.question_id, puttings_table.c.candidate_id)
    )
    return [putting_from(row) for row in rows]


async def _terms(connection: Connection, actor: str) -> Terms:
    edition_id = await connection.scalar(select(state.c.edition_id))
    if edition_id is None:
        raise UnknownTopic
    return Terms(actor, publish=False, edition_id=edition_id, via=VIA)
