"""Decisions in Slack: buttons under a submission, and the note that two of them ask for."""

from __future__ import annotations

from bot.actions.review import decide, read_submission
from bot.slack import inputs
from bot.slack.call import Call, fill, opened, read_id, tell, told
from bot.slack.render import escape, section
from bot.slack.room import Room, member_of
from bot.slack.submission import outcome, submission_blocks
from questions.errors import AlreadyDecided, InvalidAction
from questions.member import Role
from questions.review import Decision, Revision, refuse_decision

NOTE = "note"
"""The callback of the modal that asks why; its `private_metadata` is the submission alone."""

NOTE_LIMIT = 2_000
"""The longest note, in characters."""


async def approve(call: Call) -> None:
    """Approve a submission: it is published with the commit."""
    revision_id, round_ = _submission(call.value)
    try:
        revision = await decide(
            call.room.desk,
            call.who,
            revision_id,
            Decision.APPROVE,
            round_=round_,
            by_another_organisation=call.room.by_another_organisation,
        )
    except AlreadyDecided as error:
        await tell(call, await already(call.room, revision_id, error))
        return
    await call.ack()
    call.room.behind.set()
    if call.body.get("view", {}).get("type") == "modal":
        await fill(call, call.view, _decided(call.room, revision))


async def ask_why(call: Call) -> None:
    """Ask for the note of a request for changes, or of a rejection, before it is decided."""
    await call.ack()
    decision = call.body["actions"][0]["action_id"].rpartition(":")[2]
    revision_id, round_ = _submission(call.value)
    view = await opened(call)
    await _refuse_early(call, revision_id, Decision(decision))
    words = call.room.words
    why = inputs.text(None, long=True, limit=NOTE_LIMIT)
    hint = words(f"review.why-{decision}")
    asked = inputs.modal(
        NOTE,
        words(f"review.{decision}"),
        [inputs.field("note", words("review.why"), why, hint=hint)],
        submit=words(f"review.{decision}"),
        close=words("staff.cancel"),
        about=f"{decision}:{revision_id}.{round_}",
    )
    await fill(call, view, asked)


async def _refuse_early(call: Call, revision_id: int, decision: Decision) -> None:
    """Say that it cannot be decided before somebody writes a note for nothing."""
    member = await member_of(call.room, call.body)
    async with call.room.desk.database.reading() as connection:
        shown = await read_submission(connection, revision_id)
    refuse_decision(
        shown.revision,
        member,
        decision,
        stands=shown.stands.number if shown.stands else 0,
        by_another_organisation=call.room.by_another_organisation,
    )


async def decided_with_note(call: Call) -> None:
    """Request changes, or reject, with the note."""
    written, _, about = str(call.view.get("private_metadata", "")).partition(":")
    if written not in (Decision.REQUEST_CHANGES, Decision.REJECT):
        raise InvalidAction
    revision_id, round_ = _submission(about)
    note = inputs.read(call.view).get("note")
    if not note:
        errors = {inputs.block_of(call.view, "note") or "note": call.room.words("review.why-empty")}
        await call.ack(response_action="errors", errors=errors)
        return
    try:
        revision = await decide(
            call.room.desk,
            call.who,
            revision_id,
            Decision(written),
            round_=round_,
            note=str(note)[:NOTE_LIMIT],
            by_another_organisation=call.room.by_another_organisation,
        )
    except AlreadyDecided as error:
        await tell(call, await already(call.room, revision_id, error))
        return
    await call.ack(response_action="update", view=_decided(call.room, revision))
    call.room.behind.set()


async def already(room: Room, revision_id: int, error: AlreadyDecided) -> str:
    """Tell who was faster, and what they decided."""
    async with room.desk.database.reading() as connection:
        shown = await read_submission(connection, revision_id)
    return f"{escape(str(error))}\n{outcome(room.words, shown.revision)}"


async def look_at(call: Call) -> None:
    """Show a submission in a modal of its own, to be decided there."""
    await call.ack()
    view = await opened(call)
    (await member_of(call.room, call.body)).require(Role.REVIEWER)
    async with call.room.desk.database.reading() as connection:
        shown = await read_submission(connection, read_id(call.value))
    blocks = submission_blocks(call.room.words, await call.room.desk.catalogue(), shown, whole=True)
    words = call.room.words
    await fill(call, view, told(words, words("review.title"), *blocks))


def _decided(room: Room, revision: Revision) -> dict[str, object]:
    said = outcome(room.words, revision)
    title = f"{revision.reference}"
    return told(room.words, title, section(said))


def _submission(written: str) -> tuple[int, int]:
    """Read a revision's id and the round that was seen. Raises InvalidAction."""
    revision, _, round_ = written.partition(".")
    return read_id(revision), read_id(round_)
