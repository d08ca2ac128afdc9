"""Broadcasts themselves: composed, read, and moved from state to state."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, select, update

from questions.broadcast import (
    Ambiguity,
    Audience,
    Broadcast,
    Draft,
    Kind,
    Link,
    State,
    require_move,
)
from questions.errors import UnknownBroadcast
from storage import audit
from storage.clock import now
from storage.database import Connection
from storage.tables import broadcasts
from storage.upsert import insert

SYSTEM = "hustings"
"""The actor of what the program does by itself."""


async def create(
    connection: Connection,
    kind: Kind,
    draft: Draft,
    *,
    actor: str,
    running: bool = False,
    day: date | None = None,
) -> Broadcast | None:
    """Keep a new draft, or one that runs at once; None where the digest of that day is there."""
    at = await now(connection)
    row = await connection.execute(
        insert(connection, broadcasts)
        .values(
            kind=kind,
            state=State.RUNNING if running else State.DRAFT,
            version=1,
            author=actor,
            created_at=at,
            started_at=at if running else None,
            recipients=0,
            counted=False,
            day=day,
            **_columns(draft),
        )
        .on_conflict_do_nothing(index_elements=["day"])
        .returning(broadcasts)
    )
    if (found := row.first()) is None:
        return None
    made = broadcast_from(found)
    await audit.record(
        connection,
        actor=actor,
        action=f"broadcast.{kind}",
        subject=made.subject,
        after=_written(draft),
    )
    return made


async def rewrite(connection: Connection, before: Broadcast, draft: Draft, *, actor: str) -> None:
    """Put other words or terms in place of a draft's; whatever approval it had is void."""
    await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.id == before.id)
        .values(
            state=State.DRAFT,
            version=before.version + 1,
            author=actor,
            approver=None,
            **_columns(draft),
        )
    )
    await audit.record(
        connection,
        actor=actor,
        action="broadcast.rewrite",
        subject=before.subject,
        before=_written(before.draft) | {"state": before.state, "approver": before.approver},
        after=_written(draft),
    )


async def read(connection: Connection, broadcast_id: int, *, hold: bool = False) -> Broadcast:
    """Read a broadcast; `hold` keeps others from changing it meanwhile. Raises UnknownBroadcast."""
    query = select(broadcasts).where(broadcasts.c.id == broadcast_id)
    row = (await connection.execute(query.with_for_update() if hold else query)).first()
    if row is None:
        raise UnknownBroadcast(f"There is no broadcast {broadcast_id}.")
    return broadcast_from(row)


async def read_latest(connection: Connection, limit: int) -> list[Broadcast]:
    """Read broadcasts, the latest first, without tests."""
    rows = await connection.execute(
        select(broadcasts)
        .where(broadcasts.c.kind != Kind.TEST)
        .order_by(broadcasts.c.id.desc())
        .limit(limit)
    )
    return [broadcast_from(row) for row in rows]


async def move(
    connection: Connection,
    held: Broadcast,
    state: State,
    *,
    actor: str,
    action: str,
    **values: object,
) -> None:
    """Bring a broadcast that is held (`read`) to another state. Raises NotPossible."""
    require_move(held.state, state)
    await connection.execute(
        update(broadcasts).where(broadcasts.c.id == held.id).values(state=state, **values)
    )
    shown = {name: value for name, value in values.items() if isinstance(value, str | int)}
    await audit.record(
        connection,
        actor=actor,
        action=f"broadcast.{action}",
        subject=held.subject,
        before={"state": held.state},
        after={"state": state, "version": held.version, **shown},
    )


async def any_live(connection: Connection) -> bool:
    """Say whether anything is to be started or is running."""
    live = select(broadcasts.c.id).where(broadcasts.c.state.in_((State.SCHEDULED, State.RUNNING)))
    return await connection.scalar(live.limit(1)) is not None


async def start_due(connection: Connection) -> bool:
    """Start what is due, and cancel what expired before it started; say whether anything moved."""
    at = await now(connection)
    rows = await connection.execute(
        select(broadcasts)
        .where(broadcasts.c.state == State.SCHEDULED, broadcasts.c.start_at <= at)
        .with_for_update(skip_locked=True)
    )
    due = [broadcast_from(row) for row in rows]
    for each in due:
        if each.draft.expires_at and each.draft.expires_at <= at:
            await move(
                *(connection, each, State.CANCELLED),
                actor=SYSTEM,
                action="expire",
                reason="expired before it started",
                finished_at=at,
            )
        else:
            await move(connection, each, State.RUNNING, actor=SYSTEM, action="start", started_at=at)
    return bool(due)


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "of_id": draft.of,
        "texts": dict(draft.texts),
        "fallback": draft.fallback,
        "links": [asdict(link) for link in draft.links],
        "audience": {name: list(value) for name, value in asdict(draft.audience).items()},
        "ambiguity": draft.ambiguity,
        "start_at": draft.start_at,
        "expires_at": draft.expires_at,
    }


def _written(draft: Draft) -> dict[str, object]:
    """Write a draft for the audit."""
    columns = _columns(draft)
    moments = {name: columns[name] for name in ("start_at", "expires_at")}
    return columns | {name: at and at.isoformat() for name, at in moments.items()}


def broadcast_from(row: Row[Any]) -> Broadcast:
    """Read a broadcast from a row of its table."""
    audience = {name: tuple(value) for name, value in row.audience.items()}
    draft = Draft(
        texts=row.texts,
        fallback=row.fallback,
        links=tuple(Link(**link) for link in row.links),
        audience=Audience(**audience),
        start_at=row.start_at,
        expires_at=row.expires_at,
        ambiguity=Ambiguity(row.ambiguity),
        of=row.of_id,
    )
    return Broadcast(
        id=row.id,
        kind=Kind(row.kind),
        state=State(row.state),
        version=row.version,
        author=row.author,
        draft=draft,
        approver=row.approver,
        reason=row.reason,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
