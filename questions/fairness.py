"""Candidates treated unlike each other: a question put to some only, or with unequal due dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from questions.candidate import Candidate
from questions.standing import Putting


@dataclass(frozen=True, slots=True)
class Unlike:
    """How the candidates who stand were treated on one question.

    `not_put` are those it was not put to while it was put to others; `due` groups those it was put
    to by the date their answer is due, where there are several.
    """

    question_id: str
    not_put: tuple[str, ...]
    due: Mapping[date | None, tuple[str, ...]]


def treated_unlike(
    candidates: Sequence[Candidate], puttings: Iterable[Putting]
) -> tuple[Unlike, ...]:
    """List the questions on which candidates who stand are treated unlike each other.

    Who withdrew is left out: nothing more is put to them.
    """
    standing = [candidate.id for candidate in candidates if not candidate.withdrew]
    put: dict[str, dict[str, date | None]] = {}
    for putting in puttings:
        if putting.candidate_id in standing:
            put.setdefault(putting.question_id, {})[putting.candidate_id] = putting.due_on
    found = []
    for question_id, due in put.items():
        not_put = tuple(each for each in standing if each not in due)
        groups: dict[date | None, tuple[str, ...]] = {}
        for candidate_id, day in due.items():
            groups[day] = (*groups.get(day, ()), candidate_id)
        if not_put or len(groups) > 1:
            found.append(Unlike(question_id, not_put, groups if len(groups) > 1 else {}))
    return tuple(found)
