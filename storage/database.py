"""The engine, SQLite's settings, and the one place where transactions begin and are committed."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext, suppress
from time import monotonic
from typing import TypeAlias

import sqlalchemy
from sqlalchemy import event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from questions.errors import NotConfigured, StoreUnreachable

BUSY_TIMEOUT = 30_000
"""How long SQLite waits for another process's write, in milliseconds."""

UNCHECKED = 1.0
"""For how long after its use a connection to Postgres is taken to be alive, in seconds."""

FROZEN = 60.0
"""For how long a process may stand still in a transaction, in seconds: then Postgres ends it.

It would keep others from the rows that it holds for as long as it stands still.
"""

Connection: TypeAlias = AsyncConnection
"""A connection in a transaction, as actions hand it to the functions of this room."""

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


Timer: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""Enters a context around a transaction of the kind that it is told."""


def untimed(_kind: str) -> AbstractContextManager[None]:
    """Measure nothing."""
    return nullcontext()


def driver_url(database_url: str) -> URL:
    """Read a database URL and name its async driver. Raises NotConfigured."""
    try:
        url = make_url(database_url)
        driver = DRIVERS[url.drivername.partition("+")[0]]
    except (ArgumentError, KeyError):
        raise NotConfigured("DATABASE_URL must begin with sqlite:/// or postgresql://") from None
    if not url.database:
        raise NotConfigured(
            "DATABASE_URL must name a database: sqlite:///FILE or postgresql://…/NAME"
        )
    return url.set(drivername=driver)


class Database:
    """A store: reads side by side, writes one at a time where the store is SQLite."""

    def __init__(self, database_url: str, *, timed: Timer = untimed) -> None:
        """Prepare the engine; nothing is connected before the first transaction.

        `timed` is entered around every transaction, with `read` or `write`.
        """
        self._timed = timed
        url = driver_url(database_url)
        self.is_sqlite = url.drivername.startswith("sqlite")
        try:
            self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        except (NoSuchModuleError, ImportError) as error:
            raise NotConfigured(f"the store's driver is not installed: {error}") from error
        self._writer = asyncio.Lock() if self.is_sqlite else None
        self._opened = not self.is_sqlite

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees one consistent state and changes nothing."""
        with self._timed("read"):
            async with self._connection() as connection:
                if not self.is_sqlite:
                    # By default each statement of a transaction sees what is committed by then.
                    await connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection to read with, each statement what is committed when it begins.

        On Postgres that spares the round trips of a transaction.
        """
        with self._timed("read"):
            async with self._connection() as connection:
                if not self.is_sqlite:
                    await connection.execution_options(isolation_level="AUTOCOMMIT")
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction: committed at the end, undone by any exception."""
        with self._timed("write"):
            async with self._writer or nullcontext(), self._connection() as connection:
                await connection.execution_options(hustings_write=True)
                async with connection.begin():
                    yield connection

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        connection = self.engine.connect()
        try:
            if not self._opened:
                # The driver's thread outlives an opening that fails, and then trips over itself.
                _open_once(self.engine.url.database or "")
                self._opened = True
            await connection.start()
        except Exception as error:
            # Every driver has errors of its own for this, some of them plain OSErrors.
            reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
            raise StoreUnreachable(f"The store cannot be reached: {reason}") from error
        try:
            yield connection
        except DBAPIError as error:
            if error.connection_invalidated:
                raise StoreUnreachable("The store's connection was lost") from error
            raise
        finally:
            await connection.close()

    async def close(self) -> None:
        """Give every connection back."""
        await self.engine.dispose()


def _open_once(path: str) -> None:
    """Open a SQLite file; a new one is nobody else's to read, as supporters' chats are in it."""
    if path != ":memory:":
        # What keeps it from being made, SQLite says in its own words.
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    sqlite3.connect(path).close()


def _postgres_engine(url: URL) -> AsyncEngine:
    # The last one given back is taken first: what it has prepared is used again.
    engine = create_async_engine(
        url, pool_size=8, max_overflow=8, pool_use_lifo=True, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        limit = f"{FROZEN * 1_000:.0f}"
        cursor.execute(f"SET SESSION idle_in_transaction_session_timeout = {limit}")
        cursor.close()
        connection.commit()

    @event.listens_for(engine.sync_engine, "checkin")
    def _used(_connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        entry.info["used"] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def _check(
        connection: DBAPIConnection, entry: ConnectionPoolEntry, _: PoolProxiedConnection
    ) -> None:
        """Replace a connection that has died; asking each time would cost a round trip."""
        if monotonic() - entry.info.get("used", monotonic()) < UNCHECKED:
            return
        try:
            connection.ping()
        except Exception as error:
            raise DisconnectionError from error

    return engine


def _sqlite_engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=4, max_overflow=4, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver must not begin transactions by itself: it would begin them as readers.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            f"busy_timeout = {BUSY_TIMEOUT}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: sqlalchemy.Connection) -> None:
        write = connection.get_execution_options().get("hustings_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
