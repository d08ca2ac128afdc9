"""The messages that show broadcasts: each taken by one process, and never changed too fast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.actions import broadcasts
from questions.broadcast import Draft, Kind, State
from storage import broadcast_posts as posts
from storage.broadcast_posts import APART, BroadcastPost, Measured
from storage.broadcasts import drafts
from storage.database import Database
from storage.tables import broadcast_posts
from storage.tables import broadcasts as table

ANN = "operator:ann"
NEWS = Draft({"en": "News"})


async def claim(database: Database, limit: int = 10) -> list[BroadcastPost]:
    async with database.writing() as connection:
        return await posts.claim_stale(connection, limit)


async def note(database: Database, post: BroadcastPost, *, shown: str = "a", **how: object) -> None:
    measured = Measured(7, datetime.now(UTC))
    again = timedelta(0) if how.get("looks_again") else None
    async with database.writing() as connection:
        await posts.posted(
            *(connection, post),
            channel="C1",
            message="1.1",
            shown=shown,
            measured=measured,
            again=again,
        )


async def pass_time(database: Database, ago: timedelta = APART) -> None:
    """Let the messages have been changed so long ago."""
    moved = datetime.now(UTC) - ago
    async with database.writing() as connection:
        await connection.execute(update(broadcast_posts).values(changed_at=moved))


async def any_stale(database: Database) -> bool:
    async with database.reading() as connection:
        return await posts.any_stale(connection)


async def test_a_broadcast_is_in_one_process_s_hands_until_it_is_shown(database: Database) -> None:
    made = [await broadcasts.compose(database, NEWS, actor=ANN) for _ in range(3)]
    assert await any_stale(database)
    first, second = await claim(database, 2), await claim(database, 2)
    taken = [post.broadcast.id for post in (*first, *second)]
    assert taken == [each.id for each in made]
    assert await claim(database) == []
    assert not await any_stale(database)
    await note(database, first[0])
    await pass_time(database)
    assert await claim(database) == []


async def test_what_a_process_let_go_of_or_was_killed_with_is_taken_up_by_another(
    database: Database,
) -> None:
    await broadcasts.compose(database, NEWS, actor=ANN)
    (post,) = await claim(database)
    async with database.writing() as connection:
        await posts.let_go(connection, post)
    (again,) = await claim(database)
    ran_out = datetime.now(UTC) - timedelta(seconds=1)
    async with database.writing() as connection:
        await connection.execute(update(broadcast_posts).values(claimed_until=ran_out))
    (third,) = await claim(database)
    assert post == again == third


async def test_a_message_is_behind_when_its_broadcast_moves_but_waits_its_time(
    database: Database,
) -> None:
    made = await broadcasts.compose(database, NEWS, actor=ANN)
    (post,) = await claim(database)
    await note(database, post)
    await broadcasts.approve(database, made.id, version=1, actor="operator:ben")
    assert await claim(database) == []
    await pass_time(database)
    (behind,) = await claim(database)
    assert (behind.broadcast.state, behind.message, behind.shown) == (State.APPROVED, "1.1", "a")
    assert behind.before is not None
    assert behind.before.settled == 7


async def test_what_shows_the_same_may_be_looked_at_again_at_once(database: Database) -> None:
    await broadcasts.compose(database, NEWS, actor=ANN)
    (post,) = await claim(database)
    await note(database, post, looks_again=True)
    await pass_time(database)
    (behind,) = await claim(database)
    await note(database, behind, shown="a", looks_again=True)
    assert len(await claim(database)) == 1


async def test_a_retry_that_was_over_at_once_is_shown_too(database: Database) -> None:
    made = await broadcasts.compose(database, NEWS, actor=ANN)
    done = datetime.now(UTC)
    async with database.writing() as connection:
        ended = update(table).values(state=State.DONE, approver=ANN, finished_at=done)
        await connection.execute(ended.where(table.c.id == made.id))
    (post,) = await claim(database)
    await note(database, post)
    await pass_time(database)
    assert await claim(database) == []
    async with database.writing() as connection:
        later = done + timedelta(seconds=1)
        await connection.execute(update(table).values(finished_at=later))
    assert len(await claim(database)) == 1


async def test_tests_and_what_ended_long_ago_get_no_message(database: Database) -> None:
    async with database.writing() as connection:
        await drafts.create(connection, Kind.TEST, NEWS, actor=ANN, running=True)
        old = await drafts.create(connection, Kind.UPDATE, NEWS, actor=ANN)
        assert old is not None
        ended = datetime.now(UTC) - posts.LONG_AGO
        values = {"state": State.CANCELLED, "finished_at": ended}
        await connection.execute(update(table).where(table.c.id == old.id).values(**values))
    assert not await any_stale(database)
    assert await claim(database) == []
