"""On which terms an import changes the store, and what each of its changes is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

EntryT = TypeVar("EntryT")
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Terms:
    """Who imports, whether responses are published at once, and the edition where none is named.

    `via` is what the audit calls it: an import, or what staff do entry by entry.
    `quiet` says that followers are not told of what is published.
    """

    operator: str
    publish: bool
    edition_id: str
    via: str = "import"
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Change(Generic[EntryT, ValueT]):
    """An entry that changes something: what was on record, if anything, and what it comes to."""

    entry: EntryT
    before: ValueT | None
    after: ValueT

    @property
    def is_new(self) -> bool:
        """Say whether nothing was on record."""
        return self.before is None
