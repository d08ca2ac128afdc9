"""What a candidate answered: a chain of immutable revisions, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

QUOTE_LIMIT = 20_000
"""The longest quote kept, in characters; a card shows at most 3,000 UTF-16 units of it."""


class Stance(StrEnum):
    """How the coalition reads a response, in the order in which stances are listed."""

    COMMITS = "commits"
    COMMITS_IN_PART = "commits_in_part"
    DOES_NOT_COMMIT = "does_not_commit"
    OPPOSES = "opposes"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A stance and why; apart from the candidate's words, and never rolled up over questions."""

    stance: Stance
    rationale: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a revision's words can be checked."""

    url: str | None = None
    kind: str = "other"
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    archive_url: str | None = None
    locator: str | None = None

    @property
    def name(self) -> str:
        """What to call it on screen: title, else publisher, else address."""
        return self.title or self.publisher or self.url or self.kind


class RevisionKind(StrEnum):
    """What a revision changes about what stood before it."""

    FIRST = "first"
    TYPO = "typo"
    ADDITION = "addition"
    CORRECTION = "correction"
    ASSESSMENT = "assessment"
    RETRACTION = "retraction"


class RevisionState(StrEnum):
    """Where a revision stands on its way to supporters."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Statement:
    """The content of a revision: what was said, or that an answer was declined, and its sources.

    The date of a retraction is that on which it was made.
    """

    said_on: date | None
    sources: tuple[Source, ...]
    quote: str | None = None
    language: str | None = None
    translation: str | None = None
    declines: bool = False
    assessment: Assessment | None = None


class Reply(StrEnum):
    """What a response that was once published comes to."""

    ANSWERED = "answered"
    DECLINED = "declined"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Published:
    """The revision of a response that stands: what supporters may be shown.

    `number` counts published revisions from 1. A retraction keeps the date on which it was
    published and the reason given, and no words.
    """

    response_id: int
    candidate_id: str
    question_id: str
    edition_id: str
    number: int
    kind: RevisionKind
    published_on: date
    statement: Statement
    retraction_reason: str | None = None

    @property
    def reply(self) -> Reply:
        """What the response comes to."""
        return reply_of(self.kind, declines=self.statement.declines)


def reply_of(kind: RevisionKind, *, declines: bool) -> Reply:
    """Tell what a response comes to from the revision that stands."""
    if kind is RevisionKind.RETRACTION:
        return Reply.RETRACTED
    return Reply.DECLINED if declines else Reply.ANSWERED


def change_of(before: Statement | None, after: Statement) -> RevisionKind | None:
    """Tell which kind of revision leads from one statement to the next; None where nothing changed.

    Only what can be seen from the content alone is told apart: a typo or an addition is for a
    person to name, so every other change of words, date or source is a correction.
    """
    if before is None:
        return RevisionKind.FIRST
    if before == after:
        return None
    words = ("said_on", "sources", "quote", "language", "translation", "declines")
    if all(getattr(before, name) == getattr(after, name) for name in words):
        return RevisionKind.ASSESSMENT
    return RevisionKind.CORRECTION


@dataclass(frozen=True, slots=True)
class Content:
    """What a revision says: a statement, or only the reason of a retraction."""

    statement: Statement
    retracted: str | None = None

    def change_from(self, before: Content | None) -> RevisionKind | None:
        """Tell which kind of revision this makes after `before`; None where nothing changed."""
        if before == self:
            return None
        if self.retracted is not None:
            return RevisionKind.RETRACTION
        return change_of(before.statement if before else None, self.statement)


def retraction(reason: str, on: date | None = None) -> Content:
    """Make a retraction: a reason, its date where that is known, and no words."""
    return Content(Statement(said_on=on, sources=()), reason)
