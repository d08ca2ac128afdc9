"""Who did what: rows that the program only ever adds, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from storage.database import Connection
from storage.tables import audit


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to one subject, which was `before` and is `after`."""

    subject: str
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


async def record(
    connection: Connection,
    *,
    actor: str,
    action: str,
    subject: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Add a row: `actor` did `action` to `subject`, which was `before` and is `after`."""
    await record_all(connection, actor=actor, action=action, deeds=[Deed(subject, before, after)])


async def record_all(
    connection: Connection, *, actor: str, action: str, deeds: Iterable[Deed]
) -> None:
    """Add a row for each deed: `actor` did `action` to its subject."""
    at = datetime.now(UTC)
    rows = [
        {
            "at": at,
            "actor": actor,
            "action": action,
            "subject": deed.subject,
            "before": deed.before,
            "after": deed.after,
        }
        for deed in deeds
    ]
    if rows:
        await connection.execute(insert(audit), rows)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to which subject, and when."""

    at: datetime
    actor: str
    action: str
    deed: Deed


async def read_entries(
    connection: Connection, subject: str | None = None, *, limit: int
) -> list[Entry]:
    """Read what was done, to one subject where one is named; the latest first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    rows = await connection.execute(query)
    return [
        Entry(row.at, row.actor, row.action, Deed(row.subject, row.before, row.after))
        for row in rows
    ]
