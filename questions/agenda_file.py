"""Agenda files: one TOML of an edition, and beside it one per language with the words for it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from questions.agenda import Agenda, Ask, Edition, Priority, Question, Signatory, Words
from questions.errors import InvalidFile
from questions.understanding.clean import clean

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""A title or text: short enough for ten of them on one card."""

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Signatory(_Form):
    id: Slug
    name: Text


class _Question(_Form):
    id: str
    text: Text


class _Ask(_Form):
    id: str
    text: Text
    questions: Annotated[list[_Question], Field(min_length=1, max_length=99)]


class _Priority(_Form):
    number: Annotated[int, Field(ge=1, le=99)]
    title: Text
    asks: Annotated[list[_Ask], Field(min_length=1, max_length=99)]


class _Edition(_Form):
    id: Slug
    title: Text
    office: Text
    year: Annotated[int, Field(ge=1945, le=2999)]
    language: Language
    signatories: Annotated[list[_Signatory], Field(min_length=1)]
    priorities: Annotated[list[_Priority], Field(min_length=1, max_length=99)]
    reworded: list[str] = []


class _Words(_Form):
    language: Language
    titles: dict[str, Text] = {}
    labels: dict[str, Label] = {}
    aliases: dict[str, list[Label]] = {}


Form = TypeVar("Form", bound=_Form)


def parse_agenda(edition: tuple[str, str], words: Iterable[tuple[str, str]] = ()) -> Agenda:
    """Read an agenda from (file name, TOML text) of its edition and of each language beside it.

    Raises InvalidFile, which names the file, the place in it and the reason.
    """
    file, text = edition
    form = _read(file, text, _Edition)
    _refuse_first(file, _misplaced_ids(form))
    parsed = Edition(
        form.id,
        form.title,
        form.office,
        form.year,
        form.language,
        tuple(Signatory(signatory.id, signatory.name) for signatory in form.signatories),
        tuple(
            Priority(priority.number, priority.title, tuple(_ask(ask) for ask in priority.asks))
            for priority in form.priorities
        ),
    )
    spoken = tuple(_parse_words(name, text, parsed) for name, text in words)
    return Agenda(parsed, spoken, frozenset(form.reworded))


def _parse_words(file: str, text: str, edition: Edition) -> Words:
    form = _read(file, text, _Words)
    _refuse_first(file, _misplaced_words(form, edition))
    return Words(
        form.language,
        {int(number): title for number, title in form.titles.items()},
        form.labels,
        {target: tuple(texts) for target, texts in form.aliases.items()},
    )


def _ask(form: _Ask) -> Ask:
    return Ask(form.id, form.text, tuple(Question(each.id, each.text) for each in form.questions))


def _read(file: str, text: str, form: type[Form]) -> Form:
    try:
        return form.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile(file, "", f"not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InvalidFile(file, place, first["msg"]) from error


def _refuse_first(file: str, faults: Iterator[tuple[str, str]]) -> None:
    for place, reason in faults:
        raise InvalidFile(file, place, reason)


def _misplaced_ids(form: _Edition) -> Iterator[tuple[str, str]]:
    """Check that every id is its place, counted from 1: priority 8, ask 8.1, question 8.1.1."""
    signatories = [signatory.id for signatory in form.signatories]
    if len(set(signatories)) < len(signatories):
        yield "signatories", "two signatories have one id"
    numbers = [priority.number for priority in form.priorities]
    if len(set(numbers)) < len(numbers):
        yield "priorities", "two priorities have one number"
    for p, priority in enumerate(form.priorities):
        seen: set[str] = set()
        for a, ask in enumerate(priority.asks):
            place = f"priorities.{p}.asks.{a}"
            yield from _misplaced(ask.id, str(priority.number), seen, f"{place}.id")
            for q, question in enumerate(ask.questions):
                yield from _misplaced(question.id, ask.id, seen, f"{place}.questions.{q}.id")


def _misplaced(given: str, above: str, seen: set[str], place: str) -> Iterator[tuple[str, str]]:
    head, _, last = given.rpartition(".")
    if head != above or not last.isascii() or not last.isdigit() or not 1 <= int(last) <= 99:
        yield place, f"{given!r} does not lie under {above!r}"
    elif last != str(int(last)):
        yield place, f"{given!r} should be written without leading zeros"
    if given in seen:
        yield place, f"{given!r} is given twice"
    seen.add(given)


def _misplaced_words(form: _Words, edition: Edition) -> Iterator[tuple[str, str]]:
    """Check that words point at something of the edition, an alias once within a priority."""
    numbers = {str(priority.number) for priority in edition.priorities}
    asks = {ask.id for priority in edition.priorities for ask in priority.asks}
    known = numbers | asks | {question.id for question in edition.questions}
    for table, targets, allowed in (
        ("titles", form.titles, numbers),
        ("labels", form.labels, known),
        ("aliases", form.aliases, known),
    ):
        for target in targets:
            if target not in allowed:
                yield f"{table}.{target}", f"the edition {edition.id} has no {target!r}"
    owners: dict[tuple[str, str], str] = {}
    for target, texts in form.aliases.items():
        priority = target.partition(".")[0]
        for position, text in enumerate(texts):
            owner = owners.setdefault((priority, clean(text)), target)
            if owner != target:
                yield f"aliases.{target}.{position}", f"{text!r} is an alias of {owner} already"
