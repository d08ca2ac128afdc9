"""What must have one effect however often a platform delivers it: marked in its transaction."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from storage.database import Connection
from storage.tables import inbox
from storage.upsert import insert

STAFF = "staff"
"""What the marks of presses and submissions are kept under, apart from every platform's events."""


async def once(connection: Connection, key: str) -> bool:
    """Say whether something is done for the first time; belongs in the transaction of its effect.

    A platform delivers a press or a submission again where it saw no answer.
    """
    marked = await connection.execute(
        insert(connection, inbox)
        .values(
            platform=STAFF, update_id=key, arrived=time.time_ns(), received_at=datetime.now(UTC)
        )
        .on_conflict_do_nothing()
    )
    return bool(marked.rowcount)
