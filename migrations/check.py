"""`python -m migrations.check`: whether the migrations make just what storage/tables says."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from alembic import command

from migrations.schema import config, migrate
from storage.database import Database


async def check() -> None:
    """Migrate an empty SQLite file and compare; raises what `alembic check` raises."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'check.db'}")
        await migrate(database)
        async with database.reading() as connection:
            await connection.run_sync(lambda sync: command.check(config(sync)))
        await database.close()


if __name__ == "__main__":
    asyncio.run(check())
