"""One place opens transactions, and the database itself refuses what must never be."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from questions.errors import NotConfigured, StoreUnreachable
from storage.database import Database
from storage.supporters import export, greet
from storage.tables import candidates, responses, revisions

BIG_CHAT = -1_009_999_999_999


async def test_what_fails_half_way_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as connection:
            await greet(connection, 1, language="en")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.reading() as connection:
        assert await export(connection, 1) == {}


async def test_writers_take_turns_and_all_get_through(database: Database) -> None:
    async def write(chat: int) -> None:
        async with database.writing() as connection:
            await greet(connection, chat, language=None)

    await asyncio.gather(*(write(chat) for chat in range(30)))
    async with database.reading() as connection:
        assert all([await export(connection, chat) for chat in range(30)])


async def test_a_reader_sees_what_was_committed_and_nothing_else(database: Database) -> None:
    async with database.writing() as writing:
        await greet(writing, BIG_CHAT, language=None)
        async with database.reading() as reading:
            assert await export(reading, BIG_CHAT) == {}
    async with database.reading() as reading:
        assert (await export(reading, BIG_CHAT))["chat_id"] == BIG_CHAT


async def test_a_reader_sees_one_state_however_often_it_looks(database: Database) -> None:
    async with database.reading() as reading:
        assert await export(reading, BIG_CHAT) == {}
        async with database.writing() as writing:
            await greet(writing, BIG_CHAT, language=None)
        assert await export(reading, BIG_CHAT) == {}


@pytest.fixture
async def response(database: Database) -> int:
    async with database.writing() as connection:
        await connection.execute(insert(candidates).values(id="c01", name="A", aliases=[]))
        made = await connection.execute(
            insert(responses)
            .values(candidate_id="c01", edition_id="un-sg-2016", question_id="8.1.1")
            .returning(responses.c.id)
        )
        return int(made.scalar_one())


def revision(response: int, **changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "response_id": response,
        "kind": "first",
        "state": "published",
        "number": 1,
        "stands": True,
        "declines": False,
        "quote": "Yes.",
        "said_on": date(2026, 5, 20),
        "sources": [],
        "imported_by": "somebody",
        "created_at": now,
        "published_at": now,
        **changes,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"imported_by": None},
        {"number": None},
        {"published_at": None},
        {"state": "draft"},
        {"quote": None},
        {"said_on": None},
        {"kind": "retraction", "reason": None},
    ],
)
async def test_the_database_refuses_a_revision_that_must_never_be(
    database: Database, response: int, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(insert(revisions).values(**revision(response, **changes)))


async def test_only_one_revision_of_a_response_stands(database: Database, response: int) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(revisions).values(**revision(response)))
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(insert(revisions).values(**revision(response, number=2)))
    async with database.reading() as connection:
        assert len((await connection.execute(select(revisions))).all()) == 1


async def test_a_response_to_a_question_of_no_edition_is_refused(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(candidates).values(id="c02", name="B", aliases=[]))
    unknown = insert(responses).values(
        candidate_id="c02", edition_id="un-sg-2016", question_id="99.1.1"
    )
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await connection.execute(unknown)


async def test_a_server_that_cannot_be_reached_is_said_plainly() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(StoreUnreachable, match="cannot be reached"):
        async with database.reading():
            pass
    await database.close()


@pytest.mark.parametrize(
    "url",
    ["", "mysql://x/y", "hustings.db", "://", "sqlite://", "postgresql://", "postgresql://me@db"],
)
def test_a_store_of_another_kind_is_refused_plainly(url: str) -> None:
    with pytest.raises(NotConfigured, match="DATABASE_URL"):
        Database(url)


async def test_a_process_that_stands_still_in_a_transaction_does_not_hold_the_others_up(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.FROZEN", 0.1)
    frozen, other = Database(postgres_url), Database(postgres_url)
    lock = text("LOCK TABLE lanes IN ACCESS EXCLUSIVE MODE")

    async def stand_still() -> None:
        async with frozen.writing() as connection:
            await connection.execute(lock)
            async with other.writing() as another:
                await another.execute(lock)
            await connection.execute(text("SELECT 1"))

    with pytest.raises(StoreUnreachable):
        await stand_still()
    await frozen.close()
    await other.close()


@pytest.mark.parametrize("unchecked", [0.0, 60.0])
async def test_a_connection_that_was_cut_is_an_outage_and_is_replaced(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, unchecked: float
) -> None:
    """It is replaced at once where it is looked at, and else said to be lost once."""
    monkeypatch.setattr("storage.database.UNCHECKED", unchecked)
    database = Database(postgres_url)
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other = Database(postgres_url)
    async with database.reading() as connection:
        await connection.execute(text("SELECT 1"))
    async with other.reading() as connection:
        await connection.execute(cut)
    expected = nullcontext() if unchecked == 0.0 else pytest.raises(StoreUnreachable)
    with expected:
        async with database.reading() as connection:
            await connection.execute(text("SELECT 1"))
    async with database.glancing() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await other.close()
    await database.close()
