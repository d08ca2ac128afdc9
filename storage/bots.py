"""What the bot is called on Telegram, so that others than Telegram's side can link to it."""

from __future__ import annotations

from sqlalchemy import select

from storage.clock import now
from storage.database import Connection
from storage.tables import bots
from storage.upsert import insert


async def meet(connection: Connection, bot_id: str, username: str) -> None:
    """Note what a bot is called, as Telegram says it now."""
    values = {"username": username, "met_at": await now(connection)}
    await connection.execute(
        insert(connection, bots)
        .values(id=bot_id, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


async def read_username(connection: Connection) -> str | None:
    """Read what the bot that served last is called; None where none ever did."""
    query = select(bots.c.username).order_by(bots.c.met_at.desc()).limit(1)
    found: str | None = await connection.scalar(query)
    return found
