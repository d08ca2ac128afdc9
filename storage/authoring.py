"""Revisions on their way: drafted, edited, submitted, taken back, discarded; each step audited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy import insert as plain_insert

from questions.errors import NotEditable, NothingChanged
from questions.member import Member
from questions.response import Content, Published, RevisionKind, RevisionState
from questions.review import Revision, reference, refuse_edit, refuse_take_back
from storage import audit
from storage.database import Connection
from storage.responses import Place, read_published
from storage.revisions import columns, read_revision, read_standing, told
from storage.tables import candidates, responses, review_posts, revisions
from storage.upsert import insert


async def draft(
    connection: Connection,
    place: Place,
    edition_id: str,
    content: Content,
    kind: RevisionKind | None,
    *,
    author: Member,
) -> Revision:
    """Begin a revision of what a candidate answered to a question.

    `kind` is what a person calls the change; what shows in the content itself outranks it. Raises
    NothingChanged where the content is what stands.
    """
    await _hold(connection, place)
    stands = (await read_published(connection, [place])).get(place)
    response_id = stands.response_id if stands else await _response(connection, place, edition_id)
    revision_id = await connection.scalar(
        plain_insert(revisions)
        .values(
            response_id=response_id,
            kind=kind_of(stands, content, kind),
            state=RevisionState.DRAFT,
            stands=False,
            author=author.id,
            organisation=author.organisation,
            base=stands.number if stands else 0,
            round=0,
            created_at=datetime.now(UTC),
            **columns(content),
        )
        .returning(revisions.c.id)
    )
    made = await read_revision(connection, int(revision_id or 0))
    await _note(connection, made, author.id, "draft", after=told(made))
    return made


async def edit(
    connection: Connection,
    revision_id: int,
    content: Content,
    kind: RevisionKind | None,
    *,
    author: Member,
) -> Revision:
    """Change a draft, or what was sent back; written against what stands now.

    Raises NotAllowed, NotEditable, NothingChanged.
    """
    before = await hold_revision(connection, revision_id)
    refuse_edit(before, author)
    stands = await read_standing(connection, before.response_id)
    await connection.execute(
        update(revisions)
        .where(revisions.c.id == revision_id)
        .values(
            kind=kind_of(stands, content, kind or before.kind),
            author=author.id,
            organisation=author.organisation,
            imported_by=None,
            base=stands.number if stands else 0,
            **columns(content),
        )
    )
    after = await read_revision(connection, revision_id)
    await _note(connection, after, author.id, "edit", before=told(before), after=told(after))
    return after


async def submit(connection: Connection, revision_id: int, *, author: Member) -> Revision:
    """Freeze a revision and put it up for review. Raises NotAllowed, NotEditable."""
    before = await hold_revision(connection, revision_id)
    refuse_edit(before, author)
    await connection.execute(
        update(revisions)
        .where(revisions.c.id == revision_id)
        .values(
            state=RevisionState.IN_REVIEW,
            round=before.round + 1,
            submitted_at=datetime.now(UTC),
            reviewer=None,
            decided_at=None,
            note=None,
        )
    )
    after = await read_revision(connection, revision_id)
    await _note(
        connection,
        after,
        author.id,
        "submit",
        before={"state": before.state},
        after={"state": after.state, "round": after.round},
    )
    return after


async def take_back(connection: Connection, revision_id: int, *, author: Member) -> Revision:
    """Make a submission its author's draft again, before anybody has decided about it.

    Raises NotAllowed, TakenBack, AlreadyDecided.
    """
    before = await hold_revision(connection, revision_id)
    refuse_take_back(before, author)
    await connection.execute(
        update(revisions)
        .where(revisions.c.id == revision_id)
        .values(state=RevisionState.DRAFT, submitted_at=None)
    )
    after = await read_revision(connection, revision_id)
    await _note(
        connection,
        after,
        author.id,
        "take_back",
        before={"state": before.state},
        after={"state": after.state},
    )
    return after


async def discard(connection: Connection, revision_id: int, *, author: Member) -> Revision:
    """Throw a draft away; the audit keeps what it said. Raises NotAllowed, NotEditable."""
    before = await hold_revision(connection, revision_id)
    refuse_edit(before, author)
    if before.author is None:
        raise NotEditable
    await connection.execute(delete(review_posts).where(review_posts.c.revision_id == revision_id))
    await connection.execute(delete(revisions).where(revisions.c.id == revision_id))
    await _note(connection, before, author.id, "discard", before=told(before))
    return before


async def hold_revision(connection: Connection, revision_id: int) -> Revision:
    """Read a revision, its response held against every other writer. Raises UnknownResponse."""
    revision = await read_revision(connection, revision_id)
    await connection.execute(
        select(responses.c.id).where(responses.c.id == revision.response_id).with_for_update()
    )
    return await read_revision(connection, revision_id)


def kind_of(stands: Published | None, content: Content, named: RevisionKind | None) -> RevisionKind:
    """Tell the kind of a change, where a person may name it. Raises NothingChanged."""
    before = Content(stands.statement, stands.retraction_reason) if stands else None
    seen = content.change_from(before)
    if seen is None:
        raise NothingChanged
    may_name = seen is RevisionKind.CORRECTION and named in (
        RevisionKind.TYPO,
        RevisionKind.ADDITION,
    )
    return named if may_name and named else seen


async def _hold(connection: Connection, place: Place) -> None:
    """Let one writer at a time record at a place; an import holds the candidate's row, too."""
    await connection.execute(
        select(candidates.c.id).where(candidates.c.id == place[0]).with_for_update()
    )


async def _response(connection: Connection, place: Place, edition_id: str) -> int:
    """Return the response at a place, a new one where there is none."""
    values = {"candidate_id": place[0], "question_id": place[1], "edition_id": edition_id}
    await connection.execute(insert(connection, responses).values(values).on_conflict_do_nothing())
    found = await connection.scalar(
        select(responses.c.id).where(
            responses.c.candidate_id == place[0], responses.c.question_id == place[1]
        )
    )
    return int(found or 0)


async def _note(
    connection: Connection,
    revision: Revision,
    actor: str,
    act: str,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    about = {"revision": revision.id}
    await audit.record(
        connection,
        actor=actor,
        action=f"revision.{act}",
        subject=reference(revision.response_id),
        before=None if before is None else {**about, **before},
        after=None if after is None else {**about, **after},
    )
