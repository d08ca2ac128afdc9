"""What can be asked of Hustings, however it was asked: typed, pressed or linked to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from questions.enums import direct

COMPARE_LIMIT = 4
"""A comparison names two to four candidates."""


@direct
class Intent(StrEnum):
    """The kinds of request that have an answer."""

    STANCE = "stance"
    COMPARE = "compare"
    CANDIDATE_ALL = "candidate_all"
    PRIORITY_ALL = "priority_all"
    WHO_SUPPORTS = "who_supports"
    NOT_ANSWERED = "not_answered"
    LIST_CANDIDATES = "list_candidates"
    LIST_PRIORITIES = "list_priorities"
    LIST_QUESTIONS = "list_questions"


class Request(NamedTuple):
    """An answerable request. Topics are ids of priorities, asks or questions; `page` counts from 1.

    Lists hold what was named; an empty list means all.
    """

    intent: Intent
    candidates: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    page: int = 1

    def at(self, page: int) -> Request:
        """Return the same request at another page."""
        return self._replace(page=page)
