"""Candidates of a bundle: which ones it changes, and how that is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from sqlalchemy import bindparam, insert, select, update

from questions.bundle.shape import CandidateEntry
from questions.candidate import Candidate
from storage import agenda, audit
from storage.bundle.terms import Change, Terms
from storage.database import Connection
from storage.tables import candidates

CandidateChange: TypeAlias = Change[CandidateEntry, Candidate]


async def changes(
    connection: Connection, entries: Sequence[CandidateEntry], _terms: Terms
) -> list[CandidateChange]:
    """Compare entries with the candidates on record."""
    ids = [entry.candidate.id for entry in entries]
    rows = await connection.execute(select(candidates).where(candidates.c.id.in_(ids)))
    known = {row.id: Candidate(**(row._asdict() | {"aliases": tuple(row.aliases)})) for row in rows}
    compared = ((entry, known.get(entry.candidate.id)) for entry in entries)
    return [
        Change(entry, before, after)
        for entry, before in compared
        if (after := entry.onto(before)) != before
    ]


async def write(connection: Connection, changes: Sequence[CandidateChange], terms: Terms) -> None:
    """Write the changes down."""
    new = [_row(change.after) for change in changes if change.is_new]
    if new:
        await connection.execute(insert(candidates), new)
    changed = [
        _row(change.after) | {"known_id": change.after.id}
        for change in changes
        if not change.is_new
    ]
    if changed:
        await connection.execute(
            update(candidates).where(candidates.c.id == bindparam("known_id")), changed
        )
    await audit.record_all(
        connection,
        actor=terms.operator,
        action=f"{terms.via}.candidate",
        deeds=[_deed(change) for change in changes],
    )
    await agenda.moved(connection)


def _row(candidate: Candidate) -> dict[str, Any]:
    return asdict(candidate) | {"aliases": list(candidate.aliases)}


def _deed(change: CandidateChange) -> audit.Deed:
    """Say what changed: of a candidate on record only the keys that are not as they were."""
    subject = f"candidate:{change.after.id}"
    after = _row(change.after)
    if change.before is None:
        return audit.Deed(subject, None, {key: value for key, value in after.items() if value})
    before: Mapping[str, Any] = _row(change.before)
    keys = [key for key in after if before[key] != after[key]]
    return audit.Deed(
        subject, {key: before[key] for key in keys}, {key: after[key] for key in keys}
    )
