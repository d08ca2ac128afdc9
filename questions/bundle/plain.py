"""Entries as plain data: what JSON writes, and CSV lays flat."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import singledispatch

from questions.bundle.shape import AliasEntry, CandidateEntry, PuttingEntry, ResponseEntry
from questions.response import Assessment, Source


@singledispatch
def plain(entry: object) -> dict[str, object]:
    """Lay an entry out by the keys of its file, leaving out those that say nothing."""
    raise TypeError(f"{type(entry).__name__} is no entry of a bundle")


@plain.register
def _(entry: CandidateEntry) -> dict[str, object]:
    candidate = entry.candidate
    given = {
        field.name: getattr(candidate, field.name)
        for field in fields(candidate)
        if field.name in entry.given
    }
    if "aliases" in given:
        given["aliases"] = list(candidate.aliases)
    return {"id": candidate.id, "name": candidate.name} | given


@plain.register
def _(entry: AliasEntry) -> dict[str, object]:
    return entry.alias._asdict()


@plain.register
def _(entry: PuttingEntry) -> dict[str, object]:
    given = {"channel": entry.channel, "due_on": _iso(entry.due_on)}
    return (
        {
            "candidate": entry.candidate_id,
            "question": entry.question_id,
            "put_on": _iso(entry.put_on),
        }
        | {key: value for key, value in given.items() if key in entry.given}
        | _without_none({"edition": entry.edition_id})
    )


@plain.register
def _(entry: ResponseEntry) -> dict[str, object]:
    statement, retracted = entry.content.statement, entry.content.retracted
    given = {
        "language": statement.language,
        "translation": statement.translation,
        "assessment": _assessment(statement.assessment),
    }
    return (
        {"candidate": entry.candidate_id, "question": entry.question_id}
        | _without_none(
            {
                "kind": "decline" if statement.declines else None,
                "quote": statement.quote,
                "said_on": _iso(statement.said_on) if retracted is None else None,
                "sources": [_source(source) for source in statement.sources] or None,
            }
        )
        | {key: value for key, value in given.items() if key in entry.given}
        | _without_none(
            {
                "edition": entry.edition_id,
                "retracted": _without_none({"reason": retracted, "on": _iso(statement.said_on)})
                if retracted is not None
                else None,
            }
        )
    )


def _source(source: Source) -> dict[str, object]:
    values = {field.name: getattr(source, field.name) for field in fields(source)}
    return _without_none(values | {"published_on": _iso(source.published_on)})


def _assessment(assessment: Assessment | None) -> dict[str, object] | None:
    if assessment is None:
        return None
    return _without_none({"stance": assessment.stance, "rationale": assessment.rationale})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_none(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}
