"""Taking a published response back: a revision of its own, with its reason, for review."""

from __future__ import annotations

from bot.actions.record import look, retract
from bot.slack import inputs
from bot.slack.call import Call, fill, mend, opened, read_id, told
from bot.slack.recording import chosen, place_typed
from bot.slack.render import escape, section
from bot.slack.room import member_of
from questions.errors import NothingChanged, SaidTwice, UnknownResponse
from questions.member import Role
from questions.response import retraction
from storage.revisions import read_standing

RETRACT = "retract"
REASON = 2_000
"""The longest reason, in characters."""


async def open_retract(call: Call) -> None:
    """Ask for the reason, over the modal in which the place was chosen."""
    await call.ack()
    place = chosen(place_typed(inputs.read(call.view)))
    view = await opened(call)
    (await member_of(call.room, call.body)).require(Role.STAFF)
    known = await look(call.room.desk, place) if place else None
    if known is None or known.published is None or known.published.retraction_reason:
        raise UnknownResponse
    words, stands = call.room.words, known.published
    candidate = (await call.room.desk.catalogue()).candidate(stands.candidate_id)
    said = words("retract.what", name=escape(candidate.name), question=stands.question_id)
    why = inputs.text(None, long=True, limit=REASON)
    shown = inputs.modal(
        RETRACT,
        words("retract.title"),
        [
            section(said),
            inputs.field("reason", words("retract.why"), why, hint=words("retract.why-hint")),
        ],
        submit=words("retract.save"),
        close=words("staff.cancel"),
        about=str(stands.response_id),
    )
    await fill(call, view, shown)


async def submitted(call: Call) -> None:
    """Put the retraction up for review; what stands stands until it is approved."""
    response_id = read_id(str(call.view.get("private_metadata", "")))
    reason = inputs.read(call.view).get("reason")
    if not reason:
        await mend(call, {"reason": call.room.words("review.why-empty")})
        return
    async with call.room.desk.database.reading() as connection:
        stands = await read_standing(connection, response_id)
    if stands is None:
        raise UnknownResponse
    place = (stands.candidate_id, stands.question_id)
    content = retraction(str(reason)[:REASON], call.room.desk.today())
    words = call.room.words
    try:
        made = await retract(call.room.desk, call.who, place, content, key=call.key)
    except (NothingChanged, SaidTwice) as error:
        await mend(call, {"reason": str(error)})
        return
    call.room.behind.set()
    said = words("record.kept-before")
    if made is not None:
        state = words("record.submitted")
        said = words("record.kept", reference=made.reference, state=state)
    shown = told(words, words("retract.title"), section(said))
    await call.ack(response_action="update", view=shown)
