"""Nothing that arrived is lost, nothing is handled twice, nothing is kept once it is answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from storage.database import Database
from storage.inbox import (
    KEPT,
    Arrival,
    mark_handled,
    mark_sent,
    purge,
    read_open,
    take_in,
)
from storage.tables import inbox

FIRST = Arrival("1", "7", {"text": "half a pair \ud83d, and \0"})
SECOND = Arrival("2", "7", {"text": "again"})
REPLY = [{"method": "sendMessage", "params": {"text": "answer"}}]


@pytest.fixture
async def taken(database: Database) -> Database:
    async with database.writing() as connection:
        await take_in(connection, "telegram", [FIRST, SECOND])
    return database


async def test_what_arrives_twice_is_taken_in_once(taken: Database) -> None:
    third = Arrival("3", "8", {"text": "new"})
    async with taken.writing() as connection:
        assert await take_in(connection, "telegram", [SECOND, third]) == [third]


async def test_what_was_not_handled_is_found_again_in_its_order(taken: Database) -> None:
    async with taken.reading() as connection:
        assert await read_open(connection, "telegram", "7", limit=10) == [FIRST, SECOND]


async def test_a_reply_is_kept_until_it_was_sent_and_then_nothing_is(taken: Database) -> None:
    async with taken.writing() as connection:
        await mark_handled(connection, "telegram", [("1", REPLY)])
    async with taken.reading() as connection:
        assert (await read_open(connection, "telegram", "7", limit=10))[0] == Arrival(
            "1", "7", None, REPLY
        )
    async with taken.writing() as connection:
        await mark_sent(connection, "telegram", ["1", "2"])
    async with taken.reading() as connection:
        assert await read_open(connection, "telegram", "7", limit=10) == []
        rows = (await connection.execute(select(inbox))).all()
    assert [(row.body, row.reply, row.chat) for row in rows] == [(None, None, None)] * 2


async def test_what_was_handled_is_not_taken_in_again(taken: Database) -> None:
    async with taken.writing() as connection:
        await mark_sent(connection, "telegram", ["1"])
        assert await take_in(connection, "telegram", [FIRST]) == []


async def test_old_marks_go_and_open_work_stays(taken: Database) -> None:
    async with taken.writing() as connection:
        await mark_sent(connection, "telegram", ["1"])
        await connection.execute(update(inbox).values(received_at=datetime.now(UTC) - 2 * KEPT))
        await purge(connection)
        assert await read_open(connection, "telegram", "7", limit=10) == [SECOND]
        assert await take_in(connection, "telegram", [FIRST]) == [FIRST]
