"""Supporters: a chat's number, language, and what it follows. No name is ever kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update

from storage.broadcasts.recipients import follow_chat, forget_chat, is_linked, read_told
from storage.database import Connection
from storage.many import Change, among
from storage.tables import contexts, follows, inbox, supporters
from storage.upsert import insert

CANDIDATE = "candidate"
PRIORITY = "priority"


async def greet(connection: Connection, chat_id: int, *, language: str | None) -> None:
    """Keep a chat, or note that one is back: it wrote /start, so it may be sent things again."""
    values = {"language": language, "stopped_at": None, "unreachable_at": None}
    await connection.execute(
        insert(connection, supporters)
        .values(chat_id=chat_id, since=datetime.now(UTC), **values)
        .on_conflict_do_update(index_elements=["chat_id"], set_=values)
    )


async def follow(
    connection: Connection, chat_id: int, kind: str, target: str, *, language: str | None
) -> None:
    """Let a chat follow a priority or a candidate; following twice is following once."""
    await greet(connection, chat_id, language=language)
    await connection.execute(
        insert(connection, follows)
        .values(chat_id=chat_id, kind=kind, target=target)
        .on_conflict_do_nothing()
    )


async def unfollow(connection: Connection, chat_id: int, kind: str, target: str) -> None:
    """Let a chat no longer follow a priority or a candidate."""
    await connection.execute(
        delete(follows).where(
            follows.c.chat_id == chat_id, follows.c.kind == kind, follows.c.target == target
        )
    )


async def read_follows(connection: Connection, chat_id: int) -> list[tuple[str, str]]:
    """Read what a chat follows, as (kind, target)."""
    rows = await connection.execute(
        select(follows.c.kind, follows.c.target)
        .where(follows.c.chat_id == chat_id)
        .order_by(follows.c.kind.desc(), follows.c.target)
    )
    return [(row.kind, row.target) for row in rows]


async def stop(connection: Connection, chat_id: int) -> None:
    """Send a chat nothing any more; it follows nothing from now on."""
    await connection.execute(delete(follows).where(follows.c.chat_id == chat_id))
    await connection.execute(
        update(supporters)
        .where(supporters.c.chat_id == chat_id)
        .values(stopped_at=datetime.now(UTC))
    )


async def set_reachable(connection: Connection, chat_id: int, *, reachable: bool) -> None:
    """Note that a chat blocked the bot, or that it can be written to again."""
    await connection.execute(
        update(supporters)
        .where(supporters.c.chat_id == chat_id)
        .values(unreachable_at=None if reachable else datetime.now(UTC))
    )


async def read_languages(connection: Connection, chat_ids: Sequence[int]) -> list[str | None]:
    """Read which language each of these chats speaks, as far as it is known."""
    rows = await connection.execute(
        select(supporters.c.chat_id, supporters.c.language).where(
            supporters.c.chat_id.in_(chat_ids)
        )
    )
    spoken = {row.chat_id: row.language for row in rows}
    return [spoken.get(chat_id) for chat_id in chat_ids]


def hearing_from(connection: Connection, chat_ids: Collection[int]) -> Change:
    """Write that chats wrote: they can be written to again."""
    return Change(
        update(supporters)
        .where(among(connection, supporters.c.chat_id, chat_ids))
        .where(supporters.c.unreachable_at.is_not(None))
        .values(unreachable_at=None)
    )


async def move(connection: Connection, chat_id: int, new_chat_id: int) -> None:
    """Follow a group to the number it got as a supergroup."""
    await follow_chat(connection, chat_id, new_chat_id)
    rows = await connection.execute(select(supporters).where(supporters.c.chat_id == chat_id))
    if (row := rows.first()) is None:
        return
    kept = await read_follows(connection, chat_id)
    await connection.execute(
        insert(connection, supporters)
        .values(**(row._asdict() | {"chat_id": new_chat_id}))
        .on_conflict_do_nothing()
    )
    for kind, target in kept:
        await follow(connection, new_chat_id, kind, target, language=row.language)
    await connection.execute(delete(supporters).where(supporters.c.chat_id == chat_id))


async def export(connection: Connection, chat_id: int) -> dict[str, object]:
    """Read everything kept of a chat; nothing at all is an empty dict."""
    about = await connection.execute(select(contexts).where(contexts.c.chat_id == chat_id))
    kept: dict[str, object] = {}
    if (last := about.first()) is not None:
        kept["last_answer_about"] = [*last.candidates, *last.topics]
        kept["last_answer_at"] = last.answered_at.isoformat()
    if told := await read_told(connection, chat_id):
        kept["was_sent"] = told
    if await is_linked(connection, chat_id):
        kept["linked"] = "an organizer's own chat, for test messages"
    rows = await connection.execute(select(supporters).where(supporters.c.chat_id == chat_id))
    if (row := rows.first()) is None:
        return kept
    followed = await read_follows(connection, chat_id)
    return kept | {
        "chat_id": row.chat_id,
        "language": row.language,
        "since": row.since.isoformat(),
        "stopped_at": row.stopped_at and row.stopped_at.isoformat(),
        "unreachable_at": row.unreachable_at and row.unreachable_at.isoformat(),
        "follows": [f"{kind} {target}" for kind, target in followed],
    }


async def forget(connection: Connection, chat_id: int) -> None:
    """Erase everything kept of a chat, what waits of it in the inbox included."""
    await forget_chat(connection, chat_id)
    await connection.execute(delete(follows).where(follows.c.chat_id == chat_id))
    await connection.execute(delete(supporters).where(supporters.c.chat_id == chat_id))
    await connection.execute(delete(contexts).where(contexts.c.chat_id == chat_id))
    await connection.execute(
        update(inbox).where(inbox.c.chat == str(chat_id)).values(body=None, reply=None, chat=None)
    )


async def purge(connection: Connection, *, before: datetime) -> None:
    """Erase supporters who have not been reached since a moment, and what they followed."""
    gone = supporters.c.unreachable_at < before
    of_theirs = follows.c.chat_id.in_(select(supporters.c.chat_id).where(gone))
    await connection.execute(delete(follows).where(of_theirs))
    await connection.execute(delete(supporters).where(gone))


async def read_spoken(connection: Connection) -> list[str]:
    """Read the languages of those who can be written to, the most spoken first."""
    rows = await connection.execute(
        select(supporters.c.language)
        .where(
            supporters.c.language.is_not(None),
            supporters.c.stopped_at.is_(None),
            supporters.c.unreachable_at.is_(None),
        )
        .group_by(supporters.c.language)
        .order_by(func.count().desc(), supporters.c.language)
    )
    return [row.language for row in rows]
