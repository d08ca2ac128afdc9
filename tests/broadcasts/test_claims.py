"""A claim never takes more than it asks for, and what is no longer mine is neither sent nor
overwritten."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from bot.actions import broadcasts
from questions.broadcast import State
from questions.delivery import DeliveryState, Failed, Reason, Sent
from storage.broadcasts import claims, drafts, outcomes, reaper, snapshot
from storage.broadcasts.claims import Claim, Parcel
from storage.broadcasts.lanes import open_lane
from storage.broadcasts.outcomes import Report
from storage.database import Database
from storage.tables import deliveries
from tests.broadcasts.sending import add_supporters, read, rows_of, started, until

BOT = "4242"
MILLION = 1_000_000
MANY_ROWS = """
    INSERT INTO deliveries
        (broadcast_id, chat_id, state, due_at, attempts, maybe_duplicate)
    {numbers}
    SELECT :number, n, 'pending', :due, 0, false FROM numbers
"""
SQLITE_NUMBERS = """
    WITH RECURSIVE numbers(n) AS (SELECT 2000001 UNION ALL SELECT n + 1 FROM numbers
        WHERE n < 2000000 + :many)
"""
POSTGRES_NUMBERS = """
    WITH numbers(n) AS (SELECT CAST(2000000 + g AS bigint) FROM
        generate_series(1, CAST(:many AS integer)) g)
