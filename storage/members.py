"""Members of the coalition: their organisation and roles, granted and taken away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select

from questions.member import Member, Role
from storage import audit
from storage.database import Connection
from storage.tables import members
from storage.upsert import insert


async def read_member(connection: Connection, member_id: str) -> Member:
    """Read what somebody may do now; who was never granted anything may do nothing."""
    rows = await connection.execute(select(members).where(members.c.id == member_id))
    row = rows.first()
    return _member(row) if row else Member(member_id)


async def read_members(connection: Connection) -> list[Member]:
    """Read everybody who has a role, by id."""
    rows = await connection.execute(select(members).order_by(members.c.id))
    return [member for member in map(_member, rows) if member.roles]


async def grant(connection: Connection, member: Member, *, actor: str) -> None:
    """Make somebody's organisation and roles these; without roles they may do nothing."""
    before = await read_member(connection, member.id)
    values = {"organisation": member.organisation, "roles": sorted(member.roles)}
    await connection.execute(
        insert(connection, members)
        .values(id=member.id, since=datetime.now(UTC), **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
    await audit.record(
        connection,
        actor=actor,
        action="member.grant",
        subject=f"member:{member.id}",
        before={"organisation": before.organisation, "roles": sorted(before.roles)},
        after=values,
    )


def _member(row: Row[Any]) -> Member:
    return Member(row.id, row.organisation, frozenset(Role(role) for role in row.roles))
