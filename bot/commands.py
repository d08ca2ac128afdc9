"""The commands, the same on every platform that has any; each takes what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from bot import talk
from bot.actions import follow
from bot.actions.answer import to_begin_with
from bot.desk import Desk
from bot.presses import Follow, Forget, Home, Serve, from_link
from bot.set_phrases import asks_for_help
from bot.turn import Chat, Effect, Turn
from bot.views import personal, unclear
from bot.words import Words
from questions.errors import HustingsError, UnknownTopic
from questions.request import Intent, Request
from questions.understanding.resolution import NO_CONTEXT, Behaviour, Resolution
from questions.understanding.resolve import resolve
from storage import linking, supporters

COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?\s*", re.DOTALL)
"""Telegram: a command is a slash and 1 to 32 letters, in groups with the bot's name behind it."""

LINK = "link_"
"""How the deep link begins that links a chat to an organizer."""

Run: TypeAlias = Callable[["Call"], Awaitable[Turn]]


@dataclass(frozen=True, slots=True)
class Call:
    """A command as it was given: `rest` is what stands behind it."""

    desk: Desk
    words: Words
    chat: Chat
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it does, and who may give it where.

    In a group, `administrators` says that only those may, `private` that it is not for groups.
    `hidden` keeps it out of menus.
    """

    run: Run
    administrators: bool = False
    private: bool = False
    hidden: bool = False


async def start(call: Call) -> Turn:
    """Greet, and do what the deep link says, if any."""
    greeting: tuple[Effect, ...] = ()
    if call.chat.id is not None and call.chat.private:
        # In a group it is for the administrators to say that things may be sent again.
        greet = partial(supporters.greet, chat_id=call.chat.id, language=call.chat.language)
        greeting = (greet,)
    if not call.rest:
        turn = await talk.press(call.desk, call.words, call.chat, Home())
    elif call.rest.startswith(LINK) and call.chat.private:
        turn = await _link(call)
    else:
        turn = await _follow_link(call)
    return replace(turn, effects=greeting + turn.effects)


async def _link(call: Call) -> Turn:
    """Link this chat to the organizer for whom the code was made."""
    code = call.rest.removeprefix(LINK)
    if call.chat.id is None:
        return Turn(personal.linked(call.words, valid=False))
    async with call.desk.database.reading() as connection:
        valid = await linking.is_valid(connection, code)
    redeem = partial(linking.redeem, code=code, chat_id=call.chat.id)
    return Turn(personal.linked(call.words, valid=valid), (redeem,) if valid else ())


async def _follow_link(call: Call) -> Turn:
    try:
        linked = from_link(call.rest)
        if not isinstance(linked, Request | Serve):
            # Anyone can write a link: it shows things, and changes nothing.
            linked = Home()
    except HustingsError as error:
        return Turn(unclear.refused(call.words, await call.desk.catalogue(), error))
    return await talk.press(call.desk, call.words, call.chat, linked)


async def ask(call: Call) -> Turn:
    """Answer free text; without any, say how to ask."""
    if not call.rest:
        return Turn(personal.how_to_ask(call.words, await call.desk.catalogue()))
    if asks_for_help(call.rest):
        return await help_(call)
    return await talk.say(call.desk, call.words, call.chat, call.rest)


async def guess(call: Call, name: str) -> Turn:
    """Say that there is no such command; answer what it asks, or else list those there are.

    `/death_penalty` asks something, `/settings` does not.
    """
    said = f"{name.replace('_', ' ')} {call.rest}".strip()
    understood = await call.desk.understood(said, NO_CONTEXT)
    asks = not asks_for_help(said) and _asks_something(understood)
    turn = await (talk.settle(call.desk, call.words, understood) if asks else help_(call))
    remark = personal.no_such_command(call.words, name, answered=asks)
    return replace(turn, card=turn.card.under(remark))


def _asks_something(resolution: Resolution) -> bool:
    request = resolution.request
    named = request is not None and bool(request.candidates or request.topics)
    return resolution.behaviour is Behaviour.ANSWER or (
        resolution.behaviour is Behaviour.CLARIFY and named
    )


async def list_priorities(call: Call) -> Turn:
    """List the priorities."""
    return await talk.ask(call.desk, call.words, Request(Intent.LIST_PRIORITIES))


async def list_candidates(call: Call) -> Turn:
    """List the candidates."""
    return await talk.ask(call.desk, call.words, Request(Intent.LIST_CANDIDATES))


async def questions(call: Call) -> Turn:
    """Serve the questions one by one, from the first that was put, on all or on a topic."""
    catalogue = await call.desk.catalogue()
    topics = (call.rest,) if call.rest else ()
    try:
        first = await to_begin_with(call.desk, topics)
    except UnknownTopic:
        understood = resolve(call.rest, catalogue)
        if not (understood.request and understood.request.topics):
            return await _which_topic(call, understood)
        first = await to_begin_with(call.desk, understood.request.topics)
    return await talk.serve(call.desk, call.words, first.id)


async def compare(call: Call) -> Turn:
    """Compare two to four candidates."""
    catalogue = await call.desk.catalogue()
    if not call.rest:
        return Turn(personal.how_to_compare(call.words, catalogue))
    return await talk.settle(call.desk, call.words, resolve(f"compare {call.rest}", catalogue))


async def who(call: Call) -> Turn:
    """List who commits, on a topic or on all."""
    topics: tuple[str, ...] = ()
    if call.rest:
        understood = resolve(call.rest, await call.desk.catalogue())
        topics = _only_topics(understood)
        if not topics:
            return await _which_topic(call, understood)
    return await talk.ask(call.desk, call.words, Request(Intent.WHO_SUPPORTS, topics=topics))


async def _which_topic(call: Call, understood: Resolution) -> Turn:
    """Answer what stands behind a command that takes a topic, where it names none."""
    if understood.behaviour in (Behaviour.ANSWER, Behaviour.CLARIFY):
        return await talk.settle(call.desk, call.words, understood)
    return Turn(unclear.which_topic(call.words, await call.desk.catalogue()))


def _only_topics(resolution: Resolution) -> tuple[str, ...]:
    request = resolution.request
    if resolution.behaviour is not Behaviour.ANSWER or request is None or request.candidates:
        return ()
    return request.topics


async def follow_(call: Call) -> Turn:
    """Follow a priority or a candidate; without one, offer them."""
    return await _follow(call, on=True)


async def unfollow(call: Call) -> Turn:
    """Unfollow a priority or a candidate; without one, show what is followed."""
    return await _follow(call, on=False)


async def _follow(call: Call, *, on: bool) -> Turn:
    catalogue = await call.desk.catalogue()
    if not call.rest and on:
        return Turn(personal.follow_menu(call.words, catalogue))
    if not call.rest:
        followed = await follow.read_followed(call.desk, call.chat)
        return Turn(personal.following(call.words, catalogue, followed))
    understood = resolve(call.rest, catalogue)
    match understood.behaviour, understood.request:
        case Behaviour.ANSWER, Request(candidates=(candidate,), topics=()):
            wanted = Follow(candidate=candidate, on=on)
        case Behaviour.ANSWER, Request(candidates=(), topics=(topic,)):
            wanted = Follow(topic=topic.partition(".")[0], on=on)
        case _ if on:
            return Turn(personal.follow_menu(call.words, catalogue, misunderstood=True))
        case _:
            followed = await follow.read_followed(call.desk, call.chat)
            card = personal.following(call.words, catalogue, followed, misunderstood=True)
            return Turn(card)
    return await talk.press(call.desk, call.words, call.chat, wanted)


async def stop(call: Call) -> Turn:
    """Send nothing more unasked."""
    if call.chat.id is None:
        return Turn(personal.stopped(call.words))
    return Turn(personal.stopped(call.words), (partial(supporters.stop, chat_id=call.chat.id),))


async def privacy(call: Call) -> Turn:
    """Say what is kept."""
    return Turn(personal.privacy(call.words, call.desk))


async def export(call: Call) -> Turn:
    """Show everything kept of this person."""
    kept: dict[str, object] = {}
    if call.chat.id is not None:
        async with call.desk.database.reading() as connection:
            kept = await supporters.export(connection, call.chat.id)
    return Turn(personal.export(call.words, kept))


async def forget(call: Call) -> Turn:
    """Ask once more before everything is erased."""
    return await talk.press(call.desk, call.words, call.chat, Forget())


async def help_(call: Call) -> Turn:
    """List the commands."""
    said = {
        name: call.words(f"command.{name}")
        for name, command in COMMANDS.items()
        if not command.hidden and (call.chat.private or not command.private)
    }
    return Turn(personal.help_card(call.words, await call.desk.catalogue(), said))


COMMANDS: Mapping[str, Command] = {
    "questions": Command(questions),
    "priorities": Command(list_priorities),
    "candidates": Command(list_candidates),
    "compare": Command(compare),
    "who": Command(who),
    "ask": Command(ask),
    "follow": Command(follow_, administrators=True),
    "unfollow": Command(unfollow, administrators=True),
    "stop": Command(stop, administrators=True),
    "privacy": Command(privacy),
    "export": Command(export, private=True),
    "forget": Command(forget, private=True),
    "help": Command(help_),
    "start": Command(start, hidden=True),
}
"""In the order in which menus show them."""
