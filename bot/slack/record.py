"""Recording a response in a modal: opened, filled in as choices are made, kept, gone on from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.actions.record import Wanted, look, next_for, record
from bot.slack import inputs
from bot.slack.call import Call, fill, mend, opened, read_id, told
from bot.slack.entry import content_of, is_private_letter, sources_of, typed_of
from bot.slack.inputs import Typed
from bot.slack.recording import (
    CANDIDATE,
    Form,
    candidate_option,
    chosen,
    place_typed,
    question_option,
    recording,
)
from bot.slack.render import Params, escape, section, unescaped
from bot.slack.room import Room, member_of
from questions.errors import InvalidInput, NothingChanged, OnRecord, SaidTwice, Unfit
from questions.member import Role
from questions.response import Content, RevisionKind, Source
from questions.review import Revision, refuse_edit
from questions.understanding.clean import clean
from storage.files import read_files
from storage.responses import Place
from storage.revisions import read_revision

MARKED = re.compile(r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
"""Slack: how a message holds links, people and channels."""

OFFERED = 100
"""Slack: the most options of a select."""

KEPT_FOR_NEXT = ("candidate", "said_on", "language", "source.")
"""The fields that one letter has in common for all the questions that it answers."""


async def open_blank(call: Call, typed: Typed | None = None) -> None:
    """Open the modal, with what is known already filled in."""
    await call.ack()
    view = await opened(call)
    (await member_of(call.room, call.body)).require(Role.STAFF)
    await fill(call, view, await _shown(call.room, Form(typed=typed or {})))


async def from_message(call: Call) -> None:
    """Record a message of Slack's: its words, and a link to it as the source."""
    message, channel = call.body["message"], call.body["channel"]["id"]
    await call.ack()
    view = await opened(call)
    (await member_of(call.room, call.body)).require(Role.STAFF)
    linked = await call.room.client.chat_getPermalink(channel=channel, message_ts=message["ts"])
    if message.get("user") == call.room.user_id:
        raise InvalidInput(call.room.words("record.own-message"))
    said = as_read(str(message.get("text", "")))
    typed = {
        **{f"quote.{place}": part for place, part in enumerate(_parts(said))},
        "source.0.kind": "statement",
        "source.0.url": linked["permalink"],
    }
    notices = (call.room.words("record.from-message"),)
    await fill(call, view, await _shown(call.room, Form(typed=typed, notices=notices)))


def _parts(said: str) -> list[str]:
    return [said[start : start + inputs.TEXT] for start in range(0, len(said), inputs.TEXT)]


def as_read(said: str) -> str:
    """Read a message as people see it: links by their words, without Slack's own marks."""
    return unescaped(MARKED.sub(lambda found: found["label"] or found["target"], said))


async def edit_draft(call: Call) -> None:
    """Open the modal on a draft, or on what was sent back."""
    await call.ack()
    view = await opened(call)
    form = await _form_of(call, read_id(call.value))
    await fill(call, view, await _shown(call.room, form))


async def _form_of(call: Call, revision_id: int) -> Form:
    async with call.room.desk.database.reading() as connection:
        revision = await read_revision(connection, revision_id)
    refuse_edit(revision, await member_of(call.room, call.body))
    place = (revision.candidate_id, revision.question_id)
    notices = (_sent_back(call.room, revision),) if revision.note else ()
    typed = {**typed_of(revision.content), "kind": revision.kind.value}
    return Form(place, typed, revision_id, notices=notices, sources=sources_of(typed))


def _sent_back(room: Room, revision: Revision) -> str:
    return room.words("record.sent-back", note=escape(revision.note or ""))


async def choose(call: Call) -> None:
    """Show what is there at the place chosen, and leave what is typed as it is."""
    await call.ack()
    typed = inputs.read(call.view)
    await fill(call, call.view, await _shown(call.room, _as_it_is(call, typed)))


async def more_sources(call: Call) -> None:
    """Show fields for one source more."""
    await call.ack()
    form = _as_it_is(call, inputs.read(call.view))
    await fill(call, call.view, await _shown(call.room, replace(form, sources=form.sources + 1)))


async def fill_in(call: Call) -> None:
    """Fill in what stands, to go on from there."""
    await call.ack()
    form = _as_it_is(call, inputs.read(call.view))
    place = chosen(form.place)
    known = await look(call.room.desk, place) if place else None
    if known is None or known.published is None:
        return
    stands = Content(known.published.statement, known.published.retraction_reason)
    kept = {key: form.typed[key] for key in ("candidate", "question") if key in form.typed}
    filled = replace(form, typed={**typed_of(stands), **kept}, renewed=form.renewed + 1, sources=1)
    await fill(call, call.view, await _shown(call.room, filled))


def _as_it_is(call: Call, typed: Typed) -> Form:
    """Take the form as it stands in the modal."""
    shown = {str(block.get("block_id", "")) for block in call.view["blocks"]}
    return Form(
        place_typed(typed),
        typed,
        sources=sum(".url" in each and each.startswith("source.") for each in shown),
        doubts=inputs.block_of(call.view, "anyway") is not None,
        renewed=inputs.renewed(call.view),
    )


