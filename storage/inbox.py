"""What arrived and is not yet answered: in the store before it is acknowledged, handled once."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, ColumnElement, bindparam, cast, delete, or_, select, update

from storage.clock import unix_seconds
from storage.database import Connection
from storage.many import Change, among, insert_many, make, run
from storage.tables import inbox

Body: TypeAlias = dict[str, Any]
"""An update as its platform sent it."""

Reply: TypeAlias = list[dict[str, Any]]
"""What is to be sent for it, as its platform's room wrote it."""

KEPT = timedelta(days=3)
"""How long the mark stays that an update was handled (Telegram: repeats none after a day)."""

IS_OPEN = or_(inbox.c.body.is_not(None), inbox.c.reply.is_not(None))
"""That an update is not done with."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that is not done with: to be handled (`body`), or its reply to be sent.

    `chat` is whatever its answer has to come in order with: its chat, or itself alone. `asks` is
    whether it counts against what its chat may ask; news about the chat does not.
    """

    update_id: str
    chat: str
    body: Body | None
    reply: Reply | None = None
    asks: bool = True


async def take_in(
    connection: Connection,
    platform: str,
    arrivals: Sequence[Arrival],
    *,
    besides: Sequence[Change] = (),
) -> list[Arrival]:
    """Keep updates; return those that had not arrived before, at any process.

    `besides` are changes to other rows that are made with it.
    """
    if not arrivals:
        await make(connection, besides)
        return []
    now = datetime.now(UTC)
    rows = [
        {
            "platform": platform,
            "update_id": arrival.update_id,
            "arrived": place,
            "chat": arrival.chat,
            "body": arrival.body,
            "received_at": now,
        }
        for place, arrival in enumerate(arrivals)
    ]
    statement, given = insert_many(
        connection, inbox, rows, {"arrived": partial(_arrived, connection)}
    )
    statement = statement.on_conflict_do_nothing()
    new = await run(connection, statement.returning(inbox.c.update_id), given, besides=besides)
    new_ids = set(new.scalars())
    return [arrival for arrival in arrivals if arrival.update_id in new_ids]


def _arrived(connection: Connection, place: ColumnElement[int]) -> ColumnElement[int]:
    """Write the order of arrival as SQL, in nanoseconds; processes may be on many machines."""
    if connection.dialect.name == "sqlite":
        return place + time.time_ns()
    return cast(unix_seconds(connection) * 1_000_000_000, BigInteger) + place


async def read_open(
    connection: Connection, platform: str, chat: str, *, limit: int
) -> list[Arrival]:
    """Read what is not done with of a chat, in the order of its arrival."""
    rows = await connection.execute(
        select(inbox)
        .where(inbox.c.platform == platform, inbox.c.chat == chat, IS_OPEN)
        .order_by(inbox.c.arrived)
        .limit(limit)
    )
    return [Arrival(row.update_id, row.chat, row.body, row.reply) for row in rows]


async def mark_handled(
    connection: Connection, platform: str, handled: Sequence[tuple[str, Reply]]
) -> None:
    """Erase the bodies of handled updates and keep what is to be sent for each."""
    if handled:
        await connection.execute(
            update(inbox)
            .where(inbox.c.platform == platform, inbox.c.update_id == bindparam("id"))
            .values(body=None, reply=bindparam("to_send")),
            [{"id": update_id, "to_send": reply or None} for update_id, reply in handled],
        )


def marking_sent(connection: Connection, platform: str, update_ids: Collection[str]) -> Change:
    """Write that all is erased of updates that are done with, and whose chat they were of."""
    return Change(
        update(inbox)
        .where(inbox.c.platform == platform, among(connection, inbox.c.update_id, update_ids))
        .values(body=None, reply=None, chat=None)
    )


async def mark_sent(connection: Connection, platform: str, update_ids: Collection[str]) -> None:
    """Erase all that is left of updates that are done with."""
    if update_ids:
        await make(connection, [marking_sent(connection, platform, update_ids)])


async def purge(connection: Connection) -> None:
    """Drop the marks of updates too old to come again."""
    await connection.execute(
        delete(inbox).where(
            inbox.c.body.is_(None),
            inbox.c.reply.is_(None),
            inbox.c.received_at < datetime.now(UTC) - KEPT,
        )
    )
