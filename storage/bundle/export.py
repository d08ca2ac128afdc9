"""Everything public as a bundle, in an order that every store agrees on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import select

from questions.bundle.shape import AliasEntry, Bundle, CandidateEntry, PuttingEntry, ResponseEntry
from questions.candidate import Candidate
from storage.bundle.recorded import content_from
from storage.database import Connection
from storage.responses import putting_from
from storage.tables import aliases, candidates, puttings, responses, revisions
from storage.words import BUNDLED, read_aliases

ROWS = 2_000
"""How many rows are held at a time in the store's own form, which takes the most room."""


async def export_bundle(connection: Connection) -> Bundle:
    """Read candidates, the aliases that no agenda file brings, puttings, and what stands.

    Candidates come last: one that is added meanwhile is then in the bundle for its records too.
    """
    said = await _responses(connection)
    put = await _puttings(connection)
    named = await _aliases(connection)
    return Bundle(await _candidates(connection), named, put, said)


async def _responses(connection: Connection) -> tuple[ResponseEntry, ...]:
    query = select(
        responses.c.candidate_id, responses.c.question_id, responses.c.edition_id, revisions
    ).join(revisions, (revisions.c.response_id == responses.c.id) & revisions.c.stands)
    entries: list[ResponseEntry] = []
    async with connection.stream(query) as rows:
        async for some in rows.partitions(ROWS):
            for row in some:
                content = content_from(row)
                given = _given(content.statement, ("language", "translation", "assessment"))
                entries.append(
                    ResponseEntry(row.candidate_id, row.question_id, content, row.edition_id, given)
                )
    return tuple(sorted(entries, key=_place))


async def _puttings(connection: Connection) -> tuple[PuttingEntry, ...]:
    rows = await connection.execute(select(puttings))
    entries = [
        PuttingEntry(
            row.candidate_id,
            row.question_id,
            row.put_on,
            row.channel,
            row.due_on,
            row.edition_id,
            _given(putting_from(row), ("channel", "due_on")),
        )
        for row in rows
    ]
    return tuple(sorted(entries, key=_place))


async def _aliases(connection: Connection) -> tuple[AliasEntry, ...]:
    found = await read_aliases(connection, aliases.c.origin != BUNDLED)
    return tuple(AliasEntry(alias) for alias in sorted(found))


async def _candidates(connection: Connection) -> tuple[CandidateEntry, ...]:
    rows = await connection.execute(select(candidates))
    people = [Candidate(**(row._asdict() | {"aliases": tuple(row.aliases)})) for row in rows]
    optional = [field.name for field in fields(Candidate) if field.name not in ("id", "name")]
    return tuple(
        CandidateEntry(candidate, _given(candidate, optional))
        for candidate in sorted(people, key=lambda candidate: candidate.id)
    )


def _given(value: object, keys: Iterable[str]) -> frozenset[str]:
    """Name the keys of which there is anything to say."""
    return frozenset(key for key in keys if getattr(value, key))


def _place(entry: PuttingEntry | ResponseEntry) -> tuple[str, list[int], str]:
    """Sort by candidate, then question as the agenda counts, whatever the store's collation."""
    steps = [int(step) for step in entry.question_id.split(".")]
    return entry.candidate_id, steps, entry.edition_id or ""
