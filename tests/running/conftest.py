"""A store with the sample roster that no process has open."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests.samples import stock


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> str:
    """The sample roster, on either database."""
    database = Database(database_url)
    await stock(database, tmp_path)
    await database.close()
    return database_url
