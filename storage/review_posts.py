"""The messages that show reviewers what waits, and what became of it: one for each submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, Update, and_, or_, select, update

from questions.response import RevisionState
from questions.review import Revision
from storage.database import Connection
from storage.revisions import every_revision, revision_from
from storage.tables import review_posts, revisions
from storage.upsert import insert

LEASE = timedelta(seconds=30)
"""For how long whoever is about to post or change a message has it to themselves."""


ANEW = "submitted_anew"
"""What a message shows of a submission that was taken or sent back, and came again as another."""


@dataclass(frozen=True, slots=True)
class ReviewPost:
    """A submission and its message: not posted yet, or showing a state that is no longer so."""

    revision: Revision
    round: int
    channel: str | None
    message: str | None

    @property
    def state(self) -> str:
        """What the message is to show: where the revision stands, or that there is a new one."""
        return self.revision.state if self.round == self.revision.round else ANEW


_SAME = and_(
    review_posts.c.revision_id == revisions.c.id, review_posts.c.round == revisions.c.round
)


async def any_stale(connection: Connection) -> bool:
    """Say whether a message is missing or behind, without keeping others from the store."""
    behind = select(revisions.c.id).join(review_posts).where(_is_stale(datetime.now(UTC)))
    for query in (_missing(), behind):
        if (await connection.execute(query.limit(1))).first() is not None:
            return True
    return False


async def claim_stale(connection: Connection, limit: int) -> list[ReviewPost]:
    """Take the submissions whose message is missing or behind, for as long as the lease lasts."""
    now = datetime.now(UTC)
    missing = await connection.execute(_missing())
    new = [
        {"revision_id": row.id, "round": row.round, "claimed_until": now - LEASE} for row in missing
    ]
    if new:
        await connection.execute(insert(connection, review_posts).on_conflict_do_nothing(), new)
    behind = await connection.execute(
        every_revision()
        .add_columns(review_posts.c.round.label("posted_round"))
        .add_columns(review_posts.c.channel, review_posts.c.message)
        .join(review_posts, review_posts.c.revision_id == revisions.c.id)
        .where(_is_stale(now))
        .order_by(revisions.c.id)
        .limit(limit)
        .with_for_update(of=review_posts, skip_locked=True)
    )
    found = [
        ReviewPost(revision_from(row), row.posted_round, row.channel, row.message) for row in behind
    ]
    for post in found:
        await connection.execute(_of(post).values(claimed_until=now + LEASE))
    return found


def _missing() -> Select[tuple[int, int]]:
    """Select the submissions that have no message yet."""
    return (
        select(revisions.c.id, revisions.c.round)
        .outerjoin(review_posts, _SAME)
        .where(
            revisions.c.state == RevisionState.IN_REVIEW,
            # An import may bring hundreds: those wait in the queue.
            revisions.c.author.is_not(None),
            review_posts.c.revision_id.is_(None),
        )
    )


def _is_stale(now: datetime) -> ColumnElement[bool]:
    """Restrict to messages that are free and show what is no longer so."""
    shown, latest = review_posts.c.shown, review_posts.c.round == revisions.c.round
    return and_(
        review_posts.c.claimed_until < now,
        or_(
            # What was taken back before anybody saw it is shown to nobody.
            and_(latest, shown.is_(None), revisions.c.state != RevisionState.DRAFT),
            and_(latest, shown != revisions.c.state),
            and_(~latest, shown == RevisionState.IN_REVIEW),
        ),
    )


async def posted(connection: Connection, post: ReviewPost, channel: str, message: str) -> None:
    """Note the message that shows a submission."""
    await connection.execute(
        _of(post).values(
            channel=channel,
            message=message,
            shown=post.state,
            claimed_until=_now_free(),
        )
    )


async def let_go(connection: Connection, post: ReviewPost) -> None:
    """Let others take a submission up again."""
    await connection.execute(_of(post).values(claimed_until=_now_free()))


def _of(post: ReviewPost) -> Update:
    return update(review_posts).where(
        review_posts.c.revision_id == post.revision.id, review_posts.c.round == post.round
    )


def _now_free() -> datetime:
    return datetime.now(UTC) - timedelta(seconds=1)
