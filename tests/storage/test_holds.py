"""A chat is in the hands of one living process, and what it asked is counted for all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from storage.database import Database
from storage.holds import (
    UNLIMITED,
    Allowance,
    Claim,
    beat,
    claim,
    held,
    let_go,
    lock,
    purge,
    release,
    unattended,
)
from storage.inbox import Arrival, mark_sent, take_in
from storage.tables import holds, processes

ADA = Arrival("1", "7", {"text": "hello"})
A_FEW = Allowance(burst=3, every=10.0, penalty=20.0)


@pytest.fixture
async def living(database: Database) -> Database:
    """Two processes, `one` and `two`, and one message."""
    async with database.writing() as connection:
        await beat(connection, "one", lease=60)
        await beat(connection, "two", lease=60)
        await take_in(connection, "telegram", [ADA])
    return database


async def ask(
    database: Database, process: str, count: int = 1, allowance: Allowance = UNLIMITED
) -> Claim:
    async with database.writing() as connection:
        (came,) = await claim(
            connection, "telegram", process, {"7": count}, hold={"7"}, allowance=allowance
        )
        return came


def claimed(*, mine: bool, beyond: int, first: bool) -> Claim:
    """What a claim of the chat says, whose one message stays open."""
    return Claim("7", mine, beyond, first, others=True)


async def test_a_chat_is_held_by_whoever_takes_it_first(living: Database) -> None:
    assert (await ask(living, "one")).mine
    assert not (await ask(living, "two")).mine
    assert (await ask(living, "one")).mine
    async with living.writing() as connection:
        assert await lock(connection, "telegram", "one", {"7"}) == {"7"}
        assert await lock(connection, "telegram", "two", {"7"}) == set()
        assert await held(connection, "telegram", "one") == {"7"}


async def test_whoever_takes_a_chat_learns_whether_it_has_messages_that_they_know_nothing_of(
    living: Database,
) -> None:
    async with living.writing() as connection:
        await take_in(connection, "telegram", [replace(ADA, update_id="2")])
        for known, others in ((["1", "2"], False), (["1"], True), (["2", "3"], True)):
            (came,) = await claim(
                *(connection, "telegram", "one", {"7": 1}),
                hold={"7"},
                allowance=UNLIMITED,
                known=known,
            )
            assert came.others is others


async def test_a_chat_of_a_process_not_heard_of_any_more_is_free(living: Database) -> None:
    await ask(living, "one")
    async with living.writing() as connection:
        assert await unattended(connection, "telegram", "two", limit=9) == []
        await beat(connection, "one", lease=-1)
        assert await unattended(connection, "telegram", "two", limit=9) == ["7"]
    assert (await ask(living, "two")).mine


async def test_a_chat_is_not_let_go_of_while_it_has_something_open(living: Database) -> None:
    await ask(living, "one")
    async with living.writing() as connection:
        assert await release(connection, "telegram", "one", ["7"]) == set()
        await mark_sent(connection, "telegram", ["1"])
        assert await release(connection, "telegram", "one", ["7"]) == {"7"}
    assert (await ask(living, "two")).mine


async def test_a_process_that_ends_leaves_its_chats_to_others(living: Database) -> None:
    await ask(living, "one")
    async with living.writing() as connection:
        await let_go(connection, "one")
        assert await unattended(connection, "telegram", "two", limit=9) == ["7"]


async def test_messages_beyond_the_allowance_are_counted_at_whichever_process(
    living: Database,
) -> None:
    assert (await ask(living, "one", 2, A_FEW)).beyond == 0
    assert (await ask(living, "two", 1, A_FEW)).beyond == 0
    assert await ask(living, "two", 2, A_FEW) == claimed(mine=False, beyond=2, first=True)
    assert await ask(living, "one", 5, A_FEW) == claimed(mine=True, beyond=5, first=False)


async def test_a_burst_within_one_batch_is_cut_at_the_allowance(living: Database) -> None:
    assert await ask(living, "one", 8, A_FEW) == claimed(mine=True, beyond=5, first=True)


async def test_whoever_waited_may_ask_again_and_is_told_anew_when_it_is_too_much(
    living: Database,
) -> None:
    await ask(living, "one", 1_000, A_FEW)
    async with living.writing() as connection:
        waited = (A_FEW.burst * A_FEW.every) + A_FEW.penalty
        await connection.execute(update(holds).values(spent_until=holds.c.spent_until - waited))
    assert (await ask(living, "one", 3, A_FEW)).beyond == 0
    assert await ask(living, "one", 1, A_FEW) == claimed(mine=True, beyond=1, first=True)


async def test_chats_that_nobody_holds_and_dead_processes_are_purged(living: Database) -> None:
    await ask(living, "one")
    async with living.writing() as connection:
        await purge(connection)
        assert len((await connection.execute(select(holds))).all()) == 1
        await beat(connection, "one", lease=-1)
        await purge(connection)
        assert (await connection.execute(select(holds))).all() == []
        assert (await connection.scalars(select(processes.c.id))).all() == ["two"]
