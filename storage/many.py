"""Many values in one statement whose text is the same for any number of them.

Postgres prepares a statement by its text, on every connection anew: `IN (…)` and `VALUES …`, as
long as what they hold, would be prepared again for each length.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY

from storage.database import Connection

Computed: TypeAlias = Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]]
"""Columns that the database works out, each of what its row gives for it."""


def among(
    connection: Connection, tested: Column[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """Write that a column has one of some values."""
    if connection.dialect.name == "sqlite":
        return tested.in_(values)
    return tested == any_(literal(list(values), ARRAY(tested.type)))


def insert_many(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    computed: Computed | None = None,
) -> tuple[postgresql.Insert | sqlite.Insert, Sequence[Mapping[str, Any]] | None]:
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