"""


async def running(database: Database, people: int) -> int:
    """Start a broadcast and take its snapshot."""
    await add_supporters(database, people)
    number = await started(database)
    async with database.writing() as connection:
        await open_lane(connection, BOT, pace=0)
        await drafts.start_due(connection)
        await snapshot.add_chunk(connection)
    return number


async def take(database: Database, most: int, lease: str = "mine", seconds: float = 60) -> Claim:
    async with database.writing() as connection:
        return await claims.claim(connection, BOT, lease, most=most, seconds=seconds)


async def claimed_in_store(database: Database) -> int:
    query = text("SELECT count(*) FROM deliveries WHERE state = 'claimed'")
    async with database.reading() as connection:
        return int(await connection.scalar(query) or 0)


@pytest.mark.parametrize("many", [0, MILLION], ids=["few", "a million"])
@pytest.mark.parametrize("analysed", [False, True], ids=["un-analysed", "analysed"])
async def test_a_claim_of_k_rows_never_takes_more_than_k(
    database: Database, database_url: str, many: int, *, analysed: bool
) -> None:
    number = await running(database, 600)
    if many:
        numbers = SQLITE_NUMBERS if database.is_sqlite else POSTGRES_NUMBERS
        due = datetime(2026, 5, 1, tzinfo=UTC)
        stored = due.strftime("%Y-%m-%d %H:%M:%S.%f") if database.is_sqlite else due
        async with database.writing() as connection:
            await connection.execute(
                text(MANY_ROWS.format(numbers=numbers)),
                {"number": number, "due": stored, "many": many},
            )
    if analysed:
        async with database.writing() as connection:
            await connection.execute(text("ANALYZE deliveries"))
    stores = [Database(database_url) for _ in range(4)]
    total = 0
    for most in (1, 2, 7, 100):
        found = await asyncio.gather(
            *(take(store, most, f"w{place}") for place, store in enumerate(stores))
        )
        assert [len(each.rows) for each in found] == [most] * 4
        ids = [row.id for each in found for row in each.rows]
        assert len(ids) == len(set(ids))
        total += 4 * most
        assert await claimed_in_store(database) == total
    for store in stores:
        await store.close()


async def run_out(database: Database) -> None:
    """Let every lease run out."""
    async with database.writing() as connection:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.leased_until.is_not(None))
            .values(leased_until=datetime.now(UTC) - timedelta(seconds=1))
        )


async def begin(database: Database, ids: list[int], lease: str = "mine") -> list[Parcel]:
    async with database.writing() as connection:
        begun = await claims.begin(connection, BOT, lease, ids, seconds=60)
    return list(begun.values())


async def test_a_claim_whose_lease_ran_out_sends_nothing(database: Database) -> None:
    await running(database, 10)
    ids = [row.id for row in (await take(database, 10)).rows]
    await run_out(database)
    assert await begin(database, ids) == []
    async with database.writing() as connection:
        await reaper.reap(connection)
    assert await begin(database, ids) == []
    others = [row.id for row in (await take(database, 10, "theirs")).rows]
    assert sorted(others) == sorted(ids)
    assert await begin(database, ids) == []
    assert len(await begin(database, others, "theirs")) == 10


async def test_an_outcome_after_the_lease_overwrites_nothing(database: Database) -> None:
    number = await running(database, 2)
    ids = [row.id for row in (await take(database, 2)).rows]
    mine = await begin(database, ids)
    await run_out(database)
    async with database.writing() as connection:
        assert await reaper.reap(connection) == 2
    await take(database, 2, "theirs")
    theirs = await begin(database, ids, "theirs")
    for lease, outcome, parcels in (
        ("mine", Sent(111), mine),
        ("theirs", Sent(222), theirs),
        ("mine", Failed(Reason.REFUSED), mine),
        ("mine", Sent(333), mine),
    ):
        async with database.writing() as connection:
            reports = [Report(parcel, outcome) for parcel in parcels]
            await outcomes.write(connection, BOT, lease, reports)
    rows = await rows_of(database, number)
    assert [(row.state, row.message_id) for row in rows] == [(DeliveryState.SENT, 222)] * 2
    assert all(row.maybe_duplicate for row in rows)


async def test_reaping_twice_is_reaping_once(database: Database) -> None:
    number = await running(database, 4)
    ids = [row.id for row in (await take(database, 4)).rows]
    await begin(database, ids[:2])
    await run_out(database)
    for taken in (4, 0):
        async with database.writing() as connection:
            assert await reaper.reap(connection) == taken
    rows = await rows_of(database, number, DeliveryState.PENDING)
    assert [row.id for row in rows if row.maybe_duplicate] == sorted(ids[:2])


WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


async def until_it_waits(database: Database, task: asyncio.Task[Any]) -> None:
    """Wait until a task waits for what another transaction holds, or is done without."""

    async def waits() -> bool:
        async with database.glancing() as connection:
            return task.done() or bool(await connection.scalar(WAITING))

    await until(waits)


async def test_a_pause_waits_for_what_is_just_being_begun(postgres_url: str) -> None:
    """So that whatever is told to be on its way when it was paused is all that follows."""
    database = Database(postgres_url)
    number = await running(database, 10)
    ids = [row.id for row in (await take(database, 10)).rows]
    async with database.writing() as connection:
        begun = await claims.begin(connection, BOT, "mine", ids, seconds=60)
        pausing = asyncio.create_task(broadcasts.pause(database, number, actor="operator:ann"))
        await until_it_waits(database, pausing)
        assert not pausing.done()
    await pausing
    _, progress = await read(database, number)
    assert (len(begun), progress.open) == (10, {DeliveryState.SENDING: 10})
    await database.close()


async def test_nothing_is_begun_while_a_pause_is_being_written_down(postgres_url: str) -> None:
    database = Database(postgres_url)
    number = await running(database, 10)
    ids = [row.id for row in (await take(database, 10)).rows]
    async with database.writing() as connection:
        held = await drafts.read(connection, number, hold=True)
        await drafts.move(connection, held, State.PAUSED, actor="operator:ann", action="pause")
        beginning = asyncio.create_task(begin(database, ids))
        await until_it_waits(database, beginning)
        assert not beginning.done()
    assert await beginning == []
    _, progress = await read(database, number)
    assert progress.open == {DeliveryState.PENDING: 10}
    await database.close()
