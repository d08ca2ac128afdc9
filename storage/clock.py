"""The database's own clock: the one that processes on many machines agree on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from storage.database import Connection

SECONDS_A_DAY = 86_400.0
UNIX_EPOCH = 2_440_587.5
"""The beginning of 1970, in days of SQLite's julianday."""


def unix_seconds(connection: Connection) -> ColumnElement[Any]:
    """Write the present moment as SQL: seconds since 1970, with their fraction."""
    if connection.dialect.name == "sqlite":
        return (func.julianday("now") - UNIX_EPOCH) * SECONDS_A_DAY
    return func.extract("epoch", func.clock_timestamp())


async def now(connection: Connection) -> datetime:
    """Read the clock as it is at this moment, not as it was when the transaction began.

    SQLite has no clock but its machine's, which is this one.
    """
    if connection.dialect.name == "sqlite":
        return datetime.now(UTC)
    read: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
    return read.astimezone(UTC)
