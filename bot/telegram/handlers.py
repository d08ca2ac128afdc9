"""What each kind of update comes to."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Coroutine
from functools import partial
from typing import Any

from telegram import ChatMember, ChatMemberUpdated, Message, Update
from telegram.error import NetworkError

from bot.intake.handled import Handled, handled
from bot.telegram.calls import Call, acknowledge, send
from bot.telegram.inline import answer_inline
from bot.telegram.messages import answer_message
from bot.telegram.presses import answer_press
from bot.telegram.room import Room, chat_for, topic_of
from bot.views import unclear
from bot.words import read_words
from questions.errors import StoreUnreachable
from storage import supporters
from storage.inbox import Body

OUTAGES = (StoreUnreachable, NetworkError)

log = logging.getLogger(__name__)


async def handle(room: Room, body: Body) -> Handled:
    """Handle an update; a mistake of ours is owned up to, with a reference that the log has, too.

    Its words and its chat are never logged. An outage of the store or of Telegram is no mistake:
    it is raised, so that the update is handled again later.
    """
    try:
        return await _handle(room, Update.de_json(body, room.bot))
    except OUTAGES:
        raise
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("an update failed, reference %s", reference)
        return _apology(body, reference)


async def _handle(room: Room, update: Update) -> Handled:
    """Tell the kinds of updates apart; a kind is asked for in `arrivals.WANTED`."""
    if update.message is not None:
        return await _message(room, update.message)
    if update.callback_query is not None:
        return await answer_press(room, update.callback_query)
    if update.inline_query is not None:
        return Handled(await answer_inline(room, update.inline_query))
    if update.my_chat_member is not None:
        return Handled(effects=(_membership(update.my_chat_member),))
    return Handled()


async def _message(room: Room, message: Message) -> Handled:
    if message.migrate_to_chat_id is not None:
        new = message.migrate_to_chat_id
        move = partial(supporters.move, chat_id=message.chat.id, new_chat_id=new)
        return Handled(effects=(move,))
    chat = chat_for(message.chat, message.from_user)
    turn = await answer_message(room, message, chat)
    if turn is None:
        return Handled()
    return handled(chat, turn, send(turn.card, message.chat.id, thread_id=topic_of(message)))


def _membership(change: ChatMemberUpdated) -> partial[Coroutine[Any, Any, None]]:
    """Note that the bot was blocked or removed, or let in again."""
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    return partial(supporters.set_reachable, chat_id=change.chat.id, reachable=not gone)


def ask_for_patience(body: Body) -> tuple[Call, ...]:
    """Ask whoever asks too much to wait a little; in the language of their Telegram."""
    match body:
        case {"message": {"chat": {"id": int(chat)}, "from": {"language_code": str(language)}}}:
            return (send(unclear.too_much(read_words(language.partition("-")[0])), chat),)
        case {"message": {"chat": {"id": int(chat)}}}:
            return (send(unclear.too_much(read_words()), chat),)
        case {"callback_query": {"id": str(query)}}:
            return (acknowledge(query, read_words()("ask.slower")),)
    return ()


def _apology(body: Body, reference: str) -> Handled:
    """Answer without trusting anything about the update but its shape."""
    card = unclear.broken(read_words(), reference)
    match body:
        case {"message": {"chat": {"id": int(chat), "type": "private"}}}:
            return Handled((send(card, chat),))
        case {"callback_query": {"id": str(query)}}:
            return Handled((acknowledge(query, read_words()("broken.title")),))
    return Handled()
