"""The reaper: takes over what a dead worker left, and closes what is over. Safe to repeat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, case, exists, or_, select, update

from questions.broadcast import Ambiguity, Kind, State
from questions.delivery import OPEN, DeliveryState, Reason
from storage.broadcasts import drafts
from storage.clock import now
from storage.database import Connection
from storage.tables import broadcasts, deliveries

CHUNK = 2_000
"""How many rows one transaction takes over or closes."""

HARMLESS = [kind for kind in Kind if kind.repeats_harmlessly]


async def reap(connection: Connection) -> int:
    """Free claims that ran out; resend, flagged, or hold what was being sent. Returns how many."""
    at = await now(connection)
    freed = await connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(_expired(DeliveryState.CLAIMED, at)))
        .values(state=DeliveryState.PENDING, lease=None, leased_until=None)
    )
    terms = select(broadcasts.c.id).where(broadcasts.c.id == deliveries.c.broadcast_id)
    forgotten = deliveries.c.chat_id.is_(None)
    held = exists(
        terms.where(
            broadcasts.c.kind.not_in(HARMLESS),
            or_(broadcasts.c.ambiguity == Ambiguity.HOLD, broadcasts.c.state == State.CANCELLED),
        )
    )
    harmless = exists(terms.where(broadcasts.c.kind.in_(HARMLESS)))
    again = ~forgotten & ~held
    unsure = await connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(_expired(DeliveryState.SENDING, at)))
        .values(
            state=case(
                (forgotten, DeliveryState.SKIPPED.value),
                (held, DeliveryState.HELD.value),
                else_=DeliveryState.PENDING.value,
            ),
            reason=case(
                (forgotten, Reason.FORGOTTEN.value), (held, Reason.AMBIGUOUS.value), else_=None
            ),
            due_at=case((again, at), else_=None),
            settled_at=case((again, None), else_=at),
            maybe_duplicate=or_(deliveries.c.maybe_duplicate, again & ~harmless),
            lease=None,
            leased_until=None,
        )
    )
    return freed.rowcount + unsure.rowcount


def _expired(state: DeliveryState, at: datetime) -> Select[tuple[int]]:
    """Select rows whose lease ran out, of broadcasts that may have any."""
    over = select(broadcasts.c.id).where(broadcasts.c.state.in_(_WITH_OPEN_ROWS))
    return (
        select(deliveries.c.id)
        .where(
            deliveries.c.broadcast_id.in_(over),
            deliveries.c.state == state,
            deliveries.c.due_at.is_not(None),
            deliveries.c.leased_until <= at,
        )
        .limit(CHUNK)
        .with_for_update(skip_locked=True)
    )


_WITH_OPEN_ROWS = (State.RUNNING, State.PAUSED, State.CANCELLED)


async def finish(connection: Connection) -> None:
    """Call those broadcasts done that have all their recipients and no open row."""
    running = await connection.scalars(
        select(broadcasts.c.id).where(
            broadcasts.c.state == State.RUNNING, broadcasts.c.counted.is_(True)
        )
    )
    for broadcast_id in running.all():
        # Held first, looked at afterwards: whoever opens rows again holds it, too.
        held = await drafts.read(connection, broadcast_id, hold=True)
        if held.state is State.RUNNING and not await _has_open(connection, broadcast_id):
            at = await now(connection)
            await drafts.move(
                connection, held, State.DONE, actor=drafts.SYSTEM, action="done", finished_at=at
            )


async def _has_open(connection: Connection, broadcast_id: int) -> bool:
    row = select(deliveries.c.id).where(
        deliveries.c.broadcast_id == broadcast_id,
        deliveries.c.state.in_(OPEN),
        deliveries.c.due_at.is_not(None),
    )
    return await connection.scalar(row.limit(1)) is not None


async def close_cancelled(connection: Connection) -> bool:
    """Close rows of cancelled broadcasts that nobody is sending; say whether there were any."""
    left = (
        select(deliveries.c.id)
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .where(
            broadcasts.c.state == State.CANCELLED,
            deliveries.c.state == DeliveryState.PENDING,
            deliveries.c.due_at.is_not(None),
        )
        .limit(CHUNK)
    )
    ids = (await connection.scalars(left)).all()
    if ids:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_(ids), deliveries.c.state == DeliveryState.PENDING)
            .values(
                state=DeliveryState.SKIPPED,
                reason=Reason.CANCELLED,
                due_at=None,
                settled_at=await now(connection),
            )
        )
    return bool(ids)


async def reopen(
    connection: Connection, broadcast_id: int, *, held: bool, after: int
) -> tuple[int, int]:
    """Let failed rows, and `held` ones too, be tried again; how many, and the last one's id.

    In chunks: `after` is the last one of the chunk before.
    """
    states = [DeliveryState.FAILED, *([DeliveryState.HELD] if held else [])]
    rows = await connection.scalars(
        select(deliveries.c.id)
        .where(
            deliveries.c.broadcast_id == broadcast_id,
            deliveries.c.state.in_(states),
            deliveries.c.reason.is_not(None),
            deliveries.c.chat_id.is_not(None),
            deliveries.c.id > after,
        )
        .order_by(deliveries.c.id)
        .limit(CHUNK)
    )
    ids = rows.all()
    if not ids:
        return 0, after
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids))
        .values(
            state=DeliveryState.PENDING,
            reason=None,
            settled_at=None,
            due_at=await now(connection),
            maybe_duplicate=or_(
                deliveries.c.maybe_duplicate, deliveries.c.state == DeliveryState.HELD
            ),
        )
    )
    return len(ids), ids[-1]
