"""Composing a broadcast in a modal: opened, counted as whom it goes to is chosen, kept."""

from __future__ import annotations

from dataclasses import replace

from bot.actions import broadcasts
from bot.slack import inputs
from bot.slack.call import Call, fill, mend, opened, read_id, told
from bot.slack.composed import at_fields, audience_of, corrected_by, draft_of, typed_of
from bot.slack.composing import OPTIONS, Form, composing
from bot.slack.recording import candidate_option
from bot.slack.render import Params, section
from bot.slack.room import Room
from bot.slack.tasks import require
from questions.broadcast import Broadcast, Draft, Kind
from questions.errors import DoneBefore, Unfit, UnfitDraft
from questions.member import Role
from questions.understanding.clean import clean
from storage.supporters import read_spoken

OF = "of:"
"""What stands before the id of what was sent, where other words are written for it."""


async def open_blank(call: Call) -> None:
    """Open the modal."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.ORGANIZER)
    await fill(call, view, await _shown(call.room, Form()))


async def open_draft(call: Call) -> None:
    """Open the modal on a draft, the version that was read."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.ORGANIZER)
    broadcast_id, _ = as_seen(call.value)
    read, _ = await broadcasts.read(call.room.desk.database, broadcast_id)
    form = Form(typed_of(read.draft), call.value, words_only=read.kind is Kind.EDIT)
    await fill(call, view, await _shown(call.room, form))


async def open_sent(call: Call) -> None:
    """Open the modal on what was sent, to write other words for it wherever it arrived."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.ORGANIZER)
    broadcast_id, _ = as_seen(call.value)
    read, _ = await broadcasts.read(call.room.desk.database, broadcast_id)
    form = Form(typed_of(read.draft), f"{OF}{broadcast_id}", words_only=True)
    await fill(call, view, await _shown(call.room, form))


async def recount(call: Call) -> None:
    """Show how many would get it, as whom it goes to stands now."""
    await call.ack()
    await require(call, Role.ORGANIZER)
    await fill(call, call.view, await _shown(call.room, _as_it_is(call)))


async def more_languages(call: Call) -> None:
    """Show fields for one language more."""
    await call.ack()
    await require(call, Role.ORGANIZER)
    form = _as_it_is(call)
    await fill(call, call.view, await _shown(call.room, replace(form, rows=form.rows + 1)))


async def more_buttons(call: Call) -> None:
    """Show fields for one link button more."""
    await call.ack()
    await require(call, Role.ORGANIZER)
    form = _as_it_is(call)
    await fill(call, call.view, await _shown(call.room, replace(form, links=form.links + 1)))


async def offer(call: Call) -> None:
    """Offer candidates by what somebody types."""
    catalogue = await call.room.desk.catalogue()
    sought = clean(str(call.body.get("value", "")))
    found = [
        candidate_option(each)
        for each in catalogue.candidates
        if sought in clean(" ".join((each.name, each.id, *each.aliases)))
    ]
    await call.ack(options=found[:OPTIONS])


def _as_it_is(call: Call) -> Form:
    """Take the form as it stands in the modal."""
    shown = [str(block.get("block_id", "")) for block in call.view["blocks"]]
    return Form(
        inputs.read(call.view),
        str(call.view.get("private_metadata", "")),
        words_only=inputs.block_of(call.view, "ambiguity") is None,
        rows=sum(each.startswith("language.") for each in shown),
        links=sum(each.startswith("url.") for each in shown),
    )


async def _shown(room: Room, form: Form) -> Params:
    database = room.desk.database
    async with database.reading() as connection:
        spoken = await read_spoken(connection)
    latest = await broadcasts.read_latest(database, OPTIONS)
    corrected = [each for each in latest if each.kind is Kind.UPDATE and each.started_at]
    of = corrected_by(form.typed)
    if of is not None and of not in [each.id for each in corrected]:
        # Left out, it would go to everyone.
        corrected = [(await broadcasts.read(database, of))[0], *corrected[: OPTIONS - 1]]
    counted = await broadcasts.count_recipients(database, *await _goes_to(room, form))
    form = replace(form, recipients=counted, corrected=corrected, spoken=spoken)
    return composing(room.words, await room.desk.catalogue(), form)


async def _goes_to(room: Room, form: Form) -> tuple[Draft, Kind]:
    """Tell whom a form's broadcast would go to, as a draft without words."""
    if not form.words_only:
        audience = audience_of(form.typed)
        return Draft(audience=audience, of=corrected_by(form.typed)), Kind.UPDATE
    if form.about.startswith(OF):
        return Draft(of=read_id(form.about.removeprefix(OF))), Kind.EDIT
    read, _ = await broadcasts.read(room.desk.database, as_seen(form.about)[0])
    return read.draft, read.kind


async def submitted(call: Call) -> None:
    """Keep what was typed, or say at its fields what is to be mended; nothing typed is lost."""
    form, words = _as_it_is(call), call.room.words
    try:
        made = await _kept(call, form.about, draft_of(form.typed))
    except UnfitDraft as unfit:
        await mend(call, at_fields(form.typed, unfit.faults))
        return
    except Unfit as unfit:
        await mend(call, unfit.faults)
        return
    except DoneBefore:
        said = words("record.kept-before")
    else:
        call.room.broadcasts_behind.set()
        recipients = await broadcasts.count_recipients(
            call.room.desk.database, made.draft, made.kind
        )
        key = "compose.kept" if call.room.broadcast_channel else "compose.kept-unshown"
        channel = call.room.broadcast_channel or ""
        said = words.count(key, recipients, subject=made.subject, channel=channel)
    shown = told(words, words("compose.title"), section(said))
    await call.ack(response_action="update", view=shown)


async def _kept(call: Call, about: str, draft: Draft) -> Broadcast:
    database, actor, key = call.room.desk.database, call.who, call.key
    if not about:
        return await broadcasts.compose(database, draft, actor=actor, key=key)
    if about.startswith(OF):
        sent = read_id(about.removeprefix(OF))
        words = Draft(texts=draft.texts, fallback=draft.fallback, links=draft.links)
        return await broadcasts.edit_sent(database, sent, words, actor=actor, key=key)
    broadcast_id, version = as_seen(about)
    return await broadcasts.rewrite(
        database, broadcast_id, draft, actor=actor, version=version, key=key
    )


def as_seen(written: str) -> tuple[int, int]:
    """Read a broadcast's id and the version that was seen. Raises InvalidAction."""
    broadcast, _, version = written.partition(".")
    return read_id(broadcast), read_id(version)
