"""Pause, resume, cancel, expiry; done only with nothing open; a frozen worker comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions import broadcasts
from questions.broadcast import State
from questions.delivery import OPEN, DeliveryState
from questions.errors import NotPossible, UnfitDraft
from storage.broadcasts import drafts
from storage.broadcasts.progress import read_progress
from storage.database import Database
from tests.broadcasts.sending import (
    NEWS,
    add_supporters,
    everyone_got_it,
    read,
    rows_of,
    started,
    until,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import RemoteTelegram, TelegramEmulator
from tests.emulators.telegram.faults import held, server_error

PEOPLE = 400
ANN = "operator:ann"


async def test_after_a_pause_only_what_is_in_flight_follows_and_nothing_is_missed_or_repeated(
    database: Database, database_url: str, far_telegram: RemoteTelegram
) -> None:
    chats = await add_supporters(database, PEOPLE)
    number = await started(database)
    # At a pace, so that some are left whenever it is paused.
    terms = {"BROADCAST_PACE": "60", "BROADCAST_LEASE": "30"}
    async with (
        working(database_url, far_telegram.url, **terms),
        working(database_url, far_telegram.url, **terms),
    ):
        for part in (50, 150, 250):
            await until_progress(database, number, lambda seen: seen.sent >= part)  # noqa: B023 - used at once
            await broadcasts.pause(database, number, actor=ANN)
            async with database.reading() as connection:
                then = await read_progress(connection, number)
            allowed = then.sent + then.open.get(DeliveryState.SENDING, 0)
            quiet = await until_progress(
                *(database, number),
                lambda seen: set(seen.open) <= {DeliveryState.PENDING},
            )
            assert quiet.sent <= allowed
            assert await far_telegram.count("sendMessage") == quiet.sent
            await broadcasts.resume(database, number, actor=ANN)
        progress = await until_over(database, number)
    got = await far_telegram.deliveries()
    assert everyone_got_it(got, chats)
    assert set(got.values()) == {1}
    assert progress.sent == PEOPLE


async def test_what_is_cancelled_never_goes_on(
    database: Database, database_url: str, far_telegram: RemoteTelegram
) -> None:
    await add_supporters(database, PEOPLE)
    number = await started(database)
    # At a pace, so that some are left when it is cancelled.
    async with working(database_url, far_telegram.url, BROADCAST_PACE="60") as worker:
        await until_progress(database, number, lambda seen: seen.sent >= 50)
        await broadcasts.cancel(database, number, actor=ANN)
        then = await until_progress(database, number, lambda seen: not seen.left)
        for forbidden in (broadcasts.resume, broadcasts.pause, broadcasts.start):
            with pytest.raises(NotPossible):
                await forbidden(database, number, actor=ANN)
        with pytest.raises(NotPossible):
            await broadcasts.retry_failed(database, number, actor=ANN)
        other = await started(database, replace(NEWS, texts={"en": "Another"}))
        await until_over(database, other)
        assert await worker.stop() == 0
    _, now = await read(database, number)
    assert now == then
    assert now.sent + now.skipped["cancelled"] == PEOPLE
    assert await far_telegram.count("sendMessage") == then.sent + PEOPLE


async def test_past_its_expiry_it_does_not_start(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(3)
    await add_supporters(database, 3)
    soon = datetime.now(UTC) + timedelta(seconds=4)
    draft = replace(NEWS, start_at=soon, expires_at=soon + timedelta(seconds=0.2))
    number = await started(database, draft)
    await until(past(draft.expires_at))
    async with working(database_url, telegram.url):
        await until_over(database, number)
    broadcast, progress = await read(database, number)
    assert broadcast.state is State.CANCELLED
    assert broadcast.reason == "expired before it started"
    assert progress.recipients == telegram.count("sendMessage") == 0


async def test_what_expired_since_it_was_written_is_not_started(database: Database) -> None:
    draft = replace(NEWS, expires_at=datetime.now(UTC) + timedelta(seconds=2))
    made = await broadcasts.compose(database, draft, actor="operator:ann")
    await until(past(draft.expires_at))
    # Its words may still be mended, its time as it was.
    better = replace(draft, texts={"en": "Better"})
    await broadcasts.rewrite(database, made.id, better, actor="operator:ann")
    await broadcasts.approve(database, made.id, version=2, actor="operator:ben")
    with pytest.raises(NotPossible, match="expires before"):
        await broadcasts.start(database, made.id, actor="operator:ann")


async def test_a_time_that_is_past_is_refused_as_it_is_written(database: Database) -> None:
    gone = datetime.now(UTC) - timedelta(minutes=1)
    for draft, field in (
        (replace(NEWS, start_at=gone), "start_at"),
        (replace(NEWS, expires_at=gone), "expires_at"),
    ):
        with pytest.raises(UnfitDraft, match="which is past") as refused:
            await broadcasts.compose(database, draft, actor="operator:ann")
        assert list(refused.value.faults) == [field]
    made = await broadcasts.compose(database, NEWS, actor="operator:ann")
    await broadcasts.approve(database, made.id, version=1, actor="operator:ben")
    with pytest.raises(NotPossible, match="is past"):
        await broadcasts.start(database, made.id, actor="operator:ann", at=gone)


def past(moment: datetime | None) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return moment is not None and datetime.now(UTC) > moment

    return look


async def test_it_is_never_done_with_an_open_row(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    """Watched all the way, through errors, retries and two workers."""
    telegram.crowd(80)
    chats = await add_supporters(database, 80)
    for place in (1, 2):
        telegram.block(chats[place])
    telegram.fault(server_error(502), times=4, skip=5)
    number = await started(database)
    done = 0
    async with working(database_url, telegram.url), working(database_url, telegram.url):
        retried = False
        while done < 5:
            async with database.reading() as connection:
                broadcast = await drafts.read(connection, number)
                progress = await read_progress(connection, number)
            if broadcast.state is State.DONE:
                assert progress.left == 0
                done += 1
                if not retried:
                    await broadcasts.retry_failed(database, number, actor=ANN)
                    retried = True
            await asyncio.sleep(0)
    assert await rows_of(database, number, *OPEN) == []


async def test_a_frozen_worker_that_wakes_up_late_sends_nothing_and_overwrites_nothing(
    database: Database, database_url: str, far_telegram: RemoteTelegram
) -> None:
    people = 140
    chats = await add_supporters(database, people)
    slow = await far_telegram.fault(held(), times=5)
    number = await started(database)
    terms = {"BROADCAST_PACE": "20", "BROADCAST_LEASE": "8"}
    async with working(database_url, far_telegram.url, **terms) as frozen:
        await until_progress(
            *(database, number),
            lambda seen: (
                seen.open.get(DeliveryState.SENDING, 0) >= 5
                and seen.open.get(DeliveryState.CLAIMED)
                and seen.sent >= 3
            ),
        )
        await frozen.freeze(database, number, sending=5)
        async with working(database_url, far_telegram.url, **terms):
            await until_over(database, number)
        before = [(row.state, row.message_id) for row in await rows_of(database, number)]
        calls = await far_telegram.count("sendMessage")
        frozen.thaw()
        await far_telegram.release(slow)
        assert await frozen.stop() == 0
    assert await far_telegram.count("sendMessage") == calls
    assert [(row.state, row.message_id) for row in await rows_of(database, number)] == before
    got = await far_telegram.deliveries()
    assert everyone_got_it(got, chats)
    flagged = {row.chat_id for row in await rows_of(database, number) if row.maybe_duplicate}
    assert {chat for chat, times in got.items() if times > 1} <= flagged
