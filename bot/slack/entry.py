"""What staff type of a response, as a modal's fields: from what is on record, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from bot.slack.inputs import TEXT, Typed, iso
from questions.bundle.forms import LETTER, ResponseForm
from questions.bundle.parse import reasons
from questions.bundle.shape import Nowhere
from questions.errors import Unfit
from questions.response import Content, Source

SOURCES = 5
"""How many sources a modal has fields for; more are imported."""

PARTS = 7
"""How many fields a quote is laid out in at most (20,000 characters at 3,000 a field)."""

SOURCE_FIELDS = ("kind", "url", "publisher", "locator", "archive_url")


def typed_of(content: Content) -> Typed:
    """Lay what is on record out over the fields; what is empty is left out."""
    statement = content.statement
    assessment = statement.assessment
    fields: dict[str, Any] = {
        "answer": "decline" if statement.declines else "answer",
        "language": statement.language,
        "said_on": iso(statement.said_on),
        "stance": assessment and assessment.stance.value,
        "rationale": assessment and assessment.rationale,
        **dict(_laid("quote", statement.quote or "")),
        **dict(_laid("translation", statement.translation or "")),
    }
    for place, source in enumerate(statement.sources):
        fields |= {f"source.{place}.{key}": getattr(source, key) for key in SOURCE_FIELDS}
    return {key: value for key, value in fields.items() if value}


def _laid(field: str, said: str) -> Iterator[tuple[str, str]]:
    """Lay a text out over as many fields as it needs, cut so that it can be joined again."""
    for place, start in enumerate(range(0, len(said), TEXT)):
        yield f"{field}.{place}", said[start : start + TEXT]


def parts_of(typed: Typed, field: str) -> int:
    """Count the fields that a text stands in."""
    return sum(f"{field}.{place}" in typed for place in range(PARTS))


def sources_of(typed: Typed) -> int:
    """Count the sources that fields are filled in for."""
    filled = [
        place
        for place in range(SOURCES)
        if any(f"source.{place}.{key}" in typed for key in SOURCE_FIELDS if key != "kind")
    ]
    return max(filled, default=-1) + 1


def content_of(
    typed: Typed,
    *,
    candidate_id: str,
    question_id: str,
    before: Sequence[Source],
    today: date,
) -> Content:
    """Check what was typed as an import's entry is checked. Raises Unfit.

    What sources on record say that no field shows stays with the address it belongs to.
    """
    if "rationale" in typed and "stance" not in typed:
        raise Unfit({"stance": "choose a reading, or leave the rationale empty"})
    if "stance" in typed and typed.get("answer") == "decline":
        raise Unfit({"stance": "a refusal to answer has no reading: leave it empty"})
    try:
        form = ResponseForm.model_validate(
            _entry(typed, candidate_id, question_id, before), context={"today": today}
        )
    except ValidationError as error:
        raise Unfit(_faults(error)) from error
    return form.entry(Nowhere()).content


def _entry(
    typed: Typed, candidate_id: str, question_id: str, before: Sequence[Source]
) -> dict[str, Any]:
    declines = typed.get("answer") == "decline"
    given = {
        "kind": "decline" if declines else "answer",
        "quote": _joined(typed, "quote"),
        "language": typed.get("language"),
        "translation": _joined(typed, "translation"),
        "said_on": typed.get("said_on"),
        "sources": [_source(typed, place, before) for place in range(sources_of(typed))],
    }
    if stance := typed.get("stance"):
        rationale = {"rationale": typed["rationale"]} if "rationale" in typed else {}
        given["assessment"] = {"stance": stance} | rationale
    return {
        "candidate": candidate_id,
        "question": question_id,
        **{key: value for key, value in given.items() if value},
    }


def _joined(typed: Typed, field: str) -> str:
    """Join a text's fields: one that is full goes on in the next, others are paragraphs."""
    said = ""
    for place in range(PARTS):
        part = str(typed.get(f"{field}.{place}", ""))
        full = len(str(typed.get(f"{field}.{place - 1}", ""))) == TEXT
        said += part if full or not said or not part else f"\n\n{part}"
    return said


def _source(typed: Typed, place: int, before: Sequence[Source]) -> dict[str, Any]:
    fields = {
        key: typed[f"source.{place}.{key}"]
        for key in SOURCE_FIELDS
        if f"source.{place}.{key}" in typed
    }
    known = next((each for each in before if each.url == fields.get("url")), None)
    if known:
        hidden = {"title": known.title, "published_on": iso(known.published_on)}
        fields |= {key: value for key, value in hidden.items() if value}
    return fields


def is_private_letter(typed: Typed, place: int) -> bool:
    """Say whether a source is a letter that can be read nowhere: a file has to be kept of it."""
    return typed.get(f"source.{place}.kind") == LETTER and f"source.{place}.url" not in typed


def _faults(error: ValidationError) -> dict[str, str]:
    faults: dict[str, str] = {}
    for where, reason in reasons(error):
        faults.setdefault(_field(where), reason)
    return faults


def _field(place: tuple[str | int, ...]) -> str:
    """Name the field that shows a part of an entry."""
    match place:
        case ("sources", int(number), str(key), *_) if key in SOURCE_FIELDS:
            return f"source.{number}.{key}"
        case ("sources", int(number), *_):
            return f"source.{number}.url"
        case ("sources",):
            return "source.0.url"
        case ("quote" | "translation" as field, *_):
            return f"{field}.0"
        case ("assessment", "rationale", *_):
            return "rationale"
        case ("candidate" | "question" | "language" | "said_on" as field, *_):
            return str(field)
    return "quote.0"
