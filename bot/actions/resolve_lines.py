"""`hustings resolve`: what queries are understood to ask, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Annotated, Any

from pydantic import BaseModel, PlainValidator, ValidationError

from questions.bundle.fields import refuse
from questions.bundle.parse import reasons
from questions.catalogue import Catalogue
from questions.errors import InvalidFile
from questions.understanding.resolution import Context, Resolution
from questions.understanding.resolve import resolve


class _Given(BaseModel):
    candidates: list[str] = []
    priorities: list[int] = []


def _id(given: object) -> str | int:
    if not isinstance(given, str | int) or isinstance(given, bool):
        refuse("must be text or a whole number")
    return given


class _Query(BaseModel):
    id: Annotated[str | int, PlainValidator(_id)]
    query: str
    context: _Given = _Given()


def resolve_lines(catalogue: Catalogue, lines: Iterable[str]) -> Iterator[str]:
    """Resolve each line's query. Raises InvalidFile, naming the line, on one that is no query."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            query = _Query.model_validate_json(line)
        except ValidationError as error:
            where, reason = next(reasons(error))
            place = ".".join(map(str, where))
            said = f"{place}: {reason}" if place else reason
            raise InvalidFile("standard input", f"line {number}", said) from error
        context = Context(
            tuple(query.context.candidates), tuple(str(each) for each in query.context.priorities)
        )
        began = perf_counter()
        resolution = resolve(query.query, catalogue, context)
        milliseconds = (perf_counter() - began) * 1_000
        told = {"id": query.id, **describe(resolution), "ms": round(milliseconds, 3)}
        yield json.dumps(told, ensure_ascii=False)


def describe(resolution: Resolution) -> dict[str, Any]:
    """Tell a resolution's behaviour, intent and what it names or offers."""
    understood = [resolution.request] if resolution.request else []
    named = [*understood, *resolution.choices]
    candidates = dict.fromkeys(each for request in named for each in request.candidates)
    topics = dict.fromkeys(each for request in named for each in request.topics)
    questions = [topic for topic in topics if topic.count(".") == 2]
    return {
        "behaviour": resolution.behaviour.value,
        "intent": resolution.request.intent.value if resolution.request else "none",
        "candidates": list(candidates),
        "priorities": sorted({int(topic.partition(".")[0]) for topic in topics}),
        "questions": questions,
    }
