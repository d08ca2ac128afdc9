"""The messages that show organizers a broadcast: one for each, changed as it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update

from questions.broadcast import Broadcast, Kind
from storage.broadcasts.drafts import broadcast_from
from storage.clock import now
from storage.database import Connection
from storage.tables import broadcast_posts, broadcasts
from storage.upsert import insert

LEASE = timedelta(seconds=60)
"""For how long whoever is about to post or change a message has it to themselves."""

APART = timedelta(seconds=3)
"""How long a message stays as it is, at least: Slack asks for patience where it changes faster."""

LONG_AGO = timedelta(days=1)
"""How long ago a broadcast ended that is not shown any more."""

SHOWN = (Kind.UPDATE, Kind.EDIT, Kind.DELETE)
"""The kinds that organizers steer."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many recipients of a broadcast were settled at a moment."""

    settled: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BroadcastPost:
    """A broadcast and its message: not posted yet, or showing what may no longer be so.

    `shown` is what the message shows, as a digest; `before` what was measured then.
    """

    broadcast: Broadcast
    channel: str | None
    message: str | None
    shown: str | None
    before: Measured | None


async def any_stale(connection: Connection) -> bool:
    """Say whether a message is missing or may be behind, without keeping others from it."""
    at = await now(connection)
    missing = select(broadcasts.c.id).where(_wanted(at), ~_has_post()).limit(1)
    if await connection.scalar(missing) is not None:
        return True
    behind = select(broadcasts.c.id).join(broadcast_posts).where(_stale(at)).limit(1)
    return await connection.scalar(behind) is not None


async def claim_stale(connection: Connection, limit: int) -> list[BroadcastPost]:
    """Take the broadcasts whose message is missing or may be behind, for as long as LEASE lasts."""
    at = await now(connection)
    missing = await connection.scalars(select(broadcasts.c.id).where(_wanted(at), ~_has_post()))
    new = [{"broadcast_id": number, "claimed_until": at - LEASE} for number in missing]
    if new:
        await connection.execute(insert(connection, broadcast_posts).on_conflict_do_nothing(), new)
    posts = broadcast_posts.c
    mine = [posts.channel, posts.message, posts.shown, posts.settled, posts.settled_at]
    rows = await connection.execute(
        select(broadcasts, *(each.label(f"post_{each.name}") for each in mine))
        .join(broadcast_posts)
        .where(_stale(at))
        .order_by(broadcasts.c.id)
        .limit(limit)
        .with_for_update(of=broadcast_posts, skip_locked=True)
    )
    found = [
        BroadcastPost(
            broadcast_from(row),
            row.post_channel,
            row.post_message,
            row.post_shown,
            Measured(row.post_settled, row.post_settled_at) if row.post_settled_at else None,
        )
        for row in rows
    ]
    taken = [post.broadcast.id for post in found]
    await connection.execute(
        update(broadcast_posts)
        .where(posts.broadcast_id.in_(taken))
        .values(claimed_until=at + LEASE)
    )
    return found


def _has_post() -> ColumnElement[bool]:
    return (
        select(broadcast_posts.c.broadcast_id)
        .where(broadcast_posts.c.broadcast_id == broadcasts.c.id)
        .exists()
    )


def _wanted(at: datetime) -> ColumnElement[bool]:
    ended = broadcasts.c.finished_at
    return and_(broadcasts.c.kind.in_(SHOWN), or_(ended.is_(None), ended > at - LONG_AGO))


def _stale(at: datetime) -> ColumnElement[bool]:
    posts = broadcast_posts.c
    return and_(
        posts.claimed_until < at,
        or_(posts.changed_at.is_(None), posts.changed_at <= at - APART),
        or_(
            posts.message.is_(None),
            posts.state != broadcasts.c.state,
            posts.version != broadcasts.c.version,
            posts.finished_at.is_distinct_from(broadcasts.c.finished_at),
            posts.look_at <= at,
        ),
    )


async def posted(
    connection: Connection,
    post: BroadcastPost,
    *,
    channel: str,
    message: str,
    shown: str,
    measured: Measured,
    again: timedelta | None,
) -> None:
    """Note what a message shows, and let go of it.

    Though nothing of the broadcast moves, it may be behind after `again`; None for never.
    """
    at = await now(connection)
    broadcast = post.broadcast
    await _note(
        connection,
        post,
        channel=channel,
        message=message,
        state=broadcast.state,
        version=broadcast.version,
        finished_at=broadcast.finished_at,
        shown=shown,
        **({"changed_at": at} if shown != post.shown else {}),
        settled=measured.settled,
        settled_at=measured.at,
        look_at=at + again if again is not None else None,
        claimed_until=at - timedelta(seconds=1),
    )


async def let_go(connection: Connection, post: BroadcastPost) -> None:
    """Let others take a broadcast's message up again."""
    await _note(connection, post, claimed_until=await now(connection) - timedelta(seconds=1))


async def _note(connection: Connection, post: BroadcastPost, **values: object) -> None:
    await connection.execute(
        update(broadcast_posts)
        .where(broadcast_posts.c.broadcast_id == post.broadcast.id)
        .values(**values)
    )
