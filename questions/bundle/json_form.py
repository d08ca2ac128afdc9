"""The bundle as JSON: one object of lists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from questions.bundle.plain import plain
from questions.bundle.shape import KEYS, Bundle, Item, Step, fault
from questions.errors import InvalidFile


@dataclass(frozen=True, slots=True)
class KeyPath:
    """The place of an entry in a JSON file: `responses.3`, counted from 0."""

    file: str
    path: tuple[Step, ...] = ()

    def at(self, *steps: Step) -> str:
        """Name a field: `responses.3.sources.0.url`."""
        return ".".join(map(str, (*self.path, *steps)))


def read(file: str, text: str, faults: list[InvalidFile]) -> Iterator[Item]:
    """Read the entries of a JSON file; what is wrong with the file itself goes to `faults`."""
    root = KeyPath(file)
    try:
        document = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        faults.append(InvalidFile(file, place, f"is not JSON: {error.msg}"))
        return
    except (ValueError, RecursionError):  # a number of thousands of digits, a list that deep
        faults.append(fault(root, "is not JSON of any use: a number too long, or nested too deep"))
        return
    if not isinstance(document, dict):
        faults.append(fault(root, f"must be an object with some of the keys {', '.join(KEYS)}"))
        return
    for key, entries in document.items():
        if key not in KEYS:
            faults.append(fault(root, f"is none of the keys {', '.join(KEYS)}", key))
        elif not isinstance(entries, list):
            faults.append(fault(root, "must be a list", key))
        else:
            for position, data in enumerate(entries):
                yield Item(key, data, KeyPath(file, (key, position)))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make an object; a key that it holds twice is added by a name that is refused later on."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        found |= {f"{key} (given twice)": None for key, count in counts.items() if count > 1}
    return found


def write(bundle: Bundle) -> Iterator[str]:
    """Write a bundle piece by piece, every entry on a line of its own."""
    yield "{"
    for number, key in enumerate(KEYS):
        yield f'{"," if number else ""}\n"{key}": ['
        yield from _lines(plain(entry) for entry in getattr(bundle, key))
        yield "\n]"
    yield "\n}\n"


def _lines(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield f"{',' if number else ''}\n  {json.dumps(entry, ensure_ascii=False)}"
