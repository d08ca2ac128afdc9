"""Stores to test on: a migrated SQLite file copied for each test, and Postgres where there is one.

`HUSTINGS_TEST_POSTGRES` names a server (postgresql://user@host/database) on which tests may make
and drop databases of their own. Without it the Postgres tests are skipped and say so, unless
`HUSTINGS_REQUIRE_POSTGRES` is set, as CI does: then the run fails.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.actions.setup import prepare
from storage.database import Database

POSTGRES = os.environ.get("HUSTINGS_TEST_POSTGRES")


def pytest_xdist_auto_num_workers() -> int:
    """Most of these tests wait for processes of their own: two at once for each core."""
    return 2 * (os.cpu_count() or 1)


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("HUSTINGS_REQUIRE_POSTGRES") and not POSTGRES:
        raise pytest.UsageError("HUSTINGS_REQUIRE_POSTGRES is set, HUSTINGS_TEST_POSTGRES is not")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest schema, with the bundled agenda loaded."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    asyncio.run(_prepared(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The same as a Postgres database, to be copied."""
    if not POSTGRES:
        pytest.skip("HUSTINGS_TEST_POSTGRES names no server")
    with _postgres_database() as url:
        asyncio.run(_prepared(url))
        yield url


async def _prepared(url: str) -> None:
    database = Database(url)
    await prepare(database)
    await database.close()


@contextmanager
def _postgres_database(template: str | None = None) -> Iterator[str]:
    """Make a database, copied from a template where one is named, and drop it at the end."""
    name = f"hustings_{uuid.uuid4().hex[:12]}"
    copied = f" TEMPLATE {make_url(template).database}" if template else ""
    asyncio.run(_on_postgres(f"CREATE DATABASE {name}{copied}"))
    try:
        yield make_url(POSTGRES or "").set(database=name).render_as_string(hide_password=False)
    finally:
        asyncio.run(_on_postgres(f"DROP DATABASE {name} WITH (FORCE)"))


async def _on_postgres(statement: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    await connection.execute(statement)
    await connection.close()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite store."""
    path = tmp_path / "hustings.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh Postgres store."""
    with _postgres_database(request.getfixturevalue("postgres_template")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh store on either."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh store on either, open."""
    opened = Database(database_url)
    yield opened
    await opened.close()
