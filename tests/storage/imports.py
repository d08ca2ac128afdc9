"""Import bundles into a store under test, and look at what that left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, func, select

from questions.bundle.parse import parse_bundle
from questions.bundle.shape import Bundle
from storage.bundle.apply import apply_import
from storage.bundle.export import export_bundle
from storage.bundle.plan import plan_import
from storage.bundle.summary import ImportSummary
from storage.database import Database
from storage.tables import aliases, audit, candidates, puttings, responses, revisions, state

OKONKWO: dict[str, Any] = {"id": "c01", "name": "Amara Okonkwo", "family_name": "Okonkwo"}
RIVERA: dict[str, Any] = {"id": "c02", "name": "Tomás Rivera"}
PUTTING: dict[str, Any] = {
    "candidate": "c01",
    "question": "8.1.1",
    "put_on": "2026-05-01",
    "channel": "letter",
    "due_on": "2026-06-01",
}
ANSWER: dict[str, Any] = {
    "candidate": "c01",
    "question": "8.1.1",
    "quote": "I will say so in public.",
    "language": "en",
    "said_on": "2026-05-20",
    "sources": [{"kind": "direct_reply", "url": "https://example.org/letter"}],
    "assessment": {"stance": "commits", "rationale": "Says so plainly."},
}
ALIAS: dict[str, Any] = {"kind": "ask", "target": "8.1", "language": "en", "text": "rope law"}
ROSTER: dict[str, list[Any]] = {
    "candidates": [OKONKWO, RIVERA],
    "aliases": [ALIAS],
    "puttings": [PUTTING],
    "responses": [ANSWER],
}


def parsed(**keys: list[Any]) -> Bundle:
    return parse_bundle([("bundle.json", json.dumps(keys))], today=datetime.now(UTC).date())


def many(people: int, questions: Sequence[str]) -> Bundle:
    """Every question answered by so many candidates."""
    return parsed(
        candidates=[{"id": f"p{n:05}", "name": f"Person {n}"} for n in range(people)],
        responses=[
            ANSWER | {"candidate": f"p{n:05}", "question": question, "quote": f"{n}: {question}"}
            for n in range(people)
            for question in questions
        ],
    )


def quiet(_done: int, _total: int) -> None:
    pass


async def bring_in(
    database: Database,
    bundle: Bundle | None = None,
    *,
    operator: str = "anna",
    publish: bool = True,
) -> ImportSummary:
    """Import and by default publish a bundle, the roster where none is given."""
    async with database.reading() as connection:
        plan = await plan_import(
            connection,
            parsed(**ROSTER) if bundle is None else bundle,
            operator=operator,
            publish=publish,
        )
    return await apply_import(database, plan, progress=quiet)


async def taken_out(database: Database) -> Bundle:
    async with database.reading() as connection:
        return await export_bundle(connection)


async def rows_of(database: Database, table: Table) -> list[dict[str, Any]]:
    async with database.reading() as connection:
        rows = await connection.execute(select(table).order_by(*table.primary_key))
        return [dict(row._mapping) for row in rows]


async def everything(database: Database) -> dict[str, Any]:
    """All that an import can touch."""
    tables = (candidates, aliases, puttings, responses, revisions, audit, state)
    return {table.name: await rows_of(database, table) for table in tables}


async def count(database: Database, table: Table) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table)) or 0)
