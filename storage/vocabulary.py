"""Words that staff add to understanding, in force as soon as they are committed."""

from __future__ import annotations

from sqlalchemy import select, update

from questions.agenda import Alias
from questions.candidate import Candidate
from questions.understanding.phrase import Phrase
from storage import audit
from storage.agenda import moved
from storage.database import Connection
from storage.tables import aliases, candidates, phrases
from storage.upsert import insert

STAFF = "staff"
"""The origin of words that no file brought: no loading of a file takes them away."""


async def add_alias(connection: Connection, alias: Alias, *, actor: str) -> None:
    """Let people say `alias` for its target from now on."""
    await connection.execute(
        insert(connection, aliases).values(**alias._asdict(), origin=STAFF).on_conflict_do_nothing()
    )
    await moved(connection)
    after = alias._asdict()
    await audit.record(
        connection, actor=actor, action="alias.add", subject=alias.target, after=after
    )


async def add_phrase(connection: Connection, phrase: Phrase, *, actor: str) -> None:
    """Let a phrase do from now on what its kind says."""
    await connection.execute(
        insert(connection, phrases)
        .values(**phrase._asdict(), origin=STAFF)
        .on_conflict_do_nothing()
    )
    await moved(connection)
    after = phrase._asdict()
    await audit.record(
        connection, actor=actor, action="phrase.add", subject=phrase.kind, after=after
    )


async def add_name(connection: Connection, candidate: Candidate, name: str, *, actor: str) -> None:
    """Let people call a candidate by another name from now on."""
    stored = await connection.scalar(
        select(candidates.c.aliases).where(candidates.c.id == candidate.id).with_for_update()
    )
    names = [*(stored or ()), name]
    await connection.execute(
        update(candidates).where(candidates.c.id == candidate.id).values(aliases=names)
    )
    await moved(connection)
    await audit.record(
        connection,
        actor=actor,
        action="candidate.alias",
        subject=f"candidate:{candidate.id}",
        before={"aliases": stored},
        after={"aliases": names},
    )
