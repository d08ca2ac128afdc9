"""Followers hear of what is published: once a day at most, through crashes, never twice."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from bot.actions.exchange import import_files
from questions.broadcast import Broadcast, Kind, State
from storage import supporters
from storage.broadcasts import snapshot
from storage.database import Database
from storage.notices import make_digest, queue
from storage.tables import broadcasts, notices, responses
from tests.broadcasts.sending import (
    BRIEF,
    FIRST,
    PATIENCE,
    rows_of,
    serving,
    until,
    until_over,
    until_progress,
    working,
)
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.faults import held
from tests.samples import SAMPLE, stock

ALWAYS = {"DIGEST_AT": "00:00"}
MIDNIGHT = time(0)


async def follow(database: Database, chat: int, *followed: tuple[str, str]) -> None:
    async with database.writing() as connection:
        await supporters.greet(connection, chat, language="en")
        for kind, target in followed:
            await supporters.follow(connection, chat, kind, target, language="en")


async def digest(database: Database) -> Broadcast | None:
    async with database.writing() as connection:
        return await make_digest(connection, not_before=MIDNIGHT)


async def digests(database: Database) -> list[int]:
    query = select(broadcasts.c.id).where(broadcasts.c.kind == Kind.DIGEST)
    async with database.reading() as connection:
        return list((await connection.scalars(query.order_by(broadcasts.c.id))).all())


async def pass_days(database: Database, days: int = 1) -> None:
    """Let all digests so far have been so many days ago."""
    async with database.writing() as connection:
        rows = await connection.execute(select(broadcasts).where(broadcasts.c.kind == Kind.DIGEST))
        for row in rows.all():
            ago = timedelta(days=days)
            moved = {"day": row.day - ago, "finished_at": row.finished_at and row.finished_at - ago}
            await connection.execute(
                update(broadcasts).where(broadcasts.c.id == row.id).values(**moved)
            )


async def publish_again(database: Database, questions: Iterable[str]) -> None:
    """Queue notices as if responses to these questions had just been published."""
    query = select(responses.c.id).where(responses.c.question_id.in_(list(questions)))
    async with database.writing() as connection:
        await queue(connection, (await connection.scalars(query)).all())


async def waiting(database: Database) -> int:
    query = select(func.count()).where(notices.c.digest_id.is_(None))
    async with database.reading() as connection:
        return int(await connection.scalar(query) or 0)


async def test_a_follower_gets_one_digest_with_a_button_to_each_answer_and_to_unfollow(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    telegram.crowd(4)
    ann, ben, cleo, dora = range(FIRST, FIRST + 4)
    await follow(database, ann, ("priority", "8"))
    await follow(database, ben, ("candidate", "c02"))
    await follow(database, cleo, ("priority", "3"))
    await follow(database, dora, ("priority", "8"), ("candidate", "c02"))
    await stock(database, tmp_path)
    async with working(database_url, telegram.url, RUN_BY="The Coalition", **ALWAYS):
        (number,) = await until(lambda: digests(database))
        await until_over(database, number)
    seen = telegram.last(ann)
    assert "Amara Okonkwo on 8.1.1" in seen.text
    assert "declined to answer" in seen.text
    assert "The Court" not in seen.text
    assert "Sent by The Coalition." in seen.text
    labels = seen.labels
    assert {"Okonkwo: 8.1.1", "Unfollow Priority 8", "What I follow"} <= set(labels)
    assert "Tomás Rivera on 4.2.1" in telegram.last(ben).text
    assert "Unfollow Rivera" in telegram.last(ben).labels
    assert telegram.deliveries() == {ann: 1, ben: 1, dora: 1}
    # Whom two things bring the same answer, is told of it once.
    assert telegram.last(dora).text.count("Rivera on 8.1.1") == 1
    assert cleo not in telegram.deliveries()


async def test_one_a_day_at_most_and_the_next_day_the_rest(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    telegram.crowd(1)
    await follow(database, FIRST, ("priority", "8"), ("priority", "4"))
    await stock(database, tmp_path)
    async with working(database_url, telegram.url):
        first = await digest(database)
        assert first is not None
        await until_over(database, first.id)
        await publish_again(database, ["4.2.1"])
        assert await digest(database) is None
        await pass_days(database)
        second = await digest(database)
        assert second is not None
        await until_over(database, second.id)
        assert await digest(database) is None
    assert telegram.deliveries() == {FIRST: 2}
    assert "8.1.1" not in telegram.last(FIRST).text


async def test_one_that_was_late_yesterday_leaves_the_next_for_tomorrow(
    database: Database, tmp_path: Path
) -> None:
    await follow(database, FIRST, ("priority", "8"))
    await stock(database, tmp_path)
    first = await digest(database)
    assert first is not None
    await publish_again(database, ["8.1.1"])
    await pass_days(database)
    assert await digest(database) is None, "the first is not finished yet"
    async with database.writing() as connection:
        done = {"state": State.DONE, "finished_at": datetime.now(UTC)}
        await connection.execute(update(broadcasts).values(**done))
    assert await digest(database) is None, "the first was finished only today"
    await pass_days(database)
    assert await digest(database) is not None


async def test_a_crash_between_neither_loses_nor_repeats_a_digest(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    people = 30
    telegram.crowd(people)
    for chat in range(FIRST, FIRST + people):
        await follow(database, chat, ("priority", "8"))
    await stock(database, tmp_path)
    telegram.fault(held(), times=None, skip=10)
    async with working(database_url, telegram.url, **ALWAYS, **BRIEF) as worker:
        (number,) = await until(lambda: digests(database))
        await telegram.until(lambda: telegram.count("sendMessage") >= 15, PATIENCE)
        await worker.kill()
    telegram.clear_faults()
    async with working(database_url, telegram.url, **ALWAYS):
        progress = await until_over(database, number)
    assert set(telegram.deliveries().values()) == {1}
    assert progress.sent + progress.held == people
    assert await digests(database) == [number]


async def test_processes_that_make_it_at_the_same_time_make_one(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    telegram.crowd(1)
    await follow(database, FIRST, ("priority", "8"))
    await stock(database, tmp_path)
    async with (
        working(database_url, telegram.url, **ALWAYS),
        working(database_url, telegram.url, **ALWAYS),
        working(database_url, telegram.url, **ALWAYS),
    ):
        (number,) = await until(lambda: digests(database))
        await until_over(database, number)
    assert await digests(database) == [number]
    assert telegram.deliveries() == {FIRST: 1}


async def test_whoever_unfollows_or_stops_meanwhile_gets_nothing(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    telegram.crowd(2)
    await follow(database, FIRST, ("priority", "8"))
    await follow(database, FIRST + 1, ("priority", "8"))
    await stock(database, tmp_path)
    made = await digest(database)
    assert made is not None
    async with database.writing() as connection:
        while await snapshot.add_chunk(connection):
            pass
        await supporters.unfollow(connection, FIRST, "priority", "8")
        await supporters.stop(connection, FIRST + 1)
    async with working(database_url, telegram.url):
        progress = await until_over(database, made.id)
    assert progress.skipped == {"nothing_new": 1, "stopped": 1}
    assert telegram.count("sendMessage") == 0
    assert len(await rows_of(database, made.id)) == 2


async def test_a_quiet_import_and_one_for_review_tell_nobody(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "sample.json"
    path.write_text(json.dumps(SAMPLE), encoding="utf-8")
    await import_files(database, [path], operator="test", publish=False)
    assert await waiting(database) == 0
    await import_files(database, [path], operator="test", publish=True, quiet=True)
    assert await waiting(database) == 0


async def test_an_assessment_that_changes_is_no_news_and_what_nobody_follows_is_dropped(
    database: Database, tmp_path: Path
) -> None:
    await stock(database, tmp_path)
    assert await waiting(database) == 4
    assert await digest(database) is None
    assert await waiting(database) == 0
    changed = copy.deepcopy(SAMPLE)
    changed["responses"][0]["assessment"]["stance"] = "unclear"
    await stock(database, tmp_path, changed)
    assert await waiting(database) == 0
    changed["responses"][0]["quote"] = "I will work for abolition."
    await stock(database, tmp_path, changed)
    assert await waiting(database) == 1


async def test_a_correction_is_told_as_one_and_so_is_a_retraction(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    telegram.crowd(1)
    await follow(database, FIRST, ("priority", "8"))
    await stock(database, tmp_path)
    async with working(database_url, telegram.url):
        first = await digest(database)
        assert first is not None
        await until_over(database, first.id)
        assert "an answer is on record." in telegram.last(FIRST).text
        changed = copy.deepcopy(SAMPLE)
        changed["responses"][0]["quote"] = "I will work for abolition."
        await stock(database, tmp_path, changed)
        await pass_days(database)
        second = await digest(database)
        assert second is not None
        await until_over(database, second.id)
        assert "Amara Okonkwo on 8.1.1" in telegram.last(FIRST).text
        assert "what is on record was corrected." in telegram.last(FIRST).text
        assert "an answer is on record" not in telegram.last(FIRST).text
        given = changed["responses"][0]
        gone = {"retracted": {"reason": "It was never said.", "on": "2026-07-01"}}
        place = {key: given[key] for key in ("candidate", "question")}
        changed["responses"] = [place | gone]
        await stock(database, tmp_path, changed)
        await pass_days(database)
        third = await digest(database)
        assert third is not None
        await until_over(database, third.id)
        assert "the response was retracted." in telegram.last(FIRST).text


async def test_a_digest_stays_and_what_its_buttons_lead_to_comes_under_it(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    await stock(database, tmp_path)
    ann = telegram.person("Ann")
    async with serving(database_url, telegram.url, **ALWAYS):
        await telegram.ask(ann, "/follow 8")
        changed = copy.deepcopy(SAMPLE)
        changed["responses"][0]["quote"] = "I will work for abolition."
        await stock(database, tmp_path, changed)
        await telegram.until(lambda: telegram.last(ann).text.startswith("News on"), PATIENCE)
        news = telegram.last(ann)
        for label, answer in (
            ("Okonkwo: 8.1.1", "I will work for abolition."),
            ("What I follow", "priority 8"),
            ("Unfollow Priority 8", "You no longer follow"),
        ):
            shown = await telegram.tap(news, label)
            assert answer in shown.text
            assert shown.message_id != news.message_id
    (kept,) = [each for each in telegram.conversation(ann) if each.message_id == news.message_id]
    assert (kept.text, kept.labels) == (news.text, news.labels)


async def test_a_digest_of_very_much_names_some_and_counts_the_rest(
    database: Database, database_url: str, telegram: TelegramEmulator, tmp_path: Path
) -> None:
    telegram.crowd(1)
    await follow(database, FIRST, ("candidate", "c01"))
    bundle = copy.deepcopy(SAMPLE)
    asked = ["1.1.1", "1.2.1", "1.3.1", "1.4.1", "2.1.1", "2.2.1", "3.1.1", "4.1.1", "4.2.1"]
    given = bundle["responses"][0]
    bundle["responses"] += [{**given, "question": question} for question in asked]
    await stock(database, tmp_path, bundle)
    async with working(database_url, telegram.url):
        made = await digest(database)
        assert made is not None
        await until_progress(database, made.id, lambda seen: seen.sent)
    seen = telegram.last(FIRST)
    assert seen.text.count("an answer is on record") == 8
    assert "And 2 more." in seen.text
