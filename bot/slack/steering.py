"""Steering broadcasts from the buttons under them: test, approve, start, pause, report, retry."""

from __future__ import annotations

from bot.actions import broadcasts
from bot.slack.broadcast_card import Shown, broadcast_blocks, latest
from bot.slack.broadcasting import as_seen
from bot.slack.call import Call, fill, opened, read_id, tell, told
from bot.slack.render import Params, escape
from bot.slack.room import Room
from bot.slack.tasks import require
from questions.broadcast import EDITABLE
from questions.errors import NotLinked, NotPossible
from questions.member import Role
from storage.bots import read_username

LISTED = 15
"""How many broadcasts `list` lists."""


async def approve(call: Call) -> None:
    """Approve the version that was seen."""
    broadcast_id, version = as_seen(call.value)
    await broadcasts.approve(
        call.room.desk.database,
        broadcast_id,
        version=version,
        actor=call.who,
        by_another=call.room.broadcast_approval,
    )
    await _done(call, broadcast_id)


async def start(call: Call) -> None:
    """Let the version that was seen start, at its time or now."""
    broadcast_id, version = as_seen(call.value)
    await broadcasts.start(
        call.room.desk.database,
        broadcast_id,
        actor=call.who,
        version=version,
        needs_approval=call.room.broadcast_approval,
    )
    await _done(call, broadcast_id)


async def pause(call: Call) -> None:
    """Send no more of it until it is resumed."""
    broadcast_id, _ = as_seen(call.value)
    await broadcasts.pause(call.room.desk.database, broadcast_id, actor=call.who)
    await _done(call, broadcast_id)


async def resume(call: Call) -> None:
    """Go on with what was paused."""
    broadcast_id, _ = as_seen(call.value)
    await broadcasts.resume(call.room.desk.database, broadcast_id, actor=call.who)
    await _done(call, broadcast_id)


async def cancel(call: Call) -> None:
    """Send no more of it, ever."""
    broadcast_id, _ = as_seen(call.value)
    await broadcasts.cancel(call.room.desk.database, broadcast_id, actor=call.who)
    await _done(call, broadcast_id)


async def retry(call: Call) -> None:
    """Try again what failed."""
    await _retry(call, held=False)


async def retry_held(call: Call) -> None:
    """Try again what failed, and send again what may have arrived."""
    await _retry(call, held=True)


async def _retry(call: Call, *, held: bool) -> None:
    # There may be many, in many transactions: Slack waits for three seconds.
    await call.ack()
    broadcast_id, _ = as_seen(call.value)
    database = call.room.desk.database
    again = await broadcasts.retry_failed(database, broadcast_id, actor=call.who, held=held)
    if not again:
        raise NotPossible(call.room.words("sending.nothing-again"))
    await _done(call, broadcast_id)


async def delete_sent(call: Call) -> None:
    """Delete it wherever it arrived."""
    broadcast_id, _ = as_seen(call.value)
    await broadcasts.delete_sent(
        call.room.desk.database, broadcast_id, actor=call.who, key=call.key
    )
    await _done(call, broadcast_id)


async def test(call: Call) -> None:
    """Send one language of it to the organizer's own chat, and say where it went."""
    written, _, language = call.value.partition(":")
    words = call.room.words
    try:
        await broadcasts.send_test(
            *(call.room.desk.database, read_id(written), language), actor=call.who, key=call.key
        )
    except NotLinked:
        link_ = await _deep_link(call)
        await tell(call, words("sending.not-linked", link=link_))
        return
    await tell(call, words("sending.tested", language=escape(words.language_name(language))))


async def link(call: Call) -> None:
    """Give somebody, and nobody else, the link that makes a Telegram chat theirs."""
    await tell(call, call.room.words("sending.how-to-link", link=await _deep_link(call)))


async def _deep_link(call: Call) -> str:
    await require(call, Role.ORGANIZER)
    async with call.room.desk.database.reading() as connection:
        username = await read_username(connection)
    if username is None:
        raise NotPossible(call.room.words("sending.no-bot"))
    parameter = await broadcasts.make_link(call.room.desk.database, actor=call.who)
    return f"<https://t.me/{username}?start={parameter}>"


async def look_at(call: Call) -> None:
    """Show a broadcast in a modal of its own, to be steered there."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.ORGANIZER)
    await fill(call, view, await _in_modal(call.room, read_id(call.value)))


async def list_(call: Call) -> None:
    """List the latest broadcasts."""
    await call.ack()
    await require(call, Role.ORGANIZER)
    words = call.room.words
    found = await broadcasts.read_latest(call.room.desk.database, LISTED)
    said, blocks = words("sending.latest"), latest(words, found)
    await call.respond(text=said, blocks=blocks, response_type="ephemeral", unfurl_links=False)


async def _done(call: Call, broadcast_id: int) -> None:
    """Show what became of it, in its message and in the modal that it was steered from."""
    await call.ack()
    call.room.broadcasts_behind.set()
    if call.body.get("view", {}).get("type") == "modal":
        await fill(call, call.view, await _in_modal(call.room, broadcast_id))


async def _in_modal(room: Room, broadcast_id: int) -> Params:
    words, database = room.words, room.desk.database
    broadcast, progress = await broadcasts.read(database, broadcast_id)
    recipients = 0
    if broadcast.state in EDITABLE:
        recipients = await broadcasts.count_recipients(database, broadcast.draft, broadcast.kind)
    shown = Shown(broadcast, progress, recipients, approval=room.broadcast_approval)
    blocks = broadcast_blocks(words, await room.desk.catalogue(), shown)
    return told(words, broadcast.subject, *blocks)
