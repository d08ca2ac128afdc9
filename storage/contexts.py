"""What each chat's last answer was about, kept for a while: "and women?" goes on from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, delete, select

from questions.understanding.resolution import NO_CONTEXT, Context
from storage.database import Connection
from storage.many import Change, among, insert_many, make
from storage.tables import contexts, state

KEPT = timedelta(hours=1)
"""How long a chat's last answer is gone on from."""


def remembering(connection: Connection, answers: Iterable[tuple[int, Context]]) -> Change:
    """Write that the answers just given to chats (one or more) are kept, the last of each chat."""
    now = datetime.now(UTC)
    upsert, given = insert_many(
        connection,
        contexts,
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
    new = upsert.excluded
    kept = {"candidates": new.candidates, "topics": new.topics, "answered_at": new.answered_at}
    return Change(upsert.on_conflict_do_update(index_elements=["chat_id"], set_=kept), given)


async def remember(connection: Connection, chat_id: int, about: Context) -> None:
    """Keep what the answer just given to a chat is about."""
    await make(connection, [remembering(connection, [(chat_id, about)])])


async def recall(connection: Connection, chat_ids: Sequence[int]) -> tuple[Sequence[Context], int]:
    """Read what each chat's last answer was about, and which version the catalogue has.

    Nothing is recalled where there was no answer of late.
    """
    of_late = (
        among(connection, contexts.c.chat_id, chat_ids),
        contexts.c.answered_at > datetime.now(UTC) - KEPT,
    )
    rows = await connection.execute(
        select(
            state.c.catalogue_version, contexts.c.chat_id, contexts.c.candidates, contexts.c.topics
        ).select_from(state.outerjoin(contexts, and_(*of_late)))
    )
    kept: dict[int | None, Context] = {}
    version = 0
    for row in rows:
        version = row.catalogue_version
        if row.chat_id is not None:
            kept[row.chat_id] = Context(tuple(row.candidates), tuple(row.topics))
    return [kept.get(chat_id, NO_CONTEXT) for chat_id in chat_ids], version


async def purge(connection: Connection) -> None:
    """Erase what nobody will go on from any more."""
    old = contexts.c.answered_at <= datetime.now(UTC) - KEPT
    await connection.execute(delete(contexts).where(old))
