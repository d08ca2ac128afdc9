"""What deliveries keep of one chat: told on request, moved with a group, erased when forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import case, delete, or_, select, update

from questions.delivery import OPEN, DeliveryState, Reason
from storage.clock import now
from storage.database import Connection
from storage.tables import broadcasts, deliveries, linked_chats

KEPT = timedelta(days=90)
"""For how long it is known who got a broadcast, so that it can be corrected there."""

CHUNK = 5_000
"""How many rows are purged in one transaction."""


async def read_told(connection: Connection, chat_id: int) -> list[str]:
    """Read which broadcasts a chat is a recipient of, and what became of each."""
    rows = await connection.execute(
        select(
            deliveries.c.broadcast_id,
            broadcasts.c.kind,
            deliveries.c.state,
            deliveries.c.settled_at,
        )
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .where(deliveries.c.chat_id == chat_id)
        .order_by(deliveries.c.id.desc())
        .limit(50)
    )
    return [
        f"{row.kind} B-{row.broadcast_id} {row.state}"
        + (f" {row.settled_at:%Y-%m-%d}" if row.settled_at else "")
        for row in rows
    ]


async def purge(connection: Connection) -> None:
    """Erase chats and messages from what was over long ago; some at a time, the counts stay."""
    over = select(broadcasts.c.id).where(broadcasts.c.finished_at < await now(connection) - KEPT)
    old = (
        select(deliveries.c.id)
        .where(deliveries.c.broadcast_id.in_(over), deliveries.c.chat_id.is_not(None))
        .limit(CHUNK)
    )
    await connection.execute(
        update(deliveries).where(deliveries.c.id.in_(old)).values(chat_id=None, message_id=None)
    )


async def is_linked(connection: Connection, chat_id: int) -> bool:
    """Say whether a chat is an organizer's own, for test messages."""
    query = select(linked_chats.c.actor).where(linked_chats.c.chat_id == chat_id).limit(1)
    return await connection.scalar(query) is not None


async def follow_chat(connection: Connection, chat_id: int, new_chat_id: int) -> None:
    """Send to a group's new number what was to go to its old one.

    What already went to the old one stays there. Where the new one is a recipient already, it
    gets nothing twice.
    """
    there = select(deliveries.c.broadcast_id).where(deliveries.c.chat_id == new_chat_id)
    moving = (deliveries.c.chat_id == chat_id) & deliveries.c.due_at.is_not(None)
    await connection.execute(
        update(deliveries)
        .where(moving, deliveries.c.broadcast_id.in_(there))
        .values(
            state=DeliveryState.SKIPPED,
            reason=Reason.GONE,
            due_at=None,
            settled_at=await now(connection),
        )
    )
    await connection.execute(update(deliveries).where(moving).values(chat_id=new_chat_id))


async def forget_chat(connection: Connection, chat_id: int) -> None:
    """Erase a chat from every delivery; the rows stay without it, so that counts stay true.

    What waits is not sent. What is just being sent cannot be called back.
    """
    waits = deliveries.c.state.in_((DeliveryState.PENDING, DeliveryState.CLAIMED))
    is_open = deliveries.c.state.in_(OPEN)
    at = await now(connection)
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.chat_id == chat_id)
        .values(
            chat_id=None,
            message_id=None,
            state=case((waits, DeliveryState.SKIPPED.value), else_=deliveries.c.state),
            reason=case((waits, Reason.FORGOTTEN.value), else_=deliveries.c.reason),
            due_at=case((waits, None), else_=deliveries.c.due_at),
            settled_at=case((or_(waits, ~is_open), at), else_=None),
        )
    )
    await connection.execute(delete(linked_chats).where(linked_chats.c.chat_id == chat_id))
