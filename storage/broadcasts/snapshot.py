"""The snapshot: who gets a broadcast, written down in chunks, with a cursor to go on from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Select,
    Subquery,
    and_,
    cast,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from questions.broadcast import Audience, Draft, Kind, State
from questions.delivery import DeliveryState
from storage.clock import now
from storage.database import Connection
from storage.supporters import CANDIDATE, PRIORITY
from storage.tables import Id, Moment, broadcasts, deliveries, follows, supporters

CHUNK = 2_000
"""How many recipients one transaction adds: a few hundredths of a second."""

BEFORE_ALL = -(2**62)
"""A number below every chat's; groups have negative ones."""


async def add_chunk(connection: Connection, size: int = CHUNK) -> bool:
    """Add the next recipients of a broadcast that has not all of them; False where none is such.

    Whoever came after the broadcast started is not of its set, so that it is the same set however
    often the work is taken up again.
    """
    row = (
        await connection.execute(
            select(broadcasts)
            .where(broadcasts.c.state == State.RUNNING, broadcasts.c.counted.is_(False))
            .order_by(broadcasts.c.id)
            .limit(1)
            # Others may begin to send what was added before.
            .with_for_update(skip_locked=True, key_share=True)
        )
    ).first()
    if row is None:
        return False
    audience = Audience(**{name: tuple(value) for name, value in row.audience.items()})
    who = _recipients(Kind(row.kind), audience, row.of_id, row.started_at).subquery()
    after = row.cursor if row.cursor is not None else BEFORE_ALL
    chunk = select(who.c.chat_id).where(who.c.chat_id > after).order_by(who.c.chat_id).limit(size)
    seen, last = (
        await connection.execute(select(func.count(), func.max(chunk.subquery().c.chat_id)))
    ).one()
    added = await _insert(connection, row.id, who, after, last) if seen else 0
    await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == row.id)
        .values(
            # Nobody's chat is kept longer than it is needed.
            cursor=last if seen == size else None,
            recipients=broadcasts.c.recipients + added,
            counted=seen < size,
        )
    )
    return True


async def _insert(
    connection: Connection, broadcast_id: int, who: Subquery, after: int, last: int
) -> int:
    at = await now(connection)
    rows = select(
        literal(broadcast_id, Id),
        who.c.chat_id,
        who.c.message_id,
        literal(DeliveryState.PENDING.value),
        literal(at, Moment),
        literal(0),
        literal(value=False),
    ).where(who.c.chat_id > after, who.c.chat_id <= last)
    columns = [
        *("broadcast_id", "chat_id", "message_id", "state", "due_at", "attempts"),
        "maybe_duplicate",
    ]
    added = await connection.execute(
        insert(deliveries).from_select(columns, rows.order_by(who.c.chat_id)),
        execution_options={"preserve_rowcount": True},
    )
    return added.rowcount


async def add_one(connection: Connection, broadcast_id: int, chat_id: int) -> None:
    """Make one chat all the recipients of a broadcast."""
    await connection.execute(
        insert(deliveries).values(
            broadcast_id=broadcast_id,
            chat_id=chat_id,
            state=DeliveryState.PENDING,
            due_at=await now(connection),
            attempts=0,
            maybe_duplicate=False,
        )
    )
    await connection.execute(
        update(broadcasts).where(broadcasts.c.id == broadcast_id).values(recipients=1, counted=True)
    )


async def count(connection: Connection, kind: Kind, draft: Draft) -> int:
    """Count who would get a draft if it started now."""
    at = await now(connection)
    who = _recipients(kind, draft.audience, draft.of, at).subquery()
    return int(await connection.scalar(select(func.count()).select_from(who)) or 0)


def _recipients(
    kind: Kind, audience: Audience, of: int | None, started_at: datetime
) -> Select[Any]:
    """Select chats, and for an edit or a deletion the message that each got."""
    if of is None:
        return _audience(audience, started_at)
    got = and_(
        deliveries.c.broadcast_id == of,
        deliveries.c.state == DeliveryState.SENT,
        deliveries.c.chat_id.is_not(None),
    )
    if kind.repeats_harmlessly:
        query = select(deliveries.c.chat_id, deliveries.c.message_id)
        return query.where(got, deliveries.c.message_id.is_not(None))
    return select(deliveries.c.chat_id, cast(null(), Id).label("message_id")).where(got)


def _audience(audience: Audience, started_at: datetime) -> Select[Any]:
    query = select(supporters.c.chat_id, cast(null(), Id).label("message_id")).where(
        supporters.c.stopped_at.is_(None),
        supporters.c.unreachable_at.is_(None),
        supporters.c.since <= started_at,
    )
    if audience.languages:
        query = query.where(supporters.c.language.in_(audience.languages))
    if audience.priorities or audience.candidates:
        follow = exists().where(
            follows.c.chat_id == supporters.c.chat_id,
            or_(
                and_(follows.c.kind == PRIORITY, follows.c.target.in_(audience.priorities)),
                and_(follows.c.kind == CANDIDATE, follows.c.target.in_(audience.candidates)),
            ),
        )
        query = query.where(follow)
    return query
