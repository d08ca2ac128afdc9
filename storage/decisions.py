"""Decisions of reviewers: one holds, whoever is second is told; an approval is the publication."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update

from questions.member import Member
from questions.news import TOLD
from questions.response import RevisionState
from questions.review import OUTCOMES, Decision, Revision, refuse_decision
from storage import audit, notices
from storage.authoring import hold_revision, kind_of
from storage.database import Connection
from storage.responses import records_moved
from storage.revisions import read_revision, read_standing
from storage.tables import revisions


async def decide(
    connection: Connection,
    revision_id: int,
    decision: Decision,
    *,
    reviewer: Member,
    note: str | None = None,
    by_another_organisation: bool = False,
) -> Revision:
    """Decide about a revision that is in review; an approved one stands from the commit on.

    Raises UnknownResponse, and what `refuse_decision` raises.
    """
    before = await hold_revision(connection, revision_id)
    stands = await read_standing(connection, before.response_id)
    number = stands.number if stands else 0
    refuse_decision(
        before,
        reviewer,
        decision,
        stands=number,
        by_another_organisation=by_another_organisation,
    )
    now = datetime.now(UTC)
    outcome: dict[str, Any] = {
        "state": OUTCOMES[decision],
        "reviewer": reviewer.id,
        "decided_at": now,
        "note": note,
    }
    if decision is Decision.APPROVE:
        await connection.execute(
            update(revisions)
            .where(revisions.c.response_id == before.response_id, revisions.c.stands)
            .values(stands=False)
        )
        kind = kind_of(stands, before.content, before.kind)
        outcome |= {"stands": True, "number": number + 1, "published_at": now, "kind": kind}
    await connection.execute(
        update(revisions).where(revisions.c.id == revision_id).values(**outcome)
    )
    if decision is Decision.APPROVE:
        await records_moved(connection)
        if outcome["kind"] in TOLD:
            await notices.queue(connection, [before.response_id])
    await audit.record(
        connection,
        actor=reviewer.id,
        action=f"revision.{decision}",
        subject=before.reference,
        before={"revision": before.id, "state": RevisionState.IN_REVIEW},
        after={
            "revision": before.id,
            "state": outcome["state"],
            **({"number": number + 1} if decision is Decision.APPROVE else {}),
            **({"note": note} if note else {}),
        },
    )
    return await read_revision(connection, revision_id)
