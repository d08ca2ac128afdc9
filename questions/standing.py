"""What is known of a candidate on a question: derived from records, never typed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from questions.candidate import Candidate
from questions.response import Published, Reply, Stance

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Putting:
    """That a question of an edition was put to a candidate, when, how, and by when to answer."""

    candidate_id: str
    question_id: str
    edition_id: str
    put_on: date
    channel: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record: the reply and its stance, and the response itself where it was read."""

    reply: Reply
    stance: Stance | None = None
    response: Published | None = None


def record_of(response: Published) -> Record:
    """Sum a response up."""
    assessment = response.statement.assessment
    return Record(response.reply, assessment.stance if assessment else None, response)


class Known(StrEnum):
    """The kinds of standing."""

    NOT_PUT = "not_put"
    AWAITING = "awaiting"
    OVERDUE = "overdue"
    DECLINED = "declined"
    ANSWERED = "answered"
    RETRACTED = "retracted"
    WITHDREW = "withdrew"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one candidate stands on one question, with the records it was derived from."""

    candidate_id: str
    question_id: str
    known: Known
    putting: Putting | None = None
    record: Record | None = None

    @property
    def response(self) -> Published | None:
        """The response that stands, where there is one and it was read."""
        return self.record.response if self.record else None

    @property
    def unprompted(self) -> bool:
        """Answered without having been asked."""
        return self.known is Known.ANSWERED and self.putting is None

    @property
    def open(self) -> bool:
        """Put, and neither answered nor declined."""
        return self.known in (Known.AWAITING, Known.OVERDUE)


def derive(
    candidate: Candidate,
    question_id: str,
    *,
    putting: Putting | None,
    record: Record | None,
    today: date,
) -> Standing:
    """Derive a standing. A response outlives its candidate's withdrawal: they did say it.

    Who withdrew leaves open what was put to them; what never was, was not put.
    """
    if record is not None:
        known = Known(record.reply.value)
    elif putting is None:
        known = Known.NOT_PUT
    elif candidate.withdrew:
        known = Known.WITHDREW
    elif putting.due_on is not None and putting.due_on < today:
        known = Known.OVERDUE
    else:
        known = Known.AWAITING
    return Standing(candidate.id, question_id, known, putting, record)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions were put, how many of those answered, how many answered unasked.

    Those declined and retracted are counted whether they were put or not.
    """

    put: int = 0
    answered: int = 0
    unprompted: int = 0
    declined: int = 0
    retracted: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Count two groups of standings as one."""
        return Tally(
            self.put + other.put,
            self.answered + other.answered,
            self.unprompted + other.unprompted,
            self.declined + other.declined,
            self.retracted + other.retracted,
        )


def tally(standings: Iterable[Standing]) -> Tally:
    """Count standings: "5 put, 2 answered, 1 answered unprompted"."""
    put = answered = unprompted = declined = retracted = 0
    for standing in standings:
        put += standing.putting is not None
        unprompted += standing.unprompted
        answered += standing.known is Known.ANSWERED and standing.putting is not None
        declined += standing.known is Known.DECLINED
        retracted += standing.known is Known.RETRACTED
    return Tally(put, answered, unprompted, declined, retracted)


@dataclass(frozen=True)
class Overview:
    """One question across all candidates, in the neutral order; without the words of answers."""

    question_id: str
    standings: tuple[Standing, ...]

    @cached_property
    def tally(self) -> Tally:
        """The counts of this question."""
        return tally(self.standings)

    @cached_property
    def untouched(self) -> bool:
        """Whether nobody was ever asked this question, nor said anything on it."""
        return self.tally == Tally()

    @cached_property
    def replied(self) -> bool:
        """Whether anybody answered this question, declined to, or took an answer back."""
        return replace(self.tally, put=0) != Tally()

    @cached_property
    def by_stance(self) -> Mapping[Stance | None, tuple[str, ...]]:
        """Ids of those who answered by the coalition's reading; None: not assessed yet."""
        return _grouped(
            (standing.record.stance, standing.candidate_id)
            for standing in self.standings
            if standing.known is Known.ANSWERED and standing.record is not None
        )

    @cached_property
    def by_known(self) -> Mapping[Known, tuple[str, ...]]:
        """Ids of candidates by kind of standing."""
        return _grouped((standing.known, standing.candidate_id) for standing in self.standings)


def _grouped(pairs: Iterable[tuple[Key, str]]) -> Mapping[Key, tuple[str, ...]]:
    groups: dict[Key, list[str]] = {}
    for key, candidate_id in pairs:
        groups.setdefault(key, []).append(candidate_id)
    return {key: tuple(ids) for key, ids in groups.items()}
