"""Each kind of error goes its way: a table, and what the supporters' side learns from it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from bot.actions import broadcasts
from questions.broadcast import Ambiguity
from storage import supporters
from storage.database import Database
from tests.broadcasts.sending import (
    add_supporters,
    rows_of,
    started,
    until,
    until_over,
    working,
)
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.faults import (
    Trouble,
    blocked,
    chat_not_found,
    deactivated,
    dropped,
    kicked,
    lost_reply,
    refused,
    server_error,
    too_many_requests,
)

HOLD, RESEND = Ambiguity.HOLD, Ambiguity.RESEND

ERRORS = [
    # trouble, what is done if unsure, state, reason, times it arrived, flagged, still reachable
    (blocked(), RESEND, "failed", "blocked", 0, False, False),
    (deactivated(), RESEND, "failed", "blocked", 0, False, False),
    (kicked(), RESEND, "failed", "blocked", 0, False, False),
    (chat_not_found(), RESEND, "failed", "gone", 0, False, False),
    (refused(400, "Bad Request: message is too long"), RESEND, "failed", "refused", 0, False, True),
    (too_many_requests(1), RESEND, "sent", None, 1, False, True),
    (too_many_requests(1), HOLD, "sent", None, 1, False, True),
    (server_error(502), RESEND, "sent", None, 1, True, True),
    (server_error(500), HOLD, "held", "ambiguous", 0, False, True),
    (dropped(), RESEND, "sent", None, 1, True, True),
    (dropped(), HOLD, "held", "ambiguous", 0, False, True),
    (lost_reply(), RESEND, "sent", None, 2, True, True),
    (lost_reply(), HOLD, "held", "ambiguous", 1, False, True),
]


@pytest.mark.parametrize(
    ("trouble", "unsure", "state", "reason", "arrived", "flagged", "reachable"), ERRORS
)
async def test_each_kind_of_error_goes_its_way(
    database: Database,
    database_url: str,
    telegram: TelegramEmulator,
    trouble: Trouble,
    unsure: Ambiguity,
    state: str,
    reason: str | None,
    arrived: int,
    *,
    flagged: bool,
    reachable: bool,
) -> None:
    telegram.crowd(3)
    chats = await add_supporters(database, 3)
    telegram.fault(trouble, chat=chats[1])
    number = await started(database, ambiguity=unsure)
    async with working(database_url, telegram.url):
        await until_over(database, number)
    (row,) = [row for row in await rows_of(database, number) if row.chat_id == chats[1]]
    assert (row.state, row.reason, row.maybe_duplicate) == (state, reason, flagged)
    assert telegram.deliveries()[chats[1]] == arrived
    assert [telegram.deliveries()[chat] for chat in (chats[0], chats[2])] == [1, 1]
    async with database.reading() as connection:
        kept = await supporters.export(connection, chats[1])
    assert (kept["unreachable_at"] is None) == reachable


async def test_an_answer_that_never_comes_is_unsure_and_a_refused_connection_is_not(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(3)
    await add_supporters(database, 3)
    number = await started(database, ambiguity=HOLD)
    # Nothing listens there: nothing can have arrived, so nothing is held.
    async with working(database_url, "http://127.0.0.1:9") as worker:
        await until(partial(rows_of, database, number), tried_twice)
        assert await worker.stop() == 0
    assert {row.state for row in await rows_of(database, number)} == {"pending"}
    async with working(database_url, telegram.url):
        progress = await until_over(database, number)
    assert (progress.sent, progress.held, progress.repeated) == (3, 0, 0)


def tried_twice(rows: list[Any]) -> bool:
    return len(rows) == 3 and all(row.attempts >= 2 for row in rows)


async def test_a_group_that_moved_is_followed_and_gets_it_once(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    ada = telegram.person()
    old = telegram.group(administrators=[ada], supergroup=False)
    await add_supporters(database, 1, first=old.id)
    new = telegram.migrate(old, by=ada)
    number = await started(database)
    async with working(database_url, telegram.url):
        progress = await until_over(database, number)
    assert progress.sent == 1
    assert telegram.deliveries() == {new.id: 1}
    async with database.reading() as connection:
        assert (await supporters.export(connection, new.id))["chat_id"] == new.id


async def test_what_failed_is_tried_again_and_nobody_else_is(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(6)
    chats = await add_supporters(database, 6)
    telegram.block(chats[0])
    telegram.fault(refused(400, "Bad Request: something odd"), chat=chats[1])
    async with working(database_url, telegram.url):
        number = await started(database)
        progress = await until_over(database, number)
        assert progress.failed == {"blocked": 1, "refused": 1}
        assert await broadcasts.retry_failed(database, number, actor="operator:ann") == 2
        progress = await until_over(database, number)
    assert progress.sent == 5
    assert progress.skipped == {"unreachable": 1}
    assert set(telegram.deliveries().values()) == {1}


async def test_what_is_held_is_sent_again_only_where_that_is_asked_for(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(3)
    chats = await add_supporters(database, 3)
    telegram.fault(dropped(), chat=chats[1])
    async with working(database_url, telegram.url):
        number = await started(database, ambiguity=HOLD)
        assert (await until_over(database, number)).held == 1
        assert await broadcasts.retry_failed(database, number, actor="operator:ann") == 0
        again = await broadcasts.retry_failed(database, number, actor="operator:ann", held=True)
        assert again == 1
        progress = await until_over(database, number)
    assert (progress.sent, progress.held, progress.repeated) == (3, 0, 1)
