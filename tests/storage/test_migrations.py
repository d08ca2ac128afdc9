"""Every migration goes up, down and up again, and makes what the code's tables say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from bot.actions.setup import prepare
from migrations.schema import config, current, downgrade, migrate, newest, require_newest
from questions.errors import StoreNotReady
from storage.agenda import has_agenda
from storage.database import Database


async def test_the_migrations_make_the_tables_that_the_code_uses(database: Database) -> None:
    async with database.reading() as connection:
        await connection.run_sync(lambda sync: command.check(config(sync)))


async def test_every_migration_goes_up_down_and_up_again(database: Database) -> None:
    await downgrade(database, "base")
    assert await current(database) is None
    await migrate(database)
    assert await current(database) == newest()
    async with database.reading() as connection:
        await connection.run_sync(lambda sync: command.check(config(sync)))


async def test_an_empty_store_says_which_command_mends_it(database: Database) -> None:
    await downgrade(database, "base")
    with pytest.raises(StoreNotReady, match="hustings migrate"):
        await require_newest(database)


async def test_a_store_newer_than_the_code_is_not_touched(database: Database) -> None:
    await pretend(database, "9999")
    for refusing in (require_newest, migrate):
        work: Callable[[Database], Any] = refusing
        with pytest.raises(StoreNotReady, match="newer version"):
            await work(database)


async def pretend(database: Database, revision: str) -> None:
    async with database.writing() as connection:
        statement = text("UPDATE alembic_version SET version_num = :revision")
        await connection.execute(statement, {"revision": revision})


async def test_preparing_a_store_twice_loads_the_agenda_once(database: Database) -> None:
    assert await prepare(database) is False
    async with database.reading() as connection:
        assert await has_agenda(connection)


async def test_processes_that_start_together_prepare_a_store_once(database: Database) -> None:
    await downgrade(database, "base")
    url = database.engine.url.render_as_string(hide_password=False)
    others = [Database(url) for _ in range(3)]
    loaded = await asyncio.gather(*(prepare(other) for other in others))
    assert sorted(loaded) == [False, False, True]
    for other in others:
        await other.close()
