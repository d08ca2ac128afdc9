"""Many machines, one Postgres: a worker that is gone for good, and a server that restarts."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.actions.setup import prepare
from questions.delivery import DeliveryState, Progress
from storage.database import Database
from tests.broadcasts.clusters import Cluster, own_cluster
from tests.broadcasts.sending import (
    BRIEF,
    add_supporters,
    everyone_got_it,
    repeated,
    rows_of,
    started,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import RemoteTelegram

PEOPLE = 3_000


async def test_the_others_finish_what_a_worker_left_that_is_gone_for_good(
    postgres_url: str, far_telegram: RemoteTelegram
) -> None:
    database = Database(postgres_url)
    chats = await add_supporters(database, PEOPLE)
    number = await started(database)
    async with (
        working(postgres_url, far_telegram.url, **BRIEF) as one,
        working(postgres_url, far_telegram.url, **BRIEF),
    ):
        await until_progress(
            database, number, lambda seen: seen.sent >= 500 and seen.open.get(DeliveryState.CLAIMED)
        )
        await one.kill()
        progress = await until_over(database, number)
    got = await far_telegram.deliveries()
    flagged = {row.chat_id for row in await rows_of(database, number) if row.maybe_duplicate}
    await database.close()
    assert everyone_got_it(got, chats)
    assert repeated(got) <= flagged
    assert progress.sent == PEOPLE


@pytest.fixture
async def cluster() -> AsyncIterator[Cluster]:
    """A server that may be restarted. Its socket's path must be short: pytest's folders are not."""
    with tempfile.TemporaryDirectory(prefix="hustings-pg-") as folder:
        async with own_cluster(Path(folder)) as made:
            yield made


@pytest.mark.parametrize("how", ["fast", "immediate"])
async def test_postgres_restarts_midway(
    cluster: Cluster, far_telegram: RemoteTelegram, how: str
) -> None:
    database = Database(cluster.url)
    await prepare(database)
    chats = await add_supporters(database, PEOPLE)
    number = await started(database)
    # Leases outlive the restart, so that what was being sent is settled by whoever sent it.
    settings = {"BROADCAST_LEASE": "10"}
    async with (
        working(cluster.url, far_telegram.url, **settings) as one,
        working(cluster.url, far_telegram.url, **settings) as other,
    ):
        for goal in (300, 1_500):
            await until_progress(database, number, partial(has_sent, goal))
            await database.close()
            await cluster.stop(how)
            await cluster.start()
        progress = await until_over(database, number)
        assert await one.stop() == 0
        assert await other.stop() == 0
    got = await far_telegram.deliveries()
    rows = await rows_of(database, number)
    flagged = {row.chat_id for row in rows if row.maybe_duplicate}
    missed = set(chats) - set(got)
    await database.close()
    assert [row for row in rows if row.chat_id in missed] == []
    assert everyone_got_it(got, chats)
    assert repeated(got) <= flagged
    assert progress.sent == PEOPLE


def has_sent(goal: int, seen: Progress) -> bool:
    return seen.sent >= goal
