"""Buttons pressed under this bot's messages. What they carry may be forged."""

from __future__ import annotations

from telegram import CallbackQuery, User

from bot import talk
from bot.intake.handled import Handled, handled
from bot.presses import STAYS, Follow, Forget, Press, unpack
from bot.telegram.calls import acknowledge, edit, send
from bot.telegram.room import Room, chat_for, is_administrator, topic_of, words_for
from bot.turn import Chat
from bot.views import unclear
from bot.words import Words
from questions.errors import InvalidAction


async def answer_press(room: Room, query: CallbackQuery) -> Handled:
    """Do what a button says, and show the outcome in place of the message it stands under.

    Where that message is to stay, it is shown under it.
    """
    words = words_for(query.from_user)
    if query.message is None:
        # Telegram: a message sent through inline mode, in a chat that this bot is not in.
        return Handled((acknowledge(query.id, words("refused.button")),))
    chat = chat_for(query.message.chat, query.from_user)
    written = query.data or ""
    try:
        pressed = unpack(written.removeprefix(STAYS))
    except InvalidAction as error:
        card = unclear.refused(words, await room.desk.catalogue(), error)
        return Handled((acknowledge(query.id), send(card, query.message.chat.id)))
    if remark := await _refusal(room, words, chat, query.from_user, pressed):
        return Handled((acknowledge(query.id, remark),))
    turn = await talk.press(room.desk, words, chat, pressed)
    if turn.remark is not None:
        return handled(chat, turn, acknowledge(query.id, turn.remark))
    if written.startswith(STAYS):
        shown = send(turn.card, query.message.chat.id, thread_id=topic_of(query.message))
    else:
        shown = edit(turn.card, query.message.chat.id, query.message.message_id)
    return handled(chat, turn, acknowledge(query.id), shown)


async def _refusal(
    room: Room, words: Words, chat: Chat, person: User, pressed: Press
) -> str | None:
    """Say why a press does not count in a group."""
    if chat.private or chat.id is None:
        return None
    if isinstance(pressed, Forget):
        return words("group.private")
    if isinstance(pressed, Follow) and not await is_administrator(room, chat.id, person):
        return words("group.administrators")
    return None
