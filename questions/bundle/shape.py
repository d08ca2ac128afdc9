"""The interchange bundle: candidates, aliases, puttings and responses as files bring them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import Protocol, TypeAlias, TypeVar

from questions.agenda import Alias
from questions.candidate import Candidate
from questions.errors import InvalidFile
from questions.response import Content
from questions.standing import Putting

Step: TypeAlias = str | int
"""One step down an entry: a key, or a position in a list."""


class Place(Protocol):
    """Where an entry stands: its file, and in it a key path or rows."""

    @property
    def file(self) -> str:
        """The file's name."""

    def at(self, *steps: Step) -> str:
        """Name the place of one field of the entry; of the entry itself without steps."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The place of what was read from no file."""

    file: str = "bundle"

    def at(self, *steps: Step) -> str:
        """Name the field alone."""
        return ".".join(map(str, steps))


def fault(place: Place, reason: str, *steps: Step) -> InvalidFile:
    """Say what is wrong at a field of an entry, of which a file may give any name."""
    return InvalidFile(place.file, place.at(*map(_shown, steps)), reason)


def _shown(step: Step) -> Step:
    """Shorten a key, and escape it where it cannot be printed."""
    if isinstance(step, int):
        return step
    return step[:80] if step.isprintable() else ascii(step[:80])


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as its file gives it, still to be checked: under which key, what, and where."""

    key: str
    data: object
    place: Place


@dataclass(frozen=True, slots=True)
class CandidateEntry:
    """A candidate; of the keys beside id and name, only those `given` say anything."""

    candidate: Candidate
    given: frozenset[str] = frozenset()
    place: Place = field(default=Nowhere(), compare=False)

    def onto(self, before: Candidate | None) -> Candidate:
        """Return what the candidate comes to: keys that are not given stay as they were."""
        if before is None:
            return self.candidate
        given = {key: getattr(self.candidate, key) for key in ("name", *self.given)}
        return replace(before, **given)


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """An alias of a priority, an ask or a question."""

    alias: Alias
    place: Place = field(default=Nowhere(), compare=False)


@dataclass(frozen=True, slots=True)
class PuttingEntry:
    """A putting; without an edition, of the current one. Only optional keys `given` count."""

    candidate_id: str
    question_id: str
    put_on: date
    channel: str | None = None
    due_on: date | None = None
    edition_id: str | None = None
    given: frozenset[str] = frozenset()
    place: Place = field(default=Nowhere(), compare=False)

    def onto(self, before: Putting | None, edition_id: str) -> Putting:
        """Return what the putting comes to: keys that are not given stay as they were."""
        blank = Putting(self.candidate_id, self.question_id, edition_id, self.put_on)
        given = {key: getattr(self, key) for key in ("put_on", *self.given)}
        return replace(before or blank, **given)


@dataclass(frozen=True, slots=True)
class ResponseEntry:
    """A response as it should stand; of its optional keys only those `given` say anything."""

    candidate_id: str
    question_id: str
    content: Content
    edition_id: str | None = None
    given: frozenset[str] = frozenset()
    place: Place = field(default=Nowhere(), compare=False)

    def onto(self, before: Content | None) -> Content:
        """Return what the response comes to.

        Language, translation and assessment that are not given stay as they were, as long as
        the words do: those of other words say nothing of these. A retraction given again without
        its date keeps the date that it has.
        """
        new = self.content.statement
        if before is None:
            return self.content
        if self.content.retracted is not None:
            undated = new.said_on is None and self.content.retracted == before.retracted
            return before if undated else self.content
        old = before.statement
        if (old.quote, old.declines) != (new.quote, new.declines):
            return self.content
        kept = {"language", "translation", "assessment"} - self.given
        return Content(replace(new, **{key: getattr(old, key) for key in kept}))


EntryT = TypeVar("EntryT", CandidateEntry, AliasEntry, PuttingEntry, ResponseEntry)


def repeated(entries: Iterable[EntryT], key: Callable[[EntryT], Hashable]) -> Iterator[InvalidFile]:
    """Find entries that are the same as one before them, by a key."""
    first: dict[Hashable, EntryT] = {}
    for entry in entries:
        before = first.setdefault(key(entry), entry)
        if before is not entry:
            where = f"{before.place.file}: {before.place.at()}"
            yield fault(entry.place, f"is given twice, first at {where}")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one import brings in, or one export takes out; its fields are the files' keys."""

    candidates: tuple[CandidateEntry, ...] = ()
    aliases: tuple[AliasEntry, ...] = ()
    puttings: tuple[PuttingEntry, ...] = ()
    responses: tuple[ResponseEntry, ...] = ()


KEYS = tuple(each.name for each in dataclass_fields(Bundle))
"""The keys of a JSON bundle, each of them one CSV file."""
