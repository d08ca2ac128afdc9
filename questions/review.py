"""How a revision is drafted, submitted and decided: which moves are legal, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from questions.errors import (
    AlreadyDecided,
    BehindTheRecord,
    NotAllowed,
    NotEditable,
    OwnOrganisation,
    OwnWork,
    TakenBack,
)
from questions.member import Member, Role
from questions.response import Content, RevisionKind, RevisionState

EDITABLE = frozenset({RevisionState.DRAFT, RevisionState.CHANGES_REQUESTED})
"""The states in which a revision is its author's to change; submitting freezes it."""

OPEN = EDITABLE | {RevisionState.IN_REVIEW}
"""The states of a revision that is neither published nor rejected."""


class Decision(StrEnum):
    """What a reviewer decides about a revision."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"


OUTCOMES: Mapping[Decision, RevisionState] = {
    Decision.APPROVE: RevisionState.PUBLISHED,
    Decision.REQUEST_CHANGES: RevisionState.CHANGES_REQUESTED,
    Decision.REJECT: RevisionState.REJECTED,
}
"""The state that each decision leads to."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision on its way: what it says, of which response, by whom, and what became of it.

    `base` is the number of the published revision that it was written against, 0 for none; `round`
    counts how often it was submitted. An import has an operator behind it and no author.
    """

    id: int
    response_id: int
    candidate_id: str
    question_id: str
    edition_id: str
    kind: RevisionKind
    state: RevisionState
    content: Content
    base: int
    round: int
    created_at: datetime
    author: str | None = None
    organisation: str | None = None
    imported_by: str | None = None
    submitted_at: datetime | None = None
    reviewer: str | None = None
    decided_at: datetime | None = None
    note: str | None = None
    number: int | None = None

    @property
    def taken_back(self) -> bool:
        """Whether its author took it back from review and did not submit it again."""
        return self.state is RevisionState.DRAFT and self.round > 0

    @property
    def reference(self) -> str:
        """What its response is called among staff, and in the audit: `R-123`."""
        return reference(self.response_id)


def reference(response_id: int) -> str:
    """Name a response among staff, and in the audit: `R-123`."""
    return f"R-{response_id}"


def refuse_edit(revision: Revision, member: Member) -> None:
    """Raise what keeps a member from changing a revision: NotAllowed or NotEditable.

    An import that was sent back is anybody's of the staff to take over.
    """
    member.require(Role.STAFF)
    if revision.state not in EDITABLE:
        raise NotEditable
    if revision.author not in (None, member.id):
        raise NotAllowed(Role.STAFF)


def refuse_take_back(revision: Revision, member: Member) -> None:
    """Raise what keeps a member from taking a submission back.

    Raises NotAllowed, TakenBack where they did already, or AlreadyDecided where a reviewer was
    faster.
    """
    member.require(Role.STAFF)
    if revision.author != member.id:
        raise NotAllowed
    _refuse_what_is_over(revision)


def refuse_decision(
    revision: Revision,
    member: Member,
    decision: Decision,
    *,
    stands: int,
    by_another_organisation: bool,
) -> None:
    """Raise what keeps a member from deciding about a revision.

    `stands` is the number of the published revision that stands, 0 for none. Raises NotAllowed,
    OwnWork, OwnOrganisation, TakenBack, AlreadyDecided or BehindTheRecord.
    """
    member.require(Role.REVIEWER)
    if revision.author == member.id:
        raise OwnWork
    if by_another_organisation and not _of_another(revision, member):
        raise OwnOrganisation
    _refuse_what_is_over(revision)
    if decision is Decision.APPROVE and revision.base != stands:
        raise BehindTheRecord


def _refuse_what_is_over(revision: Revision) -> None:
    if revision.taken_back:
        raise TakenBack
    if revision.state is not RevisionState.IN_REVIEW:
        raise AlreadyDecided


def _of_another(revision: Revision, member: Member) -> bool:
    return member.organisation is not None and member.organisation != revision.organisation
