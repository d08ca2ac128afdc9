"""The database's own clock: the one that processes on many machines agree on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func

from storage.database import Connection

SECONDS_A_DAY = 86_400.0
UNIX_EPOCH = 2_440_587.5
"""The beginning of 1970, in days of SQLite's julianday."""


def unix_seconds(connection: Connection) -> ColumnElement[Any]:
    """Write the present moment as SQL: seconds since 1970, with their fraction."""
    if connection.dialect.name == "sqlite":
        return (func.julianday("now") - UNIX_EPOCH) * SECONDS_A_DAY
    return func.extract("epoch", func.clock_timestamp())