async def _shown(room: Room, form: Form) -> Params:
    catalogue = await room.desk.catalogue()
    place = chosen(form.place)
    if place and form.known is None and place[0] in catalogue.by_id:
        form = replace(form, known=await look(room.desk, place))
    return recording(room.words, catalogue, form)


async def offer(call: Call) -> None:
    """Offer candidates or questions by what somebody types."""
    catalogue = await call.room.desk.catalogue()
    sought = clean(str(call.body.get("value", "")))
    if call.body["action_id"] == CANDIDATE:
        people = [
            candidate_option(each)
            for each in catalogue.candidates
            if sought in clean(" ".join((each.name, each.id, *each.aliases)))
        ]
        await call.ack(options=people[:OFFERED])
        return
    asked = [
        question_option(catalogue, each)
        for each in catalogue.questions.values()
        if sought in clean(f"{each.id} {catalogue.label(each.id)} {each.text}")
    ]
    await call.ack(options=asked[:OFFERED])


async def submitted(call: Call) -> None:
    """Keep what was typed, or say at its fields what is to be mended; nothing typed is lost."""
    typed = inputs.read(call.view)
    about = call.view.get("private_metadata")
    revision_id = read_id(about) if about else None
    form = replace(_as_it_is(call, typed), revision_id=revision_id)
    if revision_id is not None:
        before = await _form_of(call, revision_id)
        form = replace(form, place=before.place)
    place = chosen(form.place)
    if place is None:
        await mend(
            call,
            {"candidate" if not form.place[0] else "question": call.room.words("staff.choose")},
        )
        return
    try:
        wanted = await _wanted(call, place, form)
        made = await record(call.room.desk, call.who, wanted, key=call.key)
    except Unfit as unfit:
        await mend(call, unfit.faults)
    except NothingChanged as error:
        await mend(call, {"quote.0": str(error)})
    except (OnRecord, SaidTwice) as error:
        doubts = isinstance(error, SaidTwice)
        asked = replace(form, notices=(f":warning: {escape(str(error))}",), doubts=doubts)
        await call.ack(response_action="update", view=await _shown(call.room, asked))
    else:
        call.room.behind.set()
        await call.ack(response_action="update", view=await _after(call, place, typed, made))


async def _wanted(call: Call, place: Place, form: Form) -> Wanted:
    typed = form.typed
    before, kept = await _kept(call, place, form.revision_id)
    content = content_of(
        typed,
        candidate_id=place[0],
        question_id=place[1],
        before=before,
        today=call.room.desk.today(),
    )
    files: Sequence[tuple[str, str]] = typed.get("files", ())
    letters = any(is_private_letter(typed, each) for each in range(sources_of(typed)))
    if letters and not files and not kept:
        raise Unfit({"files": call.room.words("record.letter-needs-file")})
    kind = typed.get("kind")
    return Wanted(
        place,
        content,
        RevisionKind(kind) if kind in set(RevisionKind) else None,
        form.revision_id,
        submit=typed.get("then") == "submit",
        anyway=bool(typed.get("anyway")),
        files=files,
    )


async def _kept(call: Call, place: Place, revision_id: int | None) -> tuple[list[Source], bool]:
    """Read the sources that are on record or in the draft, and whether a file is kept."""
    # One connection at a time: whoever holds one and waits for another may wait for ever.
    known = await look(call.room.desk, place)
    sources = list(known.published.statement.sources) if known.published else []
    response_id = known.published.response_id if known.published else None
    async with call.room.desk.database.reading() as connection:
        if revision_id is not None:
            revision = await read_revision(connection, revision_id)
            response_id = revision.response_id
            sources = [*revision.content.statement.sources, *sources]
        files = await read_files(connection, response_id) if response_id else []
    return sources, bool(files)


async def _after(call: Call, place: Place, typed: Typed, made: Revision | None) -> Params:
    """Show what was kept; or the form again, for the next question that the letter answers."""
    words = call.room.words
    said = words("record.kept-before")
    if made is not None:
        state = words("record.submitted" if typed.get("then") == "submit" else "record.drafted")
        said = words("record.kept", reference=made.reference, state=state)
    if typed.get("then") == "next":
        following = await next_for(call.room.desk, place)
        if following:
            return await _shown(call.room, _next_form(call, place, typed, following, said))
        said = f"{said}\n{words('record.no-next')}"
    return told(words, words("record.title"), section(said))


def _next_form(call: Call, place: Place, typed: Typed, following: str, said: str) -> Form:
    kept: dict[str, Any] = {
        key: value for key, value in typed.items() if key.startswith(KEPT_FOR_NEXT)
    }
    kept |= {"candidate": place[0], "question": following, "then": "next"}
    return Form(
        (place[0], following),
        kept,
        notices=(said,),
        sources=sources_of(kept),
        renewed=inputs.renewed(call.view) + 1,
    )
