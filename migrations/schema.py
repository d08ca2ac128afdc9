"""The store's schema: which one it has, which one the code needs, and the way between them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from questions.errors import StoreNotReady
from storage.database import Database

MIGRATION_LOCK = 0x48757374
"""Postgres's advisory lock that only one migrating process holds at a time."""


def config(connection: Connection | None = None) -> Config:
    """Make Alembic's configuration, bound to a connection where one is given."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def newest() -> str:
    """Return the revision that this code needs."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise StoreNotReady("this copy of Hustings has no migrations")
    return head


async def current(database: Database) -> str | None:
    """Return the revision that the store has; None for an empty store."""
    async with database.reading() as connection:
        return await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )


async def migrate(database: Database, revision: str = "head") -> None:
    """Bring the store up to a revision; processes that start together wait for one another.

    Raises StoreNotReady where the store is newer than this code.
    """
    async with database.writing() as connection:
        if not database.is_sqlite:
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK}
            )
        await connection.run_sync(_refuse_newer)
        await connection.run_sync(lambda sync: command.upgrade(config(sync), revision))


async def downgrade(database: Database, revision: str) -> None:
    """Take the store back to a revision, `base` for nothing at all."""
    async with database.writing() as connection:
        await connection.run_sync(lambda sync: command.downgrade(config(sync), revision))


async def require_newest(database: Database) -> None:
    """Raise StoreNotReady, with the command that mends it, unless the store is the code's."""
    has = await current(database)
    if has is None:
        raise StoreNotReady("The store is empty. Run `hustings migrate`.")
    if has != newest():
        _refuse_unknown(has)
        raise StoreNotReady("The store is older than this version. Run `hustings migrate`.")


def is_older(revision: str) -> bool:
    """Say whether a store at a revision needs to be migrated. Raises StoreNotReady if newer."""
    _refuse_unknown(revision)
    return revision != newest()


def _refuse_newer(sync: Connection) -> None:
    has = MigrationContext.configure(sync).get_current_revision()
    if has is not None:
        _refuse_unknown(has)


def _refuse_unknown(revision: str) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if revision not in known:
        raise StoreNotReady(
            "The store was made by a newer version of Hustings. Update this copy: git pull."
        )
