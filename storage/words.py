"""The words that understanding works with: read at once, and made those of a file.

They are tens of thousands of short texts: those of one sort come joined, in one row.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Column, ColumnElement, Table, bindparam, delete, func, insert, select

from questions.agenda import Alias, AliasKind
from questions.understanding.phrase import Phrase
from storage.database import Connection
from storage.tables import aliases, phrases

BUNDLED = "bundled"
"""The origin of words that came with a file; what others added is never replaced."""
_BETWEEN = "\x1f"
"""Stands between two texts: a control character, which nobody types."""

_Word = TypeVar("_Word", Alias, Phrase)
_Reads: TypeAlias = Callable[..., Awaitable[list[_Word]]]


async def read_aliases(connection: Connection, *where: ColumnElement[bool]) -> list[Alias]:
    """Read the aliases, or some of them, in no order."""
    sorts = await _read(connection, aliases, where)
    found = (
        [Alias(AliasKind(kind), target, language, text) for text in texts]
        for kind, target, language, texts in sorts
    )
    return list(chain.from_iterable(found))


async def read_phrases(connection: Connection, *where: ColumnElement[bool]) -> list[Phrase]:
    """Read the phrases, or some of them, in no order."""
    sorts = await _read(connection, phrases, where)
    found = ([Phrase(kind, language, text) for text in texts] for kind, language, texts in sorts)
    return list(chain.from_iterable(found))


async def renew_aliases(connection: Connection, wanted: Iterable[Alias]) -> bool:
    """Make the bundled aliases those given, others' staying; say whether that changed any."""
    return await _renew(connection, aliases, read_aliases, wanted)


async def renew_phrases(connection: Connection, wanted: Iterable[Phrase]) -> bool:
    """Make the bundled phrases those given, others' staying; say whether that changed any."""
    return await _renew(connection, phrases, read_phrases, wanted)


async def _read(
    connection: Connection, table: Table, where: Sequence[ColumnElement[bool]]
) -> list[tuple[Any, ...]]:
    """Read texts by their sorts: the values of a sort's columns, and the texts."""
    sort = [column for column in _written(table) if column is not table.c.text]
    rows = await connection.execute(
        select(*sort, func.aggregate_strings(table.c.text, _BETWEEN)).where(*where).group_by(*sort)
    )
    return [(*values, texts.split(_BETWEEN)) for *values, texts in rows]


async def _renew(
    connection: Connection, table: Table, read: _Reads[_Word], wanted: Iterable[_Word]
) -> bool:
    keep = set(wanted)
    bundled = set(await read(connection, table.c.origin == BUNDLED))
    gone = sorted(bundled - keep)
    new = sorted(keep - bundled)
    if new:
        others = set(await read(connection, table.c.origin != BUNDLED))
        new = [each for each in new if each not in others]
    if gone:
        same = [column == bindparam(f"gone_{column.name}") for column in _written(table)]
        await connection.execute(
            delete(table).where(table.c.origin == BUNDLED, *same),
            [{f"gone_{name}": value for name, value in each._asdict().items()} for each in gone],
        )
    if new:
        await connection.execute(
            insert(table), [each._asdict() | {"origin": BUNDLED} for each in new]
        )
    return bool(gone or new)


def _written(table: Table) -> list[Column[Any]]:
    """Return the columns of a word that are its own."""
    return [column for column in table.columns if column.name not in ("id", "origin")]
