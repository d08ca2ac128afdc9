"""A long import lets others in between, tells how far it is, and survives its own death."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from questions.bundle import json_form
from questions.bundle.shape import Bundle
from storage import audit
from storage.bundle.apply import apply_import
from storage.bundle.plan import CHUNK, ImportPlan, plan_import
from storage.database import Database
from storage.tables import audit as audit_table
from storage.tables import revisions
from tests.storage.imports import (
    ANSWER,
    OKONKWO,
    bring_in,
    count,
    many,
    parsed,
    quiet,
    rows_of,
    taken_out,
)

TWENTY = [f"1.{ask}.1" for ask in range(1, 11)] + [
    "3.1.1", "3.2.1", "3.3.1", "3.4.1", "3.5.1", "5.1.1", "5.2.1", "5.3.1", "5.4.1", "8.1.1",
]  # fmt: skip

PROGRAM = """
import asyncio, sys
from itertools import pairwise
from pathlib import Path
from bot.actions.exchange import import_files
from storage.database import Database

async def main(url, path):
    tell = lambda done, total: print(done, flush=True)
    await import_files(Database(url), [Path(path)], operator="anna", publish=True, progress=tell)

asyncio.run(main(*sys.argv[1:]))
"""


async def planned(database: Database, bundle: Bundle) -> ImportPlan:
    async with database.reading() as connection:
        return await plan_import(connection, bundle, operator="anna", publish=True)


async def test_progress_of_a_long_import_only_ever_grows(database: Database) -> None:
    bundle = many(1_000, TWENTY)
    told: list[tuple[int, int]] = []
    plan = await planned(database, bundle)
    await apply_import(database, plan, progress=lambda done, total: told.append((done, total)))
    done = [each for each, _ in told]
    assert done == sorted(set(done))
    assert told[-1] == (21_000, 21_000)
    assert {total for _, total in told} == {21_000}
    assert max(b - a for a, b in pairwise(done)) <= CHUNK
    assert await count(database, revisions) == 20_000


async def test_another_writer_gets_in_between(database: Database, database_url: str) -> None:
    plan = await planned(database, many(200, TWENTY))
    first_chunk = asyncio.Event()
    elsewhere = Database(database_url)

    async def write() -> None:
        await first_chunk.wait()
        async with elsewhere.writing() as connection:
            await audit.record(connection, actor="other", action="test", subject="in between")

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(write())
        await apply_import(database, plan, progress=lambda *_: first_chunk.set())
    await elsewhere.close()
    actors = [row["actor"] for row in await rows_of(database, audit_table)]
    assert "other" in actors
    assert "anna" in actors[: actors.index("other")]
    assert "anna" in actors[actors.index("other") :]


async def test_what_another_writer_did_since_the_plan_is_kept(database: Database) -> None:
    plan = await planned(database, parsed(candidates=[OKONKWO], responses=[ANSWER]))
    other = ANSWER | {"quote": "I said it otherwise."}
    await bring_in(database, parsed(candidates=[OKONKWO], responses=[other]), operator="bert")
    summary = await apply_import(database, plan, progress=quiet)
    first, second = await rows_of(database, revisions)
    assert (first["number"], first["quote"], first["stands"]) == (1, other["quote"], False)
    assert (second["number"], second["quote"], second["stands"]) == (2, ANSWER["quote"], True)
    assert (summary.candidates.unchanged, summary.responses.changed) == (1, 1)


async def test_two_imports_at_once_say_nothing_twice(database: Database, database_url: str) -> None:
    elsewhere = Database(database_url)
    bundle = many(200, TWENTY)
    plans = await planned(database, bundle), await planned(elsewhere, bundle)
    async with asyncio.TaskGroup() as tasks:
        one = tasks.create_task(apply_import(database, plans[0], progress=quiet))
        two = tasks.create_task(apply_import(elsewhere, plans[1], progress=quiet))
    await elsewhere.close()
    new = one.result().responses.new + two.result().responses.new
    assert new == await count(database, revisions) == 4_000


@pytest.fixture
async def uninterrupted(sqlite_template: Path, tmp_path: Path) -> Database:
    """Another fresh store, for an import that nothing disturbs."""
    shutil.copy(sqlite_template, tmp_path / "uninterrupted.db")
    return Database(f"sqlite:///{tmp_path / 'uninterrupted.db'}")


async def test_an_import_that_was_killed_goes_on_where_it_was(
    database: Database, database_url: str, uninterrupted: Database, tmp_path: Path
) -> None:
    bundle = many(300, TWENTY)
    path = tmp_path / "long.json"
    path.write_text("".join(json_form.write(bundle)), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, database_url, path, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    while int(await process.stdout.readline()) < 1_500:
        pass
    process.send_signal(signal.SIGKILL)
    await process.wait()

    part = await count(database, revisions)
    assert 0 < part < 6_000
    summary = await bring_in(database, bundle)
    assert summary.responses.unchanged >= part - CHUNK
    assert summary.candidates.unchanged == 300

    await bring_in(uninterrupted, bundle)
    assert await taken_out(database) == await taken_out(uninterrupted)
    for table in (revisions, audit_table):
        assert await count(database, table) == await count(uninterrupted, table)
    assert {row["number"] for row in await rows_of(database, revisions)} == {1}
    await uninterrupted.close()
