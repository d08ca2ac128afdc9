"""Who gets a broadcast: the same set however often the process dies while it is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.actions import broadcasts
from questions.broadcast import Audience, Draft
from storage import supporters
from storage.broadcasts import drafts, recipients, snapshot
from storage.database import Database
from storage.tables import broadcasts as broadcasts_table
from tests.broadcasts.sending import (
    FIRST,
    NEWS,
    add_supporters,
    read,
    rows_of,
    started,
    until,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import RemoteTelegram, TelegramEmulator

MANY = 30_000


async def test_a_kill_during_the_snapshot_leaves_the_same_set(
    database: Database, database_url: str, far_telegram: RemoteTelegram
) -> None:
    chats = await add_supporters(database, MANY)
    number = await started(database)
    kills = 0
    for part in (1, MANY // 3, MANY // 2):
        async with working(database_url, far_telegram.url, BROADCAST_PACE="20") as worker:
            seen = await until_progress(database, number, lambda now: now.recipients >= part)  # noqa: B023 - used at once
            await worker.kill()
            kills += not seen.counted
    assert kills, "the snapshot was too quick to be interrupted"
    later = datetime.now(UTC) + timedelta(hours=1)
    await add_supporters(database, 5, first=FIRST + MANY, since=later)
    async with working(database_url, far_telegram.url, BROADCAST_PACE="20"):
        await until_progress(database, number, lambda now: now.counted)
    assert sorted(row.chat_id for row in await rows_of(database, number)) == chats
    _, progress = await read(database, number)
    assert progress.recipients == MANY


async def recipients_of(database: Database, draft: Draft) -> set[int]:
    """Start a broadcast and take its snapshot; whom it is for."""
    number = await started(database, draft)
    counted = await broadcasts.count_recipients(database, draft)
    async with database.writing() as connection:
        await drafts.start_due(connection)
        while await snapshot.add_chunk(connection, size=2):
            pass
    found = [row.chat_id for row in await rows_of(database, number)]
    assert len(found) == len(set(found)) == counted
    return set(found)


async def test_the_audience_is_who_follows_what_in_which_language(database: Database) -> None:
    ann, ben, cleo, dora = await add_supporters(database, 4)
    (fritz,) = await add_supporters(database, 1, first=7, language="fr")
    async with database.writing() as connection:
        for chat, kind, target, language in (
            (ann, "priority", "8", "en"),
            (ben, "priority", "7", "en"),
            (ben, "priority", "8", "en"),
            (fritz, "priority", "8", "fr"),
        ):
            await supporters.follow(connection, chat, kind, target, language=language)
        await supporters.stop(connection, cleo)
        await supporters.set_reachable(connection, dora, reachable=False)

    def to(**audience: tuple[str, ...]) -> Draft:
        return replace(NEWS, audience=Audience(**audience))

    assert await recipients_of(database, NEWS) == {ann, ben, fritz}
    assert await recipients_of(database, to(priorities=("8",))) == {ann, ben, fritz}
    assert await recipients_of(database, to(priorities=("7", "6"))) == {ben}
    assert await recipients_of(database, to(languages=("fr",))) == {fritz}
    assert await recipients_of(database, to(priorities=("8",), languages=("en",))) == {ann, ben}


async def test_a_correction_goes_to_exactly_those_who_got_the_mistake(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(20)
    chats = await add_supporters(database, 20)
    telegram.block(chats[3])
    async with working(database_url, telegram.url):
        wrong = await started(database)
        await until_over(database, wrong)
        async with database.writing() as connection:
            # Whoever joined since, and whoever wrote again since, did not get the mistake.
            await supporters.set_reachable(connection, chats[3], reachable=True)
        telegram.unblock(chats[3])
        telegram.crowd(1, first_id=FIRST + 20)
        await add_supporters(database, 1, first=FIRST + 20)
        right = await started(database, Draft({"en": "We were mistaken."}, of=wrong))
        await until_over(database, right)
    corrected = telegram.deliveries("We were mistaken.")
    assert set(corrected) == set(chats) - {chats[3]}
    assert set(corrected.values()) == {1}


async def test_whoever_stops_or_is_forgotten_after_the_snapshot_gets_nothing(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(12)
    chats = await add_supporters(database, 12)
    number = await started(database)
    async with database.writing() as connection:
        await drafts.start_due(connection)
        await snapshot.add_chunk(connection)
        await supporters.stop(connection, chats[2])
        await supporters.forget(connection, chats[5])
    async with working(database_url, telegram.url):
        progress = await until_over(database, number)
    assert set(telegram.deliveries()) == set(chats) - {chats[2], chats[5]}
    assert progress.skipped == {"stopped": 1, "forgotten": 1}
    assert (progress.recipients, progress.sent) == (12, 10)


async def test_forgetting_leaves_no_chat_in_any_row_and_the_counts_true(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(5)
    chats = await add_supporters(database, 5)
    async with working(database_url, telegram.url):
        number = await started(database)
        await until_over(database, number)
    async with database.writing() as connection:
        assert "was_sent" in await supporters.export(connection, chats[0])
        await supporters.forget(connection, chats[0])
        assert await supporters.export(connection, chats[0]) == {}
    rows = await rows_of(database, number)
    assert [row.message_id for row in rows if row.chat_id is None] == [None]
    _, progress = await until(lambda: read(database, number))
    assert progress.sent == progress.recipients == 5


async def test_who_got_it_is_known_for_90_days(database: Database) -> None:
    await add_supporters(database, 3)
    numbers = [await started(database), await started(database)]
    async with database.writing() as connection:
        await drafts.start_due(connection)
        while await snapshot.add_chunk(connection):
            pass
        for number, days in zip(numbers, (89, 91), strict=True):
            ended = {"finished_at": datetime.now(UTC) - timedelta(days=days)}
            one = update(broadcasts_table).where(broadcasts_table.c.id == number)
            await connection.execute(one.values(**ended))
        await recipients.purge(connection)
    recent, old = [await rows_of(database, number) for number in numbers]
    assert None not in [row.chat_id for row in recent]
    assert [row.chat_id for row in old] == [None] * 3
