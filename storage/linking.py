"""An organizer's own chat, linked by a code that works once: test messages go there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage import audit
from storage.clock import now
from storage.database import Connection
from storage.tables import link_codes, linked_chats
from storage.upsert import insert

VALID = timedelta(minutes=15)
"""For how long a code can be used."""


async def make_code(connection: Connection, actor: str) -> str:
    """Make a code for whoever this actor is; an earlier one no longer works."""
    at = await now(connection)
    await connection.execute(
        delete(link_codes).where((link_codes.c.actor == actor) | (link_codes.c.expires_at < at))
    )
    code = secrets.token_hex(16)
    values = {"code": code, "actor": actor, "expires_at": at + VALID}
    await connection.execute(insert(connection, link_codes).values(values))
    return code


async def is_valid(connection: Connection, code: str) -> bool:
    """Say whether a code can still be used."""
    expires_at: datetime | None = await connection.scalar(
        select(link_codes.c.expires_at).where(link_codes.c.code == code)
    )
    return expires_at is not None and expires_at > await now(connection)


async def redeem(connection: Connection, code: str, *, chat_id: int) -> bool:
    """Link the chat that sends a code to the actor it was made for; say whether it was valid."""
    at = await now(connection)
    actor: str | None = await connection.scalar(
        delete(link_codes)
        .where(link_codes.c.code == code, link_codes.c.expires_at > at)
        .returning(link_codes.c.actor)
    )
    if actor is None:
        return False
    values = {"chat_id": chat_id, "linked_at": at}
    await connection.execute(
        insert(connection, linked_chats)
        .values(actor=actor, **values)
        .on_conflict_do_update(index_elements=["actor"], set_=values)
    )
    # Which chat it is stays out of the audit: it can be forgotten, and the audit cannot.
    await audit.record(connection, actor=actor, action="chat.link", subject=actor[:100])
    return True


async def read_linked(connection: Connection, actor: str) -> int | None:
    """Read which chat an actor linked."""
    query = select(linked_chats.c.chat_id).where(linked_chats.c.actor == actor)
    found: int | None = await connection.scalar(query)
    return found
