"""What followers wait to hear: published responses, told once a day at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import delete, func, select, update

from questions.broadcast import Ambiguity, Audience, Broadcast, Draft, Kind, State
from questions.news import News, Publication, news_of
from questions.response import RevisionKind
from storage.broadcasts import drafts, snapshot
from storage.clock import now
from storage.database import Connection
from storage.tables import broadcasts, follows, notices, responses, revisions
from storage.upsert import insert


@dataclass(frozen=True, slots=True)
class Notice:
    """That a response was published: whose, to which question, and what is new of it."""

    candidate_id: str
    question_id: str
    news: News

    @property
    def priority(self) -> str:
        """The priority that it belongs to: `8`."""
        return self.question_id.partition(".")[0]


async def queue(connection: Connection, response_ids: Iterable[int]) -> None:
    """Let followers hear of responses in the next digest; belongs in the publication's transaction.

    Whoever publishes asks `questions.news.TOLD` first.

    A response that waits already waits once: the digest tells what is on record when it is sent.
    """
    at = datetime.now(UTC)
    rows = [{"response_id": each, "published_at": at} for each in response_ids]
    if rows:
        await connection.execute(insert(connection, notices).on_conflict_do_nothing(), rows)


async def make_digest(connection: Connection, *, not_before: time) -> Broadcast | None:
    """Make today's digest (UTC) of what waits, to run at once; None where there is none to make.

    One a day at most: none while another is not finished, or was finished today. What nobody
    follows is dropped.
    """
    at = await now(connection)
    if at.time() < not_before or not await _waits(connection):
        return None
    latest = (
        await connection.execute(
            select(broadcasts.c.day, broadcasts.c.state, broadcasts.c.finished_at)
            .where(broadcasts.c.kind == Kind.DIGEST)
            .order_by(broadcasts.c.id.desc())
            .limit(1)
        )
    ).first()
    if latest is not None:
        over = latest.state in (State.DONE, State.CANCELLED) and latest.finished_at is not None
        if not over or max(latest.finished_at.date(), latest.day) >= at.date():
            return None
    # What is published while this is looked at waits for the next one.
    waiting = (
        await connection.execute(
            select(notices.c.id, responses.c.candidate_id, responses.c.question_id)
            .join(responses, responses.c.id == notices.c.response_id)
            .where(notices.c.digest_id.is_(None))
        )
    ).all()
    draft = Draft(
        audience=Audience(
            priorities=tuple(sorted({row.question_id.partition(".")[0] for row in waiting})),
            candidates=tuple(sorted({row.candidate_id for row in waiting})),
        ),
        # Nothing is said twice: what may have arrived is not sent again.
        ambiguity=Ambiguity.HOLD,
    )
    last = max(row.id for row in waiting)
    told = (notices.c.digest_id.is_(None), notices.c.id <= last)
    if not await snapshot.count(connection, Kind.DIGEST, draft):
        await connection.execute(delete(notices).where(*told))
        return None
    made = await drafts.create(
        *(connection, Kind.DIGEST, draft), actor=drafts.SYSTEM, running=True, day=at.date()
    )
    if made is not None:
        await connection.execute(update(notices).where(*told).values(digest_id=made.id))
    return made


async def _waits(connection: Connection) -> bool:
    query = select(func.count()).where(notices.c.digest_id.is_(None))
    return bool(await connection.scalar(query))


async def read_digest(connection: Connection, digest_id: int) -> list[Notice]:
    """Read what a digest tells of, as it stands now."""
    rows = await connection.execute(
        select(
            responses.c.candidate_id,
            responses.c.question_id,
            notices.c.published_at.label("since"),
            revisions.c.kind,
            revisions.c.declines,
            revisions.c.published_at,
        )
        .join(notices, notices.c.response_id == responses.c.id)
        .join(revisions, revisions.c.response_id == responses.c.id)
        .where(notices.c.digest_id == digest_id, revisions.c.number.is_not(None))
        .order_by(responses.c.id, revisions.c.number)
    )
    chains: dict[tuple[str, str], list[Publication]] = {}
    since: dict[tuple[str, str], datetime] = {}
    for row in rows:
        place = (row.candidate_id, row.question_id)
        made = Publication(RevisionKind(row.kind), row.declines, row.published_at)
        chains.setdefault(place, []).append(made)
        since[place] = row.since
    return [
        Notice(*place, news)
        for place, chain in chains.items()
        if (news := news_of(chain, since[place])) is not None
    ]


async def read_follows_of(
    connection: Connection, chats: Sequence[int]
) -> dict[int, set[tuple[str, str]]]:
    """Read what each of these chats follows, as (kind, target)."""
    rows = await connection.execute(select(follows).where(follows.c.chat_id.in_(chats)))
    found: dict[int, set[tuple[str, str]]] = {chat: set() for chat in chats}
    for row in rows:
        found[row.chat_id].add((row.kind, row.target))
    return found
