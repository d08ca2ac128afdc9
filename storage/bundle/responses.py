"""Responses of a bundle: which revisions it makes, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, update

from questions.bundle.shape import ResponseEntry, fault
from questions.errors import InvalidFile, InvalidFiles
from questions.news import TOLD
from questions.response import Content, RevisionKind, RevisionState
from storage import audit, notices
from storage.bundle.recorded import Recorded, read_recorded
from storage.bundle.terms import Terms
from storage.database import Connection
from storage.responses import Place, records_moved, stored_sources
from storage.tables import responses, revisions


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision to be written; or one waiting, by its id, to be published instead."""

    entry: ResponseEntry
    content: Content
    kind: RevisionKind
    known: Recorded | None
    waiting_id: int | None

    @property
    def place(self) -> Place:
        """Whose response it is, and to which question."""
        return self.entry.candidate_id, self.entry.question_id

    @property
    def is_new(self) -> bool:
        """Say whether nothing was on record of the candidate on the question."""
        return self.known is None

    @property
    def number(self) -> int:
        """Its number once it is published."""
        return self.known.number + 1 if self.known else 1


async def changes(
    connection: Connection, entries: Sequence[ResponseEntry], terms: Terms
) -> list[NewRevision]:
    """Compare entries with the responses on record.

    Raises InvalidFiles where one is on record under another edition than its entry names.
    """
    known = await read_recorded(connection, entries)
    faults: list[InvalidFile] = []
    found: list[NewRevision] = []
    for entry in entries:
        on_record = known.get((entry.candidate_id, entry.question_id))
        if on_record and entry.edition_id not in (None, on_record.edition_id):
            reason = f"is on record under the edition {on_record.edition_id}"
            faults.append(fault(entry.place, reason, "edition"))
        elif revision := _revision(entry, on_record, terms):
            found.append(revision)
    if faults:
        raise InvalidFiles(faults)
    return found


def _revision(entry: ResponseEntry, known: Recorded | None, terms: Terms) -> NewRevision | None:
    """Tell what an entry adds to what is on record; None where it adds nothing."""
    stands = known.stands if known else None
    content = entry.onto(stands)
    kind = content.change_from(stands)
    same = (which for which, waiting in (known.waiting if known else ()) if waiting == content)
    waiting_id = next(same, None)
    if kind is None or (waiting_id is not None and not terms.publish):
        return None
    return NewRevision(entry, content, kind, known, waiting_id)


async def write(connection: Connection, changes: Sequence[NewRevision], terms: Terms) -> None:
    """Write the revisions: published, and what stood before no longer standing; or for review."""
    now = datetime.now(UTC)
    ids = await _response_ids(connection, changes, terms)
    if terms.publish:
        await _step_down(connection, changes)
        await _publish_waiting(connection, changes, terms, now)
    added = [
        _row(ids[change.place], change, terms, now)
        for change in changes
        if change.waiting_id is None
    ]
    if added:
        await connection.execute(insert(revisions), added)
    await audit.record_all(
        connection,
        actor=terms.operator,
        action=f"{terms.via}.revision",
        deeds=[_deed(ids[change.place], change, terms) for change in changes],
    )
    if terms.publish:
        await records_moved(connection)
    if terms.publish and not terms.quiet:
        told = [ids[change.place] for change in changes if change.kind in TOLD]
        await notices.queue(connection, told)


async def _response_ids(
    connection: Connection, changes: Sequence[NewRevision], terms: Terms
) -> dict[Place, int]:
    """Return the id of each response, of those not yet on record a new one."""
    ids = {change.place: change.known.response_id for change in changes if change.known}
    new = [
        {
            "candidate_id": change.entry.candidate_id,
            "question_id": change.entry.question_id,
            "edition_id": change.entry.edition_id or terms.edition_id,
        }
        for change in changes
        if change.is_new
    ]
    if new:
        rows = await connection.execute(
            insert(responses).returning(
                responses.c.id, responses.c.candidate_id, responses.c.question_id
            ),
            new,
        )
        ids |= {(row.candidate_id, row.question_id): row.id for row in rows}
    return ids


async def _step_down(connection: Connection, changes: Sequence[NewRevision]) -> None:
    known = [change.known.response_id for change in changes if change.known and change.known.stands]
    if known:
        await connection.execute(
            update(revisions)
            .where(revisions.c.response_id.in_(known), revisions.c.stands)
            .values(stands=False)
        )


async def _publish_waiting(
    connection: Connection, changes: Sequence[NewRevision], terms: Terms, now: datetime
) -> None:
    waiting = [
        {"waiting_id": change.waiting_id, "as": change.kind, "nth": change.number}
        for change in changes
        if change.waiting_id is not None
    ]
    if waiting:
        await connection.execute(
            update(revisions)
            .where(revisions.c.id == bindparam("waiting_id"))
            .values(
                kind=bindparam("as"),
                number=bindparam("nth"),
                state=RevisionState.PUBLISHED,
                stands=True,
                imported_by=terms.operator,
                published_at=now,
            ),
            waiting,
        )


def _row(response_id: int, change: NewRevision, terms: Terms, now: datetime) -> dict[str, Any]:
    statement = change.content.statement
    return {
        "response_id": response_id,
        "kind": change.kind,
        "state": _state(terms),
        "number": change.number if terms.publish else None,
        "stands": terms.publish,
        "declines": statement.declines,
        "quote": statement.quote,
        "language": statement.language,
        "translation": statement.translation,
        "said_on": statement.said_on or now.date(),
        "sources": stored_sources.dump_python(statement.sources, mode="json", exclude_none=True),
        "stance": statement.assessment and statement.assessment.stance,
        "rationale": statement.assessment and statement.assessment.rationale,
        "reason": change.content.retracted,
        "imported_by": terms.operator,
        "base": change.number - 1,
        "round": 0 if terms.publish else 1,
        "created_at": now,
        "submitted_at": None if terms.publish else now,
        "published_at": now if terms.publish else None,
    }


def _deed(response_id: int, change: NewRevision, terms: Terms) -> audit.Deed:
    """Tell which revision was made; its words stay in its own row, which never changes."""
    before = {"state": RevisionState.IN_REVIEW} if change.waiting_id is not None else None
    after: dict[str, object] = {"kind": change.kind, "state": _state(terms)}
    if terms.publish:
        after["number"] = change.number
    return audit.Deed(f"R-{response_id}", before, after)


def _state(terms: Terms) -> RevisionState:
    return RevisionState.PUBLISHED if terms.publish else RevisionState.IN_REVIEW
