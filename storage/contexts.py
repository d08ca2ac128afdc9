"""What each chat's last answer was about, kept for a while: "and women?" goes on from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from questions.understanding.resolution import NO_CONTEXT, Context
from storage.database import Connection, Database
from storage.tables import contexts
from storage.upsert import insert

KEPT = timedelta(hours=1)
"""How long a chat's last answer is gone on from."""


async def remember(connection: Connection, chat_id: int, about: Context) -> None:
    """Keep what the answer just given to a chat is about."""
    values = {
        "candidates": list(about.candidates),
        "topics": list(about.topics),
        "answered_at": datetime.now(UTC),
    }
    await connection.execute(
        insert(connection, contexts)
        .values(chat_id=chat_id, **values)
        .on_conflict_do_update(index_elements=["chat_id"], set_=values)
    )


async def recall(database: Database, chat_ids: Sequence[int]) -> Sequence[Context]:
    """Read what each chat's last answer was about: nothing where there was none of late."""
    async with database.reading() as connection:
        rows = await connection.execute(
            select(contexts).where(
                contexts.c.chat_id.in_(chat_ids),
                contexts.c.answered_at > datetime.now(UTC) - KEPT,
            )
        )
        kept = {row.chat_id: Context(tuple(row.candidates), tuple(row.topics)) for row in rows}
    return [kept.get(chat_id, NO_CONTEXT) for chat_id in chat_ids]


async def purge(connection: Connection) -> None:
    """Erase what nobody will go on from any more."""
    old = contexts.c.answered_at <= datetime.now(UTC) - KEPT
    await connection.execute(delete(contexts).where(old))
