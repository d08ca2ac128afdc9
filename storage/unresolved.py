"""What was not understood, as text and count: nobody is kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, select

from questions.understanding.clean import split
from storage.database import Connection
from storage.tables import unresolved
from storage.upsert import insert

LENGTH = 200
"""What is kept of a text, in characters."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A text, what it came to, how often it was asked, and when last."""

    text: str
    behaviour: str
    times: int
    last_on: date


async def count(connection: Connection, said: str, behaviour: str) -> None:
    """Count a text that was not understood: its words, without case and accents."""
    text = " ".join(split(said))[:LENGTH]
    if not text:
        return
    today = datetime.now(UTC).date()
    await connection.execute(
        insert(connection, unresolved)
        .values(text=text, behaviour=behaviour, times=1, last_on=today)
        .on_conflict_do_update(
            index_elements=["text"],
            set_={"times": unresolved.c.times + 1, "behaviour": behaviour, "last_on": today},
        )
    )


async def most_asked(connection: Connection, limit: int) -> list[Unresolved]:
    """Read what was asked most often."""
    rows = await connection.execute(
        select(unresolved)
        .order_by(unresolved.c.times.desc(), unresolved.c.last_on.desc(), unresolved.c.text)
        .limit(limit)
    )
    return [Unresolved(row.text, row.behaviour, row.times, row.last_on) for row in rows]


async def drop(connection: Connection, text: str) -> None:
    """Forget a text: it is understood now, or never will be."""
    key = " ".join(split(text))[:LENGTH]
    await connection.execute(delete(unresolved).where(unresolved.c.text == key))


async def purge(connection: Connection, *, before: date) -> None:
    """Erase what nobody has asked since a day."""
    await connection.execute(delete(unresolved).where(unresolved.c.last_on < before))
