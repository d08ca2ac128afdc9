"""From files to a bundle: every entry checked, and every fault named with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from questions.bundle import csv_form, json_form
from questions.bundle.fields import MISSING
from questions.bundle.forms import AliasForm, CandidateForm, PuttingForm, ResponseForm
from questions.bundle.shape import KEYS, Bundle, Item, Nowhere, Place, fault, repeated
from questions.errors import InvalidFile, InvalidFiles
from questions.understanding.clean import clean

FORMS: Mapping[str, type[CandidateForm | AliasForm | PuttingForm | ResponseForm]] = {
    "candidates": CandidateForm,
    "aliases": AliasForm,
    "puttings": PuttingForm,
    "responses": ResponseForm,
}

NUMBER = "must be a whole number"

REASONS = {
    "missing": MISSING,
    "extra_forbidden": "is not a key known here",
    "invalid_key": "has a key that is no text",
    "string_unicode": "has a key that is no text",
    "json_invalid": "is not JSON",
    "string_type": "must be text",
    "int_type": NUMBER,
    "int_parsing": NUMBER,
    "int_from_float": NUMBER,
    "list_type": "must be a list",
    "model_type": "must be an object with keys",
    "too_long": "names too many",
}
"""pydantic's kinds of error, in plain words."""


def parse_bundle(files: Iterable[tuple[str, str]], *, today: date) -> Bundle:
    """Read one bundle from (name, text) of each of its files, JSON or CSV as their names say.

    `today` is what a future date is told by. Raises InvalidFiles with every fault found.
    """
    faults: list[InvalidFile] = []
    entries: dict[str, list[Any]] = {key: [] for key in KEYS}
    for file, text in files:
        for item in _items(file, text, faults):
            try:
                form = FORMS[item.key].model_validate(item.data, context={"today": today})
            except ValidationError as error:
                faults += _faults(item.place, error)
            else:
                entries[item.key].append(form.entry(item.place))
    bundle = Bundle(**{key: tuple(found) for key, found in entries.items()})
    faults += _repetitions(bundle)
    if faults:
        raise InvalidFiles(faults)
    return bundle


def _items(file: str, text: str, faults: list[InvalidFile]) -> Iterator[Item]:
    ending = PurePath(file).suffix.lower()
    if ending == ".json":
        return json_form.read(file, text, faults)
    if ending == ".csv":
        return csv_form.read(file, text, faults)
    faults.append(fault(Nowhere(file), "is neither .json nor .csv"))
    return iter(())


def _faults(place: Place, error: ValidationError) -> Iterator[InvalidFile]:
    for where, reason in reasons(error):
        yield fault(place, reason, *where)


def reasons(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Tell each thing that a form refuses: where, and why in plain words."""
    for each in error.errors(include_url=False, include_input=False, include_context=False):
        yield each["loc"], REASONS.get(each["type"], each["msg"])


def _repetitions(bundle: Bundle) -> Iterator[InvalidFile]:
    """Find what is given twice, and aliases that would mean two things at once."""
    yield from repeated(bundle.candidates, lambda entry: entry.candidate.id)
    yield from repeated(bundle.aliases, lambda entry: entry.alias)
    yield from repeated(
        bundle.puttings, lambda entry: (entry.candidate_id, entry.question_id, entry.edition_id)
    )
    yield from repeated(bundle.responses, lambda entry: (entry.candidate_id, entry.question_id))
    targets: dict[tuple[str, str], str] = {}
    for entry in bundle.aliases:
        alias = entry.alias
        target = targets.setdefault((alias.language, clean(alias.text)), alias.target)
        if target != alias.target:
            yield fault(entry.place, f"is an alias of {target} already", "text")
