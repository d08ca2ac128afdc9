"""Many values in one statement, and many statements in one.

Postgres prepares a statement by its text, on every connection anew: `IN (…)` and `VALUES …`, as
long as what they hold, would be prepared again for each length. And each statement costs it a
round trip, which on a small batch is most of what there is to do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    CursorResult,
    Insert,
    Table,
    Text,
    Update,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY

from storage.database import Connection

Computed: TypeAlias = Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]]
"""Columns that the database works out, each of what its row gives for it."""


Values: TypeAlias = Sequence[Mapping[str, Any]] | None
"""What a statement is run with: the values of many rows, or none where it holds them itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that changes something and tells nothing, and what it is run with."""

    statement: Insert | Update
    given: Values = None


async def run(
    connection: Connection,
    statement: Insert | Update,
    given: Values = None,
    *,
    besides: Sequence[Change] = (),
) -> CursorResult[Any]:
    """Run a statement, and changes to other rows besides: on Postgres in the same round trip."""
    if connection.dialect.name == "sqlite":
        for change in besides:
            await connection.execute(change.statement, change.given)
    else:
        beside = (each.statement.cte(f"beside_{place}") for place, each in enumerate(besides))
        statement = statement.add_cte(*beside)
    return await connection.execute(statement, given)


async def make(connection: Connection, changes: Sequence[Change]) -> None:
    """Make changes, each to other rows: on Postgres in one round trip."""
    if changes:
        *besides, last = changes
        await run(connection, last.statement, last.given, besides=besides)


def among(
    connection: Connection, tested: Column[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Write that a column has one of some values."""
    if connection.dialect.name == "sqlite":
        return tested.in_(values)
    return tested == any_(literal(list(values), ARRAY(tested.type)))


def among_pairs(
    connection: Connection,
    tested: tuple[Column[Any], Column[Any]],
    pairs: Collection[tuple[Any, Any]],
) -> ColumnElement[bool]:
    """Write that two columns have one of some pairs of values."""
    firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
    one, other = tested
    if connection.dialect.name == "sqlite":
        # It finds pairs by index only where each column is listed, too.
        return (
            one.in_(sorted(set(firsts)))
            & other.in_(sorted(set(seconds)))
            & tuple_(one, other).in_(pairs)
        )
    lists = func.unnest(literal(firsts, ARRAY(one.type)), literal(seconds, ARRAY(other.type)))
    given = lists.table_valued(column("one", one.type), column("other", other.type))
    given = given.render_derived(name="pairs")
    return tuple_(one, other).in_(select(given.c.one, given.c.other))


def insert_many(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    computed: Computed | None = None,
) -> tuple[postgresql.Insert | sqlite.Insert, Values]:
    """Begin an INSERT that can name what to do on a conflict; return what to run it with, too."""
    computed = computed or {}
    if connection.dialect.name == "sqlite":
        worked_out = {name: work(bindparam(f"for_{name}")) for name, work in computed.items()}
        renamed = [
            {f"for_{name}" if name in computed else name: value for name, value in row.items()}
            for row in rows
        ]
        return sqlite.insert(table).values(**worked_out), renamed
    names = list(rows[0])
    types = {name: Text() if _is_json(table.c[name]) else table.c[name].type for name in names}
    written = {name: _write if _is_json(table.c[name]) else _as_it_is for name in names}
    lists = [
        literal([written[name](row[name]) for row in rows], ARRAY(types[name])) for name in names
    ]
    given = func.unnest(*lists).table_valued(*(column(name, types[name]) for name in names))
    given = given.render_derived(name="given")
    values = [
        computed[name](given.c[name])
        if name in computed
        else cast(given.c[name], table.c[name].type)
        for name in names
    ]
    return postgresql.insert(table).from_select(names, select(*values)), None


def _is_json(stored: Column[Any]) -> bool:
    return isinstance(stored.type, JSON)


def _write(value: object) -> str | None:
    return None if value is None else json.dumps(value)


def _as_it_is(value: object) -> object:
    return value
