"""Review what was submitted: read it with what stands, and decide about it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import Desk
from questions.errors import AlreadyDecided
from questions.response import Published
from questions.review import Decision, Revision
from questions.standing import Putting
from storage.database import Connection
from storage.decisions import decide as decide_
from storage.files import KeptFile, read_files
from storage.members import read_member
from storage.responses import read_puttings
from storage.revisions import read_revision, read_standing


@dataclass(frozen=True, slots=True)
class Submission:
    """A revision as reviewers see it: with what stands, what was put, and files kept with it."""

    revision: Revision
    stands: Published | None
    files: tuple[KeptFile, ...]
    putting: Putting | None = None


async def read_submission(connection: Connection, revision_id: int) -> Submission:
    """Read a revision with what stands. Raises UnknownResponse."""
    revision = await read_revision(connection, revision_id)
    stands = await read_standing(connection, revision.response_id)
    files = await read_files(connection, revision.response_id)
    place = (revision.candidate_id, revision.question_id)
    put = (await read_puttings(connection, [place])).get(place)
    return Submission(revision, stands, tuple(files), put)


async def decide(
    desk: Desk,
    member_id: str,
    revision_id: int,
    decision: Decision,
    *,
    round_: int,
    note: str | None = None,
    by_another_organisation: bool,
) -> Revision:
    """Decide about a submission; whoever it is, is looked up in the same transaction.

    `round_` is the submission that the reviewer saw. Raises UnknownResponse, NotAllowed, OwnWork,
    OwnOrganisation, TakenBack, BehindTheRecord, and AlreadyDecided, by whom it was.
    """
    async with desk.database.writing() as connection:
        reviewer = await read_member(connection, member_id)
        revision = await read_revision(connection, revision_id)
        if revision.round != round_:
            raise AlreadyDecided("This was submitted anew since: see the new message.")
        return await decide_(
            connection,
            revision_id,
            decision,
            reviewer=reviewer,
            note=note,
            by_another_organisation=by_another_organisation,
        )
