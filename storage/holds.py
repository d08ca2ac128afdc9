"""Which process has a chat's messages in hand, and how much of its allowance the chat has spent.

A chat is held by one process at a time, so that its messages are handled one at a time and in
their order, whichever process they arrive at. A process that is not heard of any more holds
nothing. Whoever adds a message to a chat that another holds leaves it to them: they look once
more, with the chat's row locked, before they let go.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from sqlalchemy import Insert, and_, case, delete, exists, literal_column, or_, select, update

from storage.clock import unix_seconds
from storage.database import Connection
from storage.inbox import IS_OPEN
from storage.many import Change, Values, among, insert_many, run
from storage.tables import holds, inbox, processes
from storage.upsert import insert


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a chat may ask: `burst` messages at once, then one each `every` seconds.

    Whoever goes on beyond it waits for at most `penalty` seconds more than it takes to regain it.
    """

    burst: int
    every: float
    penalty: float = 30.0


UNLIMITED = Allowance(burst=1, every=0.0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of some messages of a chat: whether this process holds it, how many are too many.

    `first` is that none of the chat's were, right before; `others` that it has open updates which
    were not known of. Those may be done with by now, if another process had the chat until now.
    """

    chat: str
    mine: bool
    beyond: int
    first: bool
    others: bool


async def beat(connection: Connection, process: str, *, lease: float) -> None:
    """Say that a process is alive, for so many seconds from now."""
    until = unix_seconds(connection) + lease
    await connection.execute(
        insert(connection, processes)
        .values(id=process, alive_until=until)
        .on_conflict_do_update(index_elements=["id"], set_={"alive_until": until})
    )


async def lock(
    connection: Connection, platform: str, process: str, chats: Collection[str]
) -> set[str]:
    """Let nobody else change who holds these chats; tell which this process holds.

    Every process locks in the same order, so that no two wait for each other.
    """
    if not chats:
        return set()
    rows = await connection.execute(
        select(holds.c.chat, holds.c.held_by)
        .where(holds.c.platform == platform, among(connection, holds.c.chat, chats))
        .order_by(holds.c.chat)
        .with_for_update()
    )
    return {row.chat for row in rows if row.held_by == process}


async def claim(
    connection: Connection,
    platform: str,
    process: str,
    asked: Mapping[str, int],
    *,
    hold: Collection[str],
    allowance: Allowance,
    known: Collection[str] = (),
    besides: Sequence[Change] = (),
) -> list[Claim]:
    """Count what chats asked; hold those of `hold` that no living process holds.

    `known` are the open updates that this process knows of, `besides` are changes to other rows
    that are made with it. Every process claims in the same order, as it locks.
    """
    if not asked:
        return []
    statement, given = _counting(connection, platform, process, asked, hold, allowance)
    others = (inbox.c.platform == platform) & IS_OPEN & ~among(connection, inbox.c.update_id, known)
    if connection.dialect.name == "sqlite":
        rows = (await run(connection, statement, given, besides=besides)).all()
        chats = select(inbox.c.chat).where(inbox.c.chat.in_(asked), others)
        with_others = set(await connection.scalars(chats))
    else:
        # Named as text: what an INSERT returns is not taken for the rows that a query goes over.
        there = exists().where(inbox.c.chat == literal_column("holds.chat"), others)
        statement = statement.returning(there.label("others"))
        rows = (await run(connection, statement, given, besides=besides)).all()
        with_others = {row.chat for row in rows if row.others}
    return [
        Claim(
            row.chat,
            row.held_by == process,
            _beyond(row.overspent, asked[row.chat], allowance),
            row.refused == 1,
            row.chat in with_others,
        )
        for row in rows
    ]


def _counting(
    connection: Connection,
    platform: str,
    process: str,
    asked: Mapping[str, int],
    hold: Collection[str],
    allowance: Allowance,
) -> tuple[Insert, Values]:
    """Write what a claim counts and holds, and that it tells; what to run it with, too."""
    now = time.time()
    full = now + allowance.burst * allowance.every
    most = full + allowance.penalty
    upsert, given = insert_many(
        connection,
        holds,
        [
            {
                "platform": platform,
                "chat": chat,
                "held_by": process if chat in hold else None,
                "spent_until": min(now + count * allowance.every, most),
                "overspent": (count - allowance.burst) * allowance.every,
                "refused": int(allowance.every > 0 and count > allowance.burst),
            }
            for chat, count in sorted(asked.items())
        ],
    )
    new = upsert.excluded
    living = select(processes.c.id).where(processes.c.alive_until > unix_seconds(connection))
    free = or_(holds.c.held_by.is_(None), holds.c.held_by.not_in(living))
    before = case((holds.c.spent_until > now, holds.c.spent_until), else_=now)
    spent = before + new.overspent + allowance.burst * allowance.every
    statement = upsert.on_conflict_do_update(
        index_elements=["platform", "chat"],
        set_={
            "held_by": case((free, new.held_by), else_=holds.c.held_by),
            "spent_until": case((spent > most, most), else_=spent),
            "overspent": spent - full,
            "refused": case((spent > full, holds.c.refused + 1), else_=0),
        },
    )
    told = (holds.c.chat, holds.c.held_by, holds.c.overspent, holds.c.refused)
    return statement.returning(*told), given


def _beyond(overspent: float, count: int, allowance: Allowance) -> int:
    """Return how many of the messages just counted are too many."""
    if not allowance.every or overspent <= 0:
        return 0
    # A rounding error is no message.
    return min(count, ceil(overspent / allowance.every - 1e-3))


async def release(
    connection: Connection, platform: str, process: str, chats: Collection[str]
) -> set[str]:
    """Let go of chats that have nothing open, locked before; return those let go of."""
    if not chats:
        return set()
    more = exists().where(
        inbox.c.platform == holds.c.platform, inbox.c.chat == holds.c.chat, IS_OPEN
    )
    let_go = await connection.scalars(
        update(holds)
        .where(holds.c.platform == platform, among(connection, holds.c.chat, chats))
        .where(holds.c.held_by == process, ~more)
        .values(held_by=None)
        .returning(holds.c.chat)
    )
    return set(let_go)


async def unattended(
    connection: Connection, platform: str, process: str, *, limit: int
) -> list[str]:
    """Find chats with open updates that no other living process holds."""
    others = select(processes.c.id).where(
        processes.c.alive_until > unix_seconds(connection), processes.c.id != process
    )
    attended = exists().where(
        holds.c.platform == inbox.c.platform,
        holds.c.chat == inbox.c.chat,
        holds.c.held_by.in_(others),
    )
    found = await connection.scalars(
        select(inbox.c.chat)
        .where(inbox.c.platform == platform, IS_OPEN, inbox.c.chat.is_not(None), ~attended)
        .distinct()
        .limit(limit)
    )
    return [chat for chat in found if chat is not None]


async def held(connection: Connection, platform: str, process: str) -> set[str]:
    """Read which chats a process holds."""
    chats = await connection.scalars(
        select(holds.c.chat).where(holds.c.platform == platform, holds.c.held_by == process)
    )
    return set(chats)


async def let_go(connection: Connection, process: str) -> None:
    """Let go of all that a process holds: it ends."""
    await connection.execute(update(holds).where(holds.c.held_by == process).values(held_by=None))
    await connection.execute(delete(processes).where(processes.c.id == process))


async def purge(connection: Connection) -> None:
    """Drop chats that nobody holds once their allowance is whole again, and dead processes."""
    now = unix_seconds(connection)
    living = select(processes.c.id).where(processes.c.alive_until > now)
    unheld = or_(holds.c.held_by.is_(None), holds.c.held_by.not_in(living))
    await connection.execute(delete(holds).where(and_(unheld, holds.c.spent_until < now)))
    await connection.execute(delete(processes).where(processes.c.alive_until < now))
