"""What a revision changes: the fields that differ, and in long texts the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from questions.response import Content, Source


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words, and what became of them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: `before` and `after` as text, empty where there was or is nothing."""

    field: str
    before: str
    after: str


def changed_fields(before: Content, after: Content) -> tuple[FieldChange, ...]:
    """List the fields that differ, in the order in which they are shown."""
    was, now = dict(_fields(before)), dict(_fields(after))
    return tuple(FieldChange(name, was[name], now[name]) for name in was if was[name] != now[name])


def _fields(content: Content) -> Iterator[tuple[str, str]]:
    statement, assessment = content.statement, content.statement.assessment
    yield "answer", "decline" if statement.declines else "answer"
    yield "quote", statement.quote or ""
    yield "translation", statement.translation or ""
    yield "language", statement.language or ""
    yield "said_on", statement.said_on.isoformat() if statement.said_on else ""
    yield "sources", "\n".join(map(source_line, statement.sources))
    yield "stance", assessment.stance.value if assessment else ""
    yield "rationale", (assessment.rationale or "") if assessment else ""
    yield "reason", content.retracted or ""


def source_line(source: Source) -> str:
    """Write everything that a source says on one line."""
    parts = (
        source.kind,
        source.title,
        source.publisher,
        source.published_on and source.published_on.isoformat(),
        source.locator,
        source.url,
        source.archive_url,
    )
    return " · ".join(str(part) for part in parts if part)


WORD_BY_WORD = 5_000
"""The longest text that is compared word by word, in characters; the time grows with its square."""


def word_changes(before: str, after: str) -> tuple[Stretch, ...]:
    """Tell which words of a text are gone, new, or the same, in the order of reading.

    Long texts are compared sentence by sentence.
    """
    long = max(len(before), len(after)) > WORD_BY_WORD
    piece = r"[^.!?…。！？\n]*[.!?…。！？\n]*\s*" if long else r"\s+|\S+"
    was, now = (list(filter(None, re.findall(piece, text))) for text in (before, after))
    found: list[Stretch] = []
    for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch(Change.SAME, "".join(was[i:j])))
            continue
        if i < j:
            found.append(Stretch(Change.GONE, "".join(was[i:j])))
        if k < m:
            found.append(Stretch(Change.NEW, "".join(now[k:m])))
    return tuple(found)
