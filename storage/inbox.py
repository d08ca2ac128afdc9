"""What arrived and is not yet answered: in the store before it is acknowledged, handled once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import bindparam, delete, or_, select, update

from storage.database import Connection
from storage.tables import inbox
from storage.upsert import insert

Body: TypeAlias = dict[str, Any]
"""An update as its platform sent it."""

Reply: TypeAlias = list[dict[str, Any]]
"""What is to be sent for it, as its platform's room wrote it."""

KEPT = timedelta(days=3)
"""How long the mark stays that an update was handled (Telegram: repeats none after a day)."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that is not done with: to be handled (`body`), or its reply to be sent."""

    update_id: str
    chat: str | None
    body: Body | None
    reply: Reply | None = None


async def take_in(
    connection: Connection, platform: str, arrivals: Sequence[Arrival]
) -> list[Arrival]:
    """Keep updates; return those that had not arrived before."""
    if not arrivals:
        return []
    known = await connection.scalars(
        select(inbox.c.update_id).where(
            inbox.c.platform == platform,
            inbox.c.update_id.in_([arrival.update_id for arrival in arrivals]),
        )
    )
    seen = set(known)
    new = [arrival for arrival in arrivals if arrival.update_id not in seen]
    if new:
        first = time.time_ns()
        now = datetime.now(UTC)
        await connection.execute(
            insert(connection, inbox).on_conflict_do_nothing(),
            [
                {
                    "platform": platform,
                    "update_id": arrival.update_id,
                    "arrived": first + place,
                    "chat": arrival.chat,
                    "body": arrival.body,
                    "received_at": now,
                }
                for place, arrival in enumerate(new)
            ],
        )
    return new


async def read_open(connection: Connection, platform: str) -> list[Arrival]:
    """Read what is not done with, in the order of its arrival: the work left by a crash."""
    rows = await connection.execute(
        select(inbox)
        .where(inbox.c.platform == platform)
        .where(or_(inbox.c.body.is_not(None), inbox.c.reply.is_not(None)))
        .order_by(inbox.c.arrived)
    )
    return [Arrival(row.update_id, row.chat, row.body, row.reply) for row in rows]


async def mark_handled(
    connection: Connection, platform: str, handled: Iterable[tuple[str, Reply]]
) -> None:
    """Erase the bodies of handled updates and keep what is to be sent for each."""
    await connection.execute(
        update(inbox)
        .where(inbox.c.platform == platform, inbox.c.update_id == bindparam("id"))
        .values(body=None, reply=bindparam("to_send")),
        [{"id": update_id, "to_send": reply or None} for update_id, reply in handled],
    )


async def mark_sent(connection: Connection, platform: str, update_ids: Iterable[str]) -> None:
    """Erase all that is left of updates that are done with, and whose chat they were of."""
    await connection.execute(
        update(inbox)
        .where(inbox.c.platform == platform, inbox.c.update_id.in_(list(update_ids)))
        .values(body=None, reply=None, chat=None)
    )


async def purge(connection: Connection) -> None:
    """Drop the marks of updates too old to come again."""
    await connection.execute(
        delete(inbox).where(
            inbox.c.body.is_(None),
            inbox.c.reply.is_(None),
            inbox.c.received_at < datetime.now(UTC) - KEPT,
        )
    )
