"""Puttings of a bundle: which ones it changes, and how that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TypeAlias

from sqlalchemy import bindparam, insert, select, update

from questions.bundle.shape import PuttingEntry, fault
from questions.errors import InvalidFile, InvalidFiles
from questions.standing import Putting
from storage import audit
from storage.bundle.terms import Change, Terms
from storage.database import Connection
from storage.responses import putting_from, records_moved
from storage.tables import puttings

PuttingChange: TypeAlias = Change[PuttingEntry, Putting]


async def changes(
    connection: Connection, entries: Sequence[PuttingEntry], terms: Terms
) -> list[PuttingChange]:
    """Compare entries with the puttings on record.

    Raises InvalidFiles where a due date on record would lie before the new date of putting.
    """
    rows = await connection.execute(
        select(puttings).where(
            puttings.c.candidate_id.in_({entry.candidate_id for entry in entries}),
            puttings.c.question_id.in_({entry.question_id for entry in entries}),
        )
    )
    known = {(row.candidate_id, row.question_id, row.edition_id): putting_from(row) for row in rows}
    faults: list[InvalidFile] = []
    found: list[PuttingChange] = []
    for entry in entries:
        edition_id = entry.edition_id or terms.edition_id
        before = known.get((entry.candidate_id, entry.question_id, edition_id))
        after = entry.onto(before, edition_id)
        if after.due_on is not None and after.due_on < after.put_on:
            reason = f"is after the due date on record, {after.due_on}"
            faults.append(fault(entry.place, reason, "put_on"))
        elif before != after:
            found.append(Change(entry, before, after))
    if faults:
        raise InvalidFiles(faults)
    return found


async def write(connection: Connection, changes: Sequence[PuttingChange], terms: Terms) -> None:
    """Write the changes down."""
    new = [asdict(change.after) for change in changes if change.is_new]
    if new:
        await connection.execute(insert(puttings), new)
    changed = [
        {
            "of_candidate": change.after.candidate_id,
            "of_question": change.after.question_id,
            "of_edition": change.after.edition_id,
            "put": change.after.put_on,
            "by": change.after.channel,
            "due": change.after.due_on,
        }
        for change in changes
        if not change.is_new
    ]
    if changed:
        await connection.execute(
            update(puttings)
            .where(
                puttings.c.candidate_id == bindparam("of_candidate"),
                puttings.c.question_id == bindparam("of_question"),
                puttings.c.edition_id == bindparam("of_edition"),
            )
            .values(put_on=bindparam("put"), channel=bindparam("by"), due_on=bindparam("due")),
            changed,
        )
    await audit.record_all(
        connection,
        actor=terms.operator,
        action=f"{terms.via}.putting",
        deeds=[
            audit.Deed(
                f"putting:{change.after.candidate_id}:{change.after.question_id}",
                told(change.before) if change.before else None,
                told(change.after),
            )
            for change in changes
        ],
    )
    await records_moved(connection)


def told(putting: Putting) -> dict[str, object]:
    """Tell a putting for the audit, where dates are text."""
    return {
        "edition": putting.edition_id,
        "put_on": putting.put_on.isoformat(),
        "channel": putting.channel,
        "due_on": putting.due_on and putting.due_on.isoformat(),
    }
