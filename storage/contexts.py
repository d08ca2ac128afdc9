"""What each chat's last answer was about, kept for a while: "and women?" goes on from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from questions.understanding.resolution import NO_CONTEXT, Context
from storage.database import Connection
from storage.many import among
from storage.tables import contexts
from storage.upsert import insert

KEPT = timedelta(hours=1)
"""How long a chat's last answer is gone on from."""


async def remember(connection: Connection, answers: Iterable[tuple[int, Context]]) -> None:
    """Keep what the answers just given to chats are about, the last of each chat."""
    now = datetime.now(UTC)
    upsert = insert(connection, contexts)
    new = upsert.excluded
    await connection.execute(
        upsert.on_conflict_do_update(
            index_elements=["chat_id"],
            set_={
                "candidates": new.candidates,
                "topics": new.topics,
                "answered_at": new.answered_at,
            },
        ),
        [
            {
                "chat_id": chat_id,
                "candidates": list(about.candidates),
                "topics": list(about.topics),
                "answered_at": now,
            }
            for chat_id, about in dict(answers).items()
        ],
    )


async def recall(connection: Connection, chat_ids: Sequence[int]) -> Sequence[Context]:
    """Read what each chat's last answer was about: nothing where there was none of late."""
    rows = await connection.execute(
        select(contexts).where(
            among(connection, contexts.c.chat_id, chat_ids),
            contexts.c.answered_at > datetime.now(UTC) - KEPT,
        )
    )
    kept = {row.chat_id: Context(tuple(row.candidates), tuple(row.topics)) for row in rows}
    return [kept.get(chat_id, NO_CONTEXT) for chat_id in chat_ids]


async def purge(connection: Connection) -> None:
    """Erase what nobody will go on from any more."""
    old = contexts.c.answered_at <= datetime.now(UTC) - KEPT
    await connection.execute(delete(contexts).where(old))
