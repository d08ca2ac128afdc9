"""`kill -9` after each step: nobody missed, and repeats only of what was being sent, flagged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest
from sqlalchemy import text

from questions.broadcast import Ambiguity
from questions.delivery import DeliveryState, Progress
from storage.database import Database
from tests.broadcasts.sending import (
    PATIENCE,
    Worker,
    add_supporters,
    everyone_got_it,
    read,
    repeated,
    rows_of,
    started,
    until,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.faults import held

PEOPLE = 300
CLAIMED, SENDING = DeliveryState.CLAIMED, DeliveryState.SENDING


patient = partial(working, BROADCAST_LEASE="60")
"""A worker whose rows nobody takes over because the machine is busy: only what was in its hands at
its death is unsure, and tests turn the clock on themselves."""


async def being_sent_after_kill(database: Database, worker: Worker, number: int) -> set[int]:
    """Kill a worker, and tell which chats' rows were being sent then."""
    await worker.kill()
    await until(partial(_nothing_runs, database))
    unsure = {row.chat_id for row in await rows_of(database, number, SENDING)}
    await let_leases_run_out(database, number)
    return unsure


async def _nothing_runs(database: Database) -> bool:
    """Say whether the store is done with whatever a dead process asked of it."""
    if database.is_sqlite:
        return True
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    async with database.reading() as connection:
        return bool((await connection.scalar(others)) == 0)


@pytest.fixture
async def chats(database: Database, telegram: TelegramEmulator) -> list[int]:
    telegram.crowd(PEOPLE)
    return await add_supporters(database, PEOPLE)


async def finish(
    database: Database, store: str, telegram: TelegramEmulator, number: int
) -> Progress:
    """Let another worker do the rest."""
    async with patient(store, telegram.url) as worker:
        progress = await until_over(database, number)
        assert await worker.stop() == 0
    return progress


async def test_killed_with_rows_claimed(
    database: Database, database_url: str, telegram: TelegramEmulator, chats: list[int]
) -> None:
    number = await started(database)
    async with patient(database_url, telegram.url, BROADCAST_PACE="20") as worker:
        await until_progress(
            database, number, lambda seen: seen.sent >= 5 and seen.open.get(CLAIMED)
        )
        unsure = await being_sent_after_kill(database, worker, number)
    assert await rows_of(database, number, CLAIMED)
    progress = await finish(database, database_url, telegram, number)
    got = telegram.deliveries()
    assert everyone_got_it(got, chats)
    assert repeated(got) <= unsure
    assert progress.sent == PEOPLE
    assert progress.repeated == len(unsure)


@asynccontextmanager
async def black_hole() -> AsyncIterator[str]:
    """A server that takes requests and never answers: nothing arrives at Telegram."""

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(swallow, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    yield f"http://{host}:{port}"
    server.close()


async def test_killed_after_the_intent_and_before_anything_arrived(
    database: Database, database_url: str, telegram: TelegramEmulator, chats: list[int]
) -> None:
    number = await started(database)
    async with (
        black_hole() as nowhere,
        patient(database_url, nowhere) as worker,
    ):
        await until_progress(database, number, lambda seen: seen.open.get(SENDING))
        unsure = await being_sent_after_kill(database, worker, number)
    progress = await finish(database, database_url, telegram, number)
    got = telegram.deliveries()
    assert unsure
    assert everyone_got_it(got, chats)
    assert repeated(got) == set()
    assert progress.repeated == len(unsure)


async def let_leases_run_out(database: Database, number: int) -> None:
    """Turn the clock on, as far as leases of dead workers go."""
    async with database.writing() as connection:
        await connection.execute(
            text(
                "UPDATE deliveries SET leased_until = '2026-01-01 00:00:00.000000'"
                " WHERE broadcast_id = :number AND leased_until IS NOT NULL"
            ),
            {"number": number},
        )


async def test_killed_with_requests_carried_out_and_not_answered(
    database: Database, database_url: str, telegram: TelegramEmulator, chats: list[int]
) -> None:
    telegram.fault(held(), times=None, skip=20)
    number = await started(database)
    async with patient(database_url, telegram.url) as worker:
        await telegram.until(lambda: telegram.count("sendMessage") >= 40, PATIENCE)
        unsure = await being_sent_after_kill(database, worker, number)
    telegram.clear_faults()
    progress = await finish(database, database_url, telegram, number)
    got = telegram.deliveries()
    assert everyone_got_it(got, chats)
    assert 0 < len(repeated(got)) <= len(unsure)
    assert repeated(got) <= unsure
    flagged = {row.chat_id for row in await rows_of(database, number) if row.maybe_duplicate}
    assert flagged == unsure
    assert progress.sent == PEOPLE


async def test_killed_where_what_is_unsure_is_held(
    database: Database, database_url: str, telegram: TelegramEmulator, chats: list[int]
) -> None:
    telegram.fault(held(), times=None, skip=20)
    number = await started(database, ambiguity=Ambiguity.HOLD)
    async with patient(database_url, telegram.url) as worker:
        await telegram.until(lambda: telegram.count("sendMessage") >= 40, PATIENCE)
        unsure = await being_sent_after_kill(database, worker, number)
    telegram.clear_faults()
    progress = await finish(database, database_url, telegram, number)
    got = telegram.deliveries()
    assert repeated(got) == set()
    assert set(got) | unsure == set(chats)
    assert progress.held == len(unsure)
    assert progress.sent == PEOPLE - len(unsure)


async def test_killed_again_and_again_while_outcomes_are_written(
    database: Database, database_url: str, telegram: TelegramEmulator, chats: list[int]
) -> None:
    number = await started(database)
    unsure: set[int] = set()
    for goal in (40, 120, 200):
        reached: Callable[[Progress], bool] = partial(has_sent, goal)
        async with patient(database_url, telegram.url) as worker:
            await until_progress(database, number, reached)
            unsure |= await being_sent_after_kill(database, worker, number)
    progress = await finish(database, database_url, telegram, number)
    got = telegram.deliveries()
    assert everyone_got_it(got, chats)
    assert repeated(got) <= unsure
    assert progress.sent == PEOPLE
    flagged = {row.chat_id for row in await rows_of(database, number) if row.maybe_duplicate}
    assert flagged == unsure


def has_sent(goal: int, progress: Progress) -> bool:
    return progress.sent >= goal


async def test_a_second_sigterm_is_not_needed_and_what_was_claimed_is_given_back(
    database: Database, database_url: str, telegram: TelegramEmulator, chats: list[int]
) -> None:
    number = await started(database)
    async with patient(database_url, telegram.url, BROADCAST_PACE="20") as worker:
        await until_progress(
            database, number, lambda seen: seen.sent >= 5 and seen.open.get(CLAIMED)
        )
        assert await worker.stop() == 0
    assert await rows_of(database, number, CLAIMED, SENDING) == []
    _, progress = await read(database, number)
    assert progress.sent == telegram.count("sendMessage")
    assert (await finish(database, database_url, telegram, number)).repeated == 0
    assert set(telegram.deliveries().values()) == {1}
    assert len(chats) == len(telegram.deliveries())
