"""Claims and intents: a worker takes rows with slots to send in, and says so before it sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from questions.broadcast import Kind, State
from questions.delivery import DeliveryState, Reason
from questions.pace import free_slots
from storage.broadcasts.lanes import blocked_for, hold_lane, take_slots
from storage.clock import now
from storage.database import Connection
from storage.tables import broadcasts, deliveries, supporters

TO_ANYONE = (Kind.EDIT, Kind.DELETE, Kind.TEST)
"""What also goes to chats that are sent nothing new: it changes what they got, or they asked."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is this worker's, and its slot by this process's monotonic clock.

    None where no pace is set.
    """

    id: int
    slot: float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a worker got; where it is nothing, in how many seconds it is worth asking again."""

    rows: tuple[Claimed, ...] = ()
    ask_in: float | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be sent to whom: marked as being sent, and this worker's until its lease ends."""

    id: int
    broadcast_id: int
    chat_id: int
    message_id: int | None
    attempts: int


async def has_work(connection: Connection) -> bool:
    """Say whether any broadcast is running."""
    running = select(broadcasts.c.id).where(broadcasts.c.state == State.RUNNING).limit(1)
    return await connection.scalar(running) is not None


async def claim(
    connection: Connection, bot_id: str, lease: str, *, most: int, seconds: float
) -> Claim:
    """Take at most `most` rows, and as many slots of the bot's lane, for `seconds`."""
    lane = await hold_lane(connection, bot_id)
    here, at = monotonic(), await now(connection)
    if lane.blocked_until and lane.blocked_until > at:
        return Claim(ask_in=(lane.blocked_until - at).total_seconds())
    slots = free_slots(lane.next_slot_at, at, lane.pace, most)
    if not slots.count:
        return Claim(ask_in=(slots.ask_at - at).total_seconds())
    running = await connection.scalars(
        select(broadcasts.c.id).where(broadcasts.c.state == State.RUNNING).order_by(broadcasts.c.id)
    )
    until = at + timedelta(seconds=seconds)
    taken: list[int] = []
    for broadcast_id in running.all():
        if len(taken) == slots.count:
            break
        taken += await _take(connection, broadcast_id, lease, slots.count - len(taken), at, until)
    if not lane.pace:
        return Claim(tuple(Claimed(each, None) for each in taken))
    if taken:
        await take_slots(connection, bot_id, slots.after(len(taken)))
    waits = slots.waits(at)
    return Claim(tuple(Claimed(each, here + waits[place]) for place, each in enumerate(taken)))


