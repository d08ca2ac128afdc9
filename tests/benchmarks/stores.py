"""Stores to measure: a SQLite file, and Postgres where `HUSTINGS_TEST_POSTGRES` names a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

POSTGRES = os.environ.get("HUSTINGS_TEST_POSTGRES")


@asynccontextmanager
async def empty_stores(folder: Path) -> AsyncIterator[dict[str, str]]:
    """Name the URLs of an empty store of each kind; the Postgres one is dropped at the end."""
    stores = {"SQLite": f"sqlite:///{folder / 'hustings.db'}"}
    if not POSTGRES:
        yield stores
        return
    name = f"hustings_bench_{uuid.uuid4().hex[:12]}"
    await _execute(f"CREATE DATABASE {name}")
    try:
        url = make_url(POSTGRES).set(database=name)
        yield stores | {"Postgres": url.render_as_string(hide_password=False)}
    finally:
        await _execute(f"DROP DATABASE {name} WITH (FORCE)")


async def _execute(statement: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    await connection.execute(statement)
    await connection.close()
