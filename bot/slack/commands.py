"""`/hustings …`: one command, as free workspaces allow few; what it does stands behind it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot import talk
from bot.actions.coverage import read_coverage, read_unlike
from bot.card import text
from bot.presses import Home, Report, unpack
from bot.set_phrases import asks_for_help
from bot.slack import lists, steering
from bot.slack.broadcasting import open_blank as open_broadcast
from bot.slack.call import Call, tell
from bot.slack.candidates import open_candidate
from bot.slack.conversation import chat_number, question_of
from bot.slack.history import history
from bot.slack.people import open_people
from bot.slack.putting import open_put
from bot.slack.record import open_blank
from bot.slack.render import ON_TELEGRAM, Params, blocks, escape, fallback
from bot.slack.room import member_of
from bot.turn import Chat, Turn
from bot.words import Words
from questions.errors import InvalidAction, InvalidInput
from questions.member import Role
from storage.audit import read_entries
from storage.contexts import remember
from storage.queues import count_waiting, read_drafts, read_submitted, read_waiting
from storage.revisions import read_place

LISTED = 10
"""How many drafts and submissions `queue` lists of each."""

ENTRIES = 30
"""How many entries of a response's history are shown; `hustings audit` shows all."""

REFERENCE = re.compile(r"[rR]-?(\d{1,15})")


async def command(call: Call) -> None:
    """Do what stands behind `/hustings`; what is no such word is asked."""
    said = str(call.body.get("text") or "").strip()
    word, _, rest = said.partition(" ")
    handler = COMMANDS.get(word.lower())
    if not said or asks_for_help(said):
        await help_(call, "")
    elif handler is None or (rest and handler not in WITH_MORE):
        await ask(call, said)
    else:
        await handler(call, rest.strip())


async def ask(call: Call, said: str) -> None:
    """Answer a question, seen by whoever asked it alone."""
    await call.ack()
    desk, words = call.room.desk, call.room.words
    chat = Chat(chat_number(call.who, str(call.body.get("channel_id"))))
    question = question_of(said)
    if question:
        turn = await talk.say(desk, words, chat, question)
    else:
        turn = await talk.press(desk, words, chat, Home())
    await _settle(call, chat, turn)
    await _show(call, turn, replace=False)


async def press(call: Call) -> None:
    """Answer a button under an answer, in its place. What it carries may be forged."""
    await call.ack()
    pressed = unpack(call.value)
    if isinstance(pressed, ON_TELEGRAM):
        raise InvalidAction
    channel = call.body.get("channel", {}).get("id") or call.body["container"].get("channel_id")
    chat = Chat(chat_number(call.who, str(channel)))
    turn = await talk.press(call.room.desk, call.room.words, chat, pressed)
    if isinstance(pressed, Report):
        # A reply to the thanks is read on Telegram alone: here staff can be told in person.
        thanks = (*turn.card.blocks[:1], text(call.room.words("slack.reported")))
        turn = replace(turn, card=replace(turn.card, blocks=thanks))
    await _settle(call, chat, turn)
    await _show(call, turn, replace=True)


async def _settle(call: Call, chat: Chat, turn: Turn) -> None:
    """Do what goes with an answer, and let what is asked next go on from it."""
    async with call.room.desk.database.writing() as connection:
        for effect in turn.effects:
            await effect(connection)
        if chat.id is not None:
            await remember(connection, chat.id, turn.about)


async def _show(call: Call, turn: Turn, *, replace: bool) -> None:
    await call.respond(
        text=fallback(turn.card),
        blocks=blocks(turn.card),
        response_type="ephemeral",
        replace_original=replace,
        unfurl_links=False,
        unfurl_media=False,
    )


async def record(call: Call, _rest: str) -> None:
    """Open the modal in which a response is recorded."""
    await open_blank(call)


async def queue(call: Call, _rest: str) -> None:
    """List one's drafts, what one submitted, and what waits for one's review."""
    await call.ack()
    member, words = await member_of(call.room, call.body), call.room.words
    catalogue = await call.room.desk.catalogue()
    shown: list[Params] = []
    async with call.room.desk.database.reading() as connection:
        if member.may(Role.STAFF):
            drafts = await read_drafts(connection, member.id, limit=LISTED)
            shown += lists.drafts(words, catalogue, drafts)
            submitted = await read_submitted(connection, member.id, limit=LISTED)
            shown += lists.submitted(words, catalogue, submitted)
        if member.may(Role.REVIEWER):
            waiting = await read_waiting(connection, but_of=member.id, limit=LISTED)
            count = await count_waiting(connection)
            shown += lists.waiting(words, catalogue, waiting, count)
    if not shown:
        await tell(call, words("home.no-roles"))
        return
    await _list(call, words("queue.title"), shown)


async def coverage(call: Call, _rest: str) -> None:
    """Show what was answered of what was put, and where candidates are treated unlike."""
    await call.ack()
    (await member_of(call.room, call.body)).require(Role.STAFF)
    words, found = call.room.words, await read_coverage(call.room.desk)
    unlike = lists.unlike(words, found.catalogue, await read_unlike(call.room.desk))
    await _list(call, words("coverage.title"), [*lists.coverage(words, found), *unlike])


async def put(call: Call, _rest: str) -> None:
    """Open the modal that records that questions were put."""
    await open_put(call)


async def candidate(call: Call, _rest: str) -> None:
    """Open the modal that adds and changes candidates."""
    await open_candidate(call)


async def broadcast(call: Call, rest: str) -> None:
    """Open the modal in which a broadcast is composed, or list the latest."""
    if rest.lower() == "list":
        await steering.list_(call)
    elif rest:
        await ask(call, f"broadcast {rest}")
    else:
        await open_broadcast(call)


async def people(call: Call, _rest: str) -> None:
    """Open the modal that grants roles."""
    await open_people(call)


async def log(call: Call, rest: str) -> None:
    """Show what was done to a response."""
    await call.ack()
    (await member_of(call.room, call.body)).require(Role.STAFF)
    found = REFERENCE.fullmatch(rest)
    if found is None:
        raise InvalidInput(call.room.words("log.which"))
    reference = f"R-{found[1]}"
    async with call.room.desk.database.reading() as connection:
        entries = await read_entries(connection, reference, limit=ENTRIES)
        place = await read_place(connection, int(found[1]))
    catalogue = await call.room.desk.catalogue()
    shown = history(call.room.words, catalogue, reference, place, entries)
    await _list(call, reference, shown)


async def help_(call: Call, _rest: str) -> None:
    """Say what there is."""
    await call.ack()
    await tell(call, help_text(call.room.words))


def help_text(words: Words) -> str:
    """Say, in mrkdwn, what there is."""
    lines = [f"`/hustings {each}` {words(f'slack.{each}')}" for each in COMMANDS]
    return "\n".join([words("slack.help-title"), *lines, words("slack.help-ask")])


async def _list(call: Call, title: str, shown: list[Params]) -> None:
    """Show a list to whoever asked for it (Slack: 50 blocks a message)."""
    await call.respond(
        text=escape(title), blocks=shown[:50], response_type="ephemeral", unfurl_links=False
    )


COMMANDS: Mapping[str, Callable[[Call, str], Awaitable[None]]] = {
    "ask": ask,
    "record": record,
    "queue": queue,
    "coverage": coverage,
    "put": put,
    "candidate": candidate,
    "broadcast": broadcast,
    "people": people,
    "log": log,
    "help": help_,
}
"""In the order in which `/hustings help` lists them."""

WITH_MORE = (ask, broadcast, log)
"""The commands behind which more may stand; behind others it makes the whole a question."""
