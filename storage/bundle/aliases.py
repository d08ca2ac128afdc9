"""Aliases of a bundle: which ones are new, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import insert

from questions.agenda import Alias
from questions.bundle.shape import AliasEntry
from storage import agenda, audit
from storage.bundle.terms import Change, Terms
from storage.database import Connection
from storage.tables import aliases
from storage.words import read_aliases

IMPORTED = "imported"
"""The origin of aliases that came with a bundle; loading an agenda leaves them alone."""


AliasChange: TypeAlias = Change[AliasEntry, Alias]


async def changes(
    connection: Connection, entries: Sequence[AliasEntry], _terms: Terms
) -> list[AliasChange]:
    """Find the aliases that are not in the store."""
    known = set(await read_aliases(connection))
    return [Change(entry, None, entry.alias) for entry in entries if entry.alias not in known]


async def write(connection: Connection, changes: Sequence[AliasChange], terms: Terms) -> None:
    """Write the new aliases down."""
    new = [change.after._asdict() for change in changes]
    await connection.execute(insert(aliases), [alias | {"origin": IMPORTED} for alias in new])
    await audit.record_all(
        connection,
        actor=terms.operator,
        action=f"{terms.via}.alias",
        deeds=[
            audit.Deed(f"alias:{change.after.target}", None, alias)
            for change, alias in zip(changes, new, strict=True)
        ],
    )
    await agenda.moved(connection)
