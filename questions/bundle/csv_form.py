"""The bundle as CSV: one file for each key, the header its first row.

An empty cell gives nothing. A response has a row for each of its sources.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePath
from typing import Any, TypeAlias

from questions.bundle.plain import plain
from questions.bundle.shape import KEYS, Bundle, Item, Nowhere, Step, fault
from questions.errors import InvalidFile

SOURCE = "source_"
"""What the columns of a source begin with."""

BETWEEN_ALIASES = "|"

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "candidates": (
        "id", "name", "family_name", "aliases", "nominated_by", "status", "status_source",
    ),
    "aliases": ("kind", "target", "language", "text"),
    "puttings": ("candidate", "question", "put_on", "channel", "due_on", "edition"),
    "responses": (
        "candidate", "question", "kind", "quote", "language", "translation", "said_on",
        "source_kind", "source_url", "source_title", "source_publisher", "source_published_on",
        "source_archive_url", "source_locator", "stance", "rationale", "edition",
        "retracted_reason",
        "retracted_on",
    ),
}  # fmt: skip

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "candidates": ("id", "name"),
    "aliases": ("kind", "target", "language", "text"),
    "puttings": ("candidate", "question", "put_on"),
    "responses": ("candidate", "question"),
}

Cells: TypeAlias = dict[str, str]
"""A row's cells by column, the empty ones left out."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The place of an entry in a CSV file: its rows, one for each source; the header is row 1."""

    file: str
    numbers: tuple[int, ...]

    def at(self, *steps: Step) -> str:
        """Name a field: `row 5, source_url`."""
        match steps:
            case ():
                return f"row {self.numbers[0]}"
            case ("sources", int(position), str(name)):
                return f"row {self.numbers[position]}, {SOURCE}{name}"
            case ("sources", *_):
                return f"row {self.numbers[0]}, {SOURCE}url"
            case ("assessment" | "retracted", str(name)):
                column = name if steps[0] == "assessment" else f"retracted_{name}"
                return f"row {self.numbers[0]}, {column}"
            case _:
                return f"row {self.numbers[0]}, {steps[0]}"


def read(file: str, text: str, faults: list[InvalidFile]) -> Iterator[Item]:
    """Read the entries of a CSV file; what is wrong with the file itself goes to `faults`."""
    rows = _rows(file, text, faults)
    first = next(rows, None)
    if first is None:  # and _rows has said why
        return
    number, header = first[0], [name.strip() for name in first[1]]
    key = key_of(file, header)
    amiss = list(_header_faults(Rows(file, (number,)), header, key))
    if key is None or amiss:
        faults += amiss
        return
    named = _named(file, header, rows, faults)
    if key == "responses":
        yield from _responses(file, named, faults)
    else:
        for number, cells in named:
            yield Item(key, _entry(cells), Rows(file, (number,)))


def key_of(file: str, header: list[str]) -> str | None:
    """Tell which key a file is of by its name, else by its columns; None where neither tells."""
    stem = PurePath(file).stem.lower()
    if stem in KEYS:
        return stem
    fitting = [key for key in KEYS if set(REQUIRED[key]) <= set(header) <= set(COLUMNS[key])]
    return fitting[0] if len(fitting) == 1 else None


def _rows(file: str, text: str, faults: list[InvalidFile]) -> Iterator[tuple[int, list[str]]]:
    """Read the rows that say anything, each with its number, which counts from 1."""
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    number = 0
    empty = True
    try:
        for number, row in enumerate(reader, start=1):
            if any(cell.strip() for cell in row):
                empty = False
                yield number, row
    except csv.Error as error:
        faults.append(fault(Rows(file, (number + 1,)), f"is not CSV: {error}"))
    else:
        if empty:
            faults.append(fault(Nowhere(file), "is empty"))


