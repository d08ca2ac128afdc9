"""What an import would change: everything checked against the store, and nothing written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from questions.bundle.shape import Bundle, PuttingEntry, ResponseEntry, repeated
from questions.errors import InvalidFile, InvalidFiles
from storage.bundle import aliases, candidates, puttings, responses
from storage.bundle.locks import hold_catalogue, hold_records
from storage.bundle.references import dangling, read_references
from storage.bundle.summary import Counts
from storage.bundle.terms import Terms
from storage.database import Connection

CHUNK = 500
"""How many entries are read, or written in one transaction: a few hundredths of a second."""


class Changing(Protocol):
    """A change that an entry makes."""

    @property
    def entry(self) -> object:
        """The entry itself."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was on record."""


@dataclass(frozen=True, slots=True)
class Part:
    """How the entries of one key change the store.

    `hold` keeps other writers away from what entries are compared with; `changes` compares, and
    leaves out what changes nothing; `write` writes the rest down, audited.
    """

    hold: Callable[[Connection, Sequence[Any]], Awaitable[None]]
    changes: Callable[[Connection, Sequence[Any], Terms], Awaitable[Sequence[Changing]]]
    write: Callable[[Connection, Sequence[Any], Terms], Awaitable[None]]


PARTS: Mapping[str, Part] = {
    "candidates": Part(hold_catalogue, candidates.changes, candidates.write),
    "aliases": Part(hold_catalogue, aliases.changes, aliases.write),
    "puttings": Part(hold_records, puttings.changes, puttings.write),
    "responses": Part(hold_records, responses.changes, responses.write),
}
"""By key of the bundle, in the order in which they are written: who is referred to, first."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The entries that change something, by key, and how many do not; on which terms."""

    entries: Mapping[str, Sequence[Any]]
    unchanged: Mapping[str, int]
    terms: Terms

    @property
    def total(self) -> int:
        """How many entries are to be written."""
        return sum(map(len, self.entries.values()))


async def plan_import(
    connection: Connection, bundle: Bundle, *, operator: str, publish: bool, quiet: bool = False
) -> ImportPlan:
    """Compare a bundle with what is on record.

    Raises InvalidFiles with every place that refers to nothing, or contradicts what is on record;
    StoreNotReady where no agenda is loaded.
    """
    known = await read_references(connection)
    terms = Terms(operator, publish, known.edition_id, quiet=quiet)
    faults = [*dangling(bundle, known), *_put_twice(bundle, terms)]
    entries: dict[str, list[Any]] = {}
    for key, part in PARTS.items():
        entries[key] = []
        for chunk in chunks(_ordered(getattr(bundle, key))):
            try:
                changes = await part.changes(connection, chunk, terms)
            except InvalidFiles as error:
                faults += error.faults
            else:
                entries[key] += [change.entry for change in changes]
    if faults:
        raise InvalidFiles(faults)
    unchanged = {key: len(getattr(bundle, key)) - len(found) for key, found in entries.items()}
    return ImportPlan(entries, unchanged, terms)


def tally(changes: Sequence[Changing], entries: Sequence[Any]) -> Counts:
    """Count what became of entries."""
    new = sum(change.is_new for change in changes)
    return Counts(new, len(changes) - new, len(entries) - len(changes))


def chunks(entries: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut entries into pieces of a transaction's size."""
    return (entries[start : start + CHUNK] for start in range(0, len(entries), CHUNK))


def _ordered(entries: Sequence[Any]) -> Sequence[Any]:
    """Bring a candidate's puttings and responses together, so that a chunk names few of them."""
    if entries and isinstance(entries[0], PuttingEntry | ResponseEntry):
        return sorted(entries, key=lambda entry: (entry.candidate_id, entry.question_id))
    return entries


def _put_twice(bundle: Bundle, terms: Terms) -> Iterator[InvalidFile]:
    """Find puttings that are the same once the edition is known where none is named."""
    return repeated(
        bundle.puttings,
        lambda entry: (entry.candidate_id, entry.question_id, entry.edition_id or terms.edition_id),
    )
