"""Lanes: what one bot may send, shared by every worker of its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage.clock import now
from storage.database import Connection
from storage.tables import lanes
from storage.upsert import insert


@dataclass(frozen=True, slots=True)
class Lane:
    """A bot's pace (slots a second, 0 for none), its next free slot, and until when it is shut."""

    pace: float
    next_slot_at: datetime
    blocked_until: datetime | None


async def open_lane(connection: Connection, bot_id: str, *, pace: float) -> None:
    """Set a bot's pace; what is known of its slots and of a block stays."""
    await connection.execute(
        insert(connection, lanes)
        .values(bot_id=bot_id, pace=pace, next_slot_at=await now(connection))
        .on_conflict_do_update(index_elements=["bot_id"], set_={"pace": pace})
    )


async def hold_lane(connection: Connection, bot_id: str) -> Lane:
    """Read a lane, and keep other workers from its slots until the end of the transaction."""
    row = (
        await connection.execute(select(lanes).where(lanes.c.bot_id == bot_id).with_for_update())
    ).one()
    return Lane(row.pace, row.next_slot_at, row.blocked_until)


async def take_slots(connection: Connection, bot_id: str, next_slot_at: datetime) -> None:
    """Note which slot is the next that is free."""
    await connection.execute(
        update(lanes).where(lanes.c.bot_id == bot_id).values(next_slot_at=next_slot_at)
    )


async def blocked_for(connection: Connection, bot_id: str, at: datetime) -> float:
    """Tell for how many seconds nothing may be sent; 0 where it may."""
    until = await connection.scalar(select(lanes.c.blocked_until).where(lanes.c.bot_id == bot_id))
    return max(0.0, (until - at).total_seconds()) if until else 0.0


async def block(connection: Connection, bot_id: str, seconds: float) -> None:
    """Let no worker of this bot send anything for so long; a longer block stays as it is."""
    lane = await hold_lane(connection, bot_id)
    until = await now(connection) + timedelta(seconds=seconds)
    if lane.blocked_until is None or lane.blocked_until < until:
        await connection.execute(
            update(lanes).where(lanes.c.bot_id == bot_id).values(blocked_until=until)
        )