def _header_faults(place: Rows, header: list[str], key: str | None) -> Iterator[InvalidFile]:
    if key is None:
        names = ", ".join(f"{name}.csv" for name in KEYS)
        yield fault(place, f"does not tell what the file holds; name it one of {names}")
        return
    for position, name in enumerate(header):
        if name not in COLUMNS[key]:
            yield fault(place, f"is none of the columns of {key}", name)
        elif name in header[:position]:
            yield fault(place, "is a column given twice", name)
    for name in REQUIRED[key]:
        if name not in header:
            yield fault(place, "is a column that is missing", name)


def _named(
    file: str,
    header: list[str],
    rows: Iterable[tuple[int, list[str]]],
    faults: list[InvalidFile],
) -> Iterator[tuple[int, Cells]]:
    for number, row in rows:
        if len(row) != len(header):
            reason = f"has {len(row)} cells, the header {len(header)}"
            faults.append(fault(Rows(file, (number,)), reason))
        else:
            cells = zip(header, row, strict=True)
            yield number, {name: cell for name, cell in cells if cell.strip()}


def _entry(cells: Cells) -> dict[str, Any]:
    """Take a row up as JSON would give it."""
    entry: dict[str, Any] = dict(cells)
    if "aliases" in entry:
        entry["aliases"] = entry["aliases"].split(BETWEEN_ALIASES)
    if "retracted_reason" in entry:
        entry["retracted"] = {"reason": entry.pop("retracted_reason")}
    if "retracted_on" in entry:
        entry.setdefault("retracted", {})["on"] = entry.pop("retracted_on")
    assessment = {name: entry.pop(name) for name in ("stance", "rationale") if name in entry}
    return entry | ({"assessment": assessment} if assessment else {})


def _responses(
    file: str, rows: Iterable[tuple[int, Cells]], faults: list[InvalidFile]
) -> Iterator[Item]:
    """Put rows of the same candidate and question together, wherever they stand."""
    together: dict[object, list[tuple[int, Cells]]] = {}
    for number, cells in rows:
        named = "candidate" in cells and "question" in cells
        key = (cells["candidate"].strip(), cells["question"].strip()) if named else number
        together.setdefault(key, []).append((number, cells))
    for group in together.values():
        place = Rows(file, tuple(number for number, _ in group))
        shared: Cells = {}
        for number, cells in group:
            for name, cell in cells.items():
                if not name.startswith(SOURCE) and shared.setdefault(name, cell) != cell:
                    reason = f"says otherwise than row {place.numbers[0]} of the same response"
                    faults.append(fault(Rows(file, (number,)), reason, name))
        sources = [_source(cells) for _, cells in group]
        if len(sources) == 1 and not sources[0]:
            sources = []
        yield Item("responses", _entry(shared) | {"sources": sources}, place)


def _source(cells: Cells) -> Cells:
    return {
        name.removeprefix(SOURCE): cell for name, cell in cells.items() if name.startswith(SOURCE)
    }


def write(bundle: Bundle) -> dict[str, Iterator[str]]:
    """Write a bundle: by key its file's text, row by row. A key given as null is left out."""
    return {key: _written(key, getattr(bundle, key)) for key in KEYS}


class _Rowwise:
    """A file for csv.writer that hands each row back."""

    def write(self, row: str) -> str:
        return row


def _written(key: str, entries: Iterable[Any]) -> Iterator[str]:
    writer: Any = csv.DictWriter(_Rowwise(), COLUMNS[key], lineterminator="\n")
    yield writer.writeheader()
    for entry in entries:
        for row in _flat(plain(entry)):
            yield writer.writerow(row)


def _flat(entry: dict[str, Any]) -> Iterator[dict[str, object]]:
    """Lay an entry flat: one row, or one for each source with all else repeated."""
    row = {key: value for key, value in entry.items() if key not in ("sources", "retracted")}
    row |= row.pop("assessment", None) or {}
    if "aliases" in row:
        row["aliases"] = BETWEEN_ALIASES.join(row["aliases"])
    if retracted := entry.get("retracted"):
        row |= {f"retracted_{key}": value for key, value in retracted.items()}
    for source in entry.get("sources", [{}]):
        yield row | {f"{SOURCE}{name}": value for name, value in source.items()}
