"""The store's clock, which every process that shares the store agrees on."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select

from storage.database import Connection


async def now(connection: Connection) -> datetime:
    """Read the clock as it is at this moment, not as it was when the transaction began.

    SQLite has no clock but its machine's, which is this one.
    """
    if connection.dialect.name == "sqlite":
        return datetime.now(UTC)
    read: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
    return read.astimezone(UTC)
