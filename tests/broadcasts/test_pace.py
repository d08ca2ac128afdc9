"""The pace is shared by every worker, and one worker's 429 stops them all."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from sqlalchemy import select

from questions.delivery import DeliveryState
from questions.pace import AHEAD, free_slots
from storage.broadcasts import claims, drafts, snapshot
from storage.broadcasts.lanes import block, hold_lane, open_lane
from storage.clock import now
from storage.database import Database
from storage.tables import lanes
from tests.broadcasts.sending import (
    add_supporters,
    everyone_got_it,
    read,
    repeated,
    started,
    until,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import RemoteTelegram
from tests.emulators.telegram.faults import held, too_many_requests

BOT = "4242"
TELEGRAMS_LIMIT = 30
PACE = 25


@pytest.mark.parametrize("workers", [2, 4])
async def test_workers_together_keep_to_telegrams_limit(
    database: Database, database_url: str, far_telegram: RemoteTelegram, workers: int
) -> None:
    chats = await add_supporters(database, 130)
    number = await started(database)
    async with AsyncExitStack() as stack:
        for _ in range(workers):
            await stack.enter_async_context(
                working(database_url, far_telegram.url, BROADCAST_PACE=str(PACE))
            )
        progress = await until_over(database, number)
    got = await far_telegram.deliveries()
    assert everyone_got_it(got, chats)
    assert repeated(got) == set()
    assert progress.repeated == 0
    assert await far_telegram.max_in_any_second("sendMessage") <= TELEGRAMS_LIMIT


async def test_slots_granted_to_any_number_of_claimers_never_exceed_the_pace(
    database: Database, database_url: str
) -> None:
    await add_supporters(database, 500)
    await started(database)
    async with database.writing() as connection:
        await drafts.start_due(connection)
        await snapshot.add_chunk(connection)
        await open_lane(connection, BOT, pace=100)
        began = await now(connection)
    others = [Database(database_url) for _ in range(4)]
    slots: list[float] = []

    async def ask(store: Database, lease: str) -> None:
        for _ in range(25):
            async with store.writing() as connection:
                claim = await claims.claim(connection, BOT, lease, most=7, seconds=60)
            slots.extend(row.slot for row in claim.rows if row.slot is not None)

    await asyncio.gather(*(ask(store, f"w{place}") for place, store in enumerate(others)))
    async with database.reading() as connection:
        lasted = (await now(connection) - began).total_seconds()
    for store in others:
        await store.close()
    assert slots
    assert len(slots) <= 100 * (lasted + AHEAD) + 1


def test_slots_are_evenly_spaced_and_a_missed_one_is_gone() -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    slots = free_slots(at, at, PACE, 100)
    waits = slots.waits(at)
    assert slots.count == 1 + AHEAD * PACE
    assert all(abs(after - before - 1 / PACE) < 1e-6 for before, after in pairwise(waits))
    assert free_slots(slots.after(slots.count), at, PACE, 100).count == 0
    later = datetime(2026, 5, 2, tzinfo=UTC)
    assert free_slots(at, later, PACE, 100).count == slots.count


async def test_a_429_stops_every_worker_until_its_time_whatever_else_finishes(
    database: Database, database_url: str, far_telegram: RemoteTelegram
) -> None:
    chats = await add_supporters(database, 60)
    slow = await far_telegram.fault(held(), times=3)
    await far_telegram.fault(too_many_requests(4), times=1, skip=10)
    number = await started(database)
    async with AsyncExitStack() as stack:
        for _ in range(3):
            settings = {"BROADCAST_PACE": str(PACE), "BROADCAST_LEASE": "30"}
            await stack.enter_async_context(working(database_url, far_telegram.url, **settings))
        await until(lambda: blocked_until(database))
        # Those three alone are still on their way: whatever was claimed is given back.
        await until_progress(
            database, number, lambda seen: seen.open.get(DeliveryState.SENDING) == 3
        )
        before = await far_telegram.count("sendMessage")
        await far_telegram.release(slow)
        await until_progress(
            database, number, lambda seen: not seen.open.get(DeliveryState.SENDING)
        )
        _, progress = await read(database, number)
        assert progress.sent == before - 1
        await far_telegram.wait_for_calls("sendMessage", before + 1)
        progress = await until_over(database, number)
    (refused,) = [each for each in await far_telegram.calls("sendMessage") if each.status == 429]
    times = await far_telegram.times("sendMessage")
    assert times[before] >= refused.at + 4
    got = await far_telegram.deliveries()
    assert everyone_got_it(got, chats)
    assert repeated(got) == set()


async def blocked_until(database: Database) -> datetime | None:
    async with database.reading() as connection:
        return await connection.scalar(select(lanes.c.blocked_until))


async def test_a_shorter_block_leaves_a_longer_one_and_new_workers_find_it(
    database: Database,
) -> None:
    async with database.writing() as connection:
        await open_lane(connection, BOT, pace=PACE)
        await block(connection, BOT, 3_600)
        await block(connection, BOT, 1)
        await open_lane(connection, BOT, pace=PACE)
        lane = await hold_lane(connection, BOT)
        at = await now(connection)
        claim = await claims.claim(connection, BOT, "w", most=5, seconds=60)
    assert lane.blocked_until is not None
    assert (lane.blocked_until - at).total_seconds() > 3_500
    assert claim.rows == ()
    assert claim.ask_in is not None
    assert claim.ask_in > 3_500
