"""What waits for whom: drafts for their authors, submissions for reviewers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from questions.response import RevisionState
from questions.review import EDITABLE, OPEN, Revision
from storage.database import Connection
from storage.revisions import every_revision, revision_from
from storage.tables import responses, revisions


async def read_drafts(connection: Connection, author: str, *, limit: int) -> list[Revision]:
    """Read what is somebody's to finish: their drafts, and what was sent back to them."""
    rows = await connection.execute(
        every_revision()
        .where(revisions.c.state.in_(tuple(EDITABLE)), revisions.c.author == author)
        .order_by(revisions.c.id)
        .limit(limit)
    )
    return [revision_from(row) for row in rows]


async def read_waiting(connection: Connection, *, but_of: str, limit: int) -> list[Revision]:
    """Read what waits for a review by somebody other than `but_of`, the longest first."""
    others = or_(revisions.c.author.is_(None), revisions.c.author != but_of)
    rows = await connection.execute(
        every_revision()
        .where(revisions.c.state == RevisionState.IN_REVIEW, others)
        .order_by(revisions.c.id)
        .limit(limit)
    )
    return [revision_from(row) for row in rows]


async def read_submitted(connection: Connection, author: str, *, limit: int) -> list[Revision]:
    """Read what somebody wrote that waits for another's review, the longest first."""
    rows = await connection.execute(
        every_revision()
        .where(revisions.c.state == RevisionState.IN_REVIEW, revisions.c.author == author)
        .order_by(revisions.c.id)
        .limit(limit)
    )
    return [revision_from(row) for row in rows]


async def count_waiting(connection: Connection) -> int:
    """Count what waits for a review, imports included."""
    waiting = select(func.count()).where(revisions.c.state == RevisionState.IN_REVIEW)
    return int(await connection.scalar(waiting) or 0)


async def read_recorded_questions(connection: Connection, candidate_id: str) -> Sequence[str]:
    """Read which questions something of a candidate is on record for, or being recorded."""
    found = await connection.scalars(
        select(responses.c.question_id)
        .join(revisions, revisions.c.response_id == responses.c.id)
        .where(responses.c.candidate_id == candidate_id)
        .where(revisions.c.stands | revisions.c.state.in_(tuple(OPEN)))
        .distinct()
    )
    return found.all()
