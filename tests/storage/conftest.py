"""A store to review in."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from storage.database import Database
from storage.tables import candidates


@pytest.fixture
async def store(database: Database) -> Database:
    async with database.writing() as connection:
        await connection.execute(
            insert(candidates).values(id="c01", name="Amara Okonkwo", aliases=[])
        )
    return database
