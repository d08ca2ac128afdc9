"""Who did what: rows that the program only ever adds, in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import audit


async def record(
    connection: AsyncConnection,
    *,
    actor: str,
    action: str,
    subject: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Add a row: `actor` did `action` to `subject`, which was `before` and is `after`."""
    await connection.execute(
        insert(audit).values(
            at=datetime.now(UTC),
            actor=actor,
            action=action,
            subject=subject,
            before=before,
            after=after,
        )
    )