async def _take(
    connection: Connection,
    broadcast_id: int,
    lease: str,
    most: int,
    at: datetime,
    until: datetime,
) -> Sequence[int]:
    """Take rows of one broadcast.

    Materialized: Postgres may otherwise run the selection once per row, and take more than asked.
    """
    picked = (
        select(deliveries.c.id)
        .where(
            deliveries.c.broadcast_id == broadcast_id,
            deliveries.c.state == DeliveryState.PENDING,
            deliveries.c.due_at <= at,
        )
        .order_by(deliveries.c.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("picked")
        .prefix_with("MATERIALIZED")
    )
    rows = await connection.scalars(
        update(deliveries)
        .where(deliveries.c.id.in_(select(picked.c.id)))
        .values(state=DeliveryState.CLAIMED, lease=lease, leased_until=until)
        .returning(deliveries.c.id)
    )
    return rows.all()


def _mine(ids: Sequence[int], lease: str, at: datetime) -> ColumnElement[bool]:
    return and_(
        deliveries.c.id.in_(ids),
        deliveries.c.state == DeliveryState.CLAIMED,
        deliveries.c.lease == lease,
        deliveries.c.leased_until > at,
    )


async def begin(
    connection: Connection, bot_id: str, lease: str, ids: Sequence[int], *, seconds: float
) -> dict[int, Parcel]:
    """Mark rows as being sent, and return what to send of them: only rows still mine.

    Left out, and settled or free again, are those whose broadcast no longer runs, whose chat was
    stopped or forgotten meanwhile, and all where Telegram takes nothing from this bot.
    """
    at = await now(connection)
    if await blocked_for(connection, bot_id, at):
        await _release(connection, _mine(ids, lease, at))
        return {}
    reachable = select(supporters.c.chat_id).where(
        supporters.c.stopped_at.is_(None), supporters.c.unreachable_at.is_(None)
    )
    running = (
        # Whoever pauses or cancels one waits for what is being begun, and this waits for them.
        select(broadcasts.c.id, broadcasts.c.kind)
        .where(broadcasts.c.state == State.RUNNING)
        .with_for_update(read=True, key_share=True)
        .cte("running")
        .prefix_with("MATERIALIZED")
    )
    to_anyone = select(running.c.id).where(running.c.kind.in_(TO_ANYONE))
    to_supporters = select(running.c.id).where(running.c.kind.not_in(TO_ANYONE))
    goes_out = or_(
        deliveries.c.broadcast_id.in_(to_anyone),
        and_(
            deliveries.c.broadcast_id.in_(to_supporters),
            exists(reachable.where(supporters.c.chat_id == deliveries.c.chat_id)),
        ),
    )
    rows = await connection.execute(
        update(deliveries)
        .where(_mine(ids, lease, at), deliveries.c.chat_id.is_not(None), goes_out)
        .values(
            state=DeliveryState.SENDING,
            leased_until=at + timedelta(seconds=seconds),
            attempts=deliveries.c.attempts + 1,
        )
        .returning(
            *(deliveries.c.id, deliveries.c.broadcast_id, deliveries.c.chat_id),
            *(deliveries.c.message_id, deliveries.c.attempts),
        )
    )
    found = rows.all()
    if len(found) < len(ids):
        left = sorted(set(ids) - {row.id for row in found})
        await _put_back(connection, left, lease, at)
    return {
        row.id: Parcel(row.id, row.broadcast_id, row.chat_id, row.message_id, row.attempts)
        for row in found
    }


async def release(connection: Connection, lease: str, ids: Sequence[int]) -> None:
    """Give claimed rows back, untouched."""
    await _release(connection, _mine(ids, lease, await now(connection)))


async def _release(connection: Connection, which: ColumnElement[bool]) -> None:
    await connection.execute(
        update(deliveries)
        .where(which)
        .values(state=DeliveryState.PENDING, lease=None, leased_until=None)
    )


async def _put_back(connection: Connection, ids: Sequence[int], lease: str, at: datetime) -> None:
    """Settle claimed rows that have nobody to go to any more, and free the rest."""
    rows = await connection.execute(
        select(
            *(deliveries.c.id, deliveries.c.chat_id, broadcasts.c.state),
            *(supporters.c.stopped_at, supporters.c.unreachable_at),
            supporters.c.chat_id.label("known"),
        )
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .outerjoin(supporters, supporters.c.chat_id == deliveries.c.chat_id)
        .where(_mine(ids, lease, at))
    )
    reasons: dict[Reason, list[int]] = {}
    for row in rows:
        if row.state != State.RUNNING:
            continue
        if row.known is None:
            reasons.setdefault(Reason.FORGOTTEN, []).append(row.id)
        elif row.stopped_at is not None:
            reasons.setdefault(Reason.STOPPED, []).append(row.id)
        elif row.unreachable_at is not None:
            reasons.setdefault(Reason.UNREACHABLE, []).append(row.id)
    for reason, which in reasons.items():
        await connection.execute(
            update(deliveries)
            .where(_mine(which, lease, at))
            .values(
                state=DeliveryState.SKIPPED,
                reason=reason,
                settled_at=at,
                due_at=None,
                lease=None,
                leased_until=None,
            )
        )
    await _release(connection, _mine(ids, lease, at))
