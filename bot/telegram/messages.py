"""Messages: commands, free text in private, and in groups what is meant for this bot."""

from __future__ import annotations

import re

from telegram import Message

from bot import talk
from bot.actions.report import read_reference
from bot.commands import COMMAND, COMMANDS, Call, Command, ask, guess
from bot.presses import Report
from bot.telegram.render import whole
from bot.telegram.room import Room, is_administrator, words_for
from bot.turn import Chat, Turn
from bot.views import personal, unclear
from bot.words import Words


async def answer_message(room: Room, message: Message, chat: Chat) -> Turn | None:
    """Answer a message; None where a group's talk is not for this bot."""
    words = words_for(message.from_user)
    said = whole(message.text or message.caption or "").strip()
    if found := COMMAND.fullmatch(said):
        return await _command(room, words, chat, message, found)
    if said and (reported := _report_replied_to(room, message)) is not None:
        return await talk.add_to_report(room.desk, words, reported, said)
    if not chat.private:
        question = read_addressed(room, message, said)
        return None if question is None else await ask(Call(room.desk, words, chat, question))
    if not said:
        return Turn(unclear.only_text(words, await room.desk.catalogue()))
    return await ask(Call(room.desk, words, chat, said))


async def _command(
    room: Room, words: Words, chat: Chat, message: Message, found: re.Match[str]
) -> Turn | None:
    addressee, rest = found["bot"], (found["rest"] or "").strip()
    if addressee is not None and addressee.lower() != room.bot.username.lower():
        return None
    call, command = Call(room.desk, words, chat, rest), COMMANDS.get(found["name"].lower())
    if command is None:
        # In a group it is another bot's, unless it is said to be ours.
        ours = chat.private or addressee is not None
        return await guess(call, found["name"]) if ours else None
    if refusal := await _refusal(room, words, chat, message, command):
        return refusal
    return await command.run(call)


async def _refusal(
    room: Room, words: Words, chat: Chat, message: Message, command: Command
) -> Turn | None:
    if chat.private:
        return None
    if command.private:
        return Turn(personal.only_in_private(words, f"https://t.me/{room.bot.username}"))
    if command.administrators and not await _decides(room, message):
        return Turn(personal.only_administrators(words))
    return None


async def _decides(room: Room, message: Message) -> bool:
    if message.sender_chat is not None:
        # Telegram: an anonymous administrator writes as the group itself.
        return message.sender_chat.id == message.chat.id
    person = message.from_user
    return person is not None and await is_administrator(room, message.chat.id, person)


def read_addressed(room: Room, message: Message, said: str) -> str | None:
    """Return what a group's message asks of this bot: by mention, or in reply to it."""
    mention = re.compile(rf"@{re.escape(room.bot.username)}\b", re.IGNORECASE)
    question, mentioned = mention.subn(" ", said)
    return question.strip() if mentioned or _replies_to_bot(room, message) else None


def _replies_to_bot(room: Room, message: Message) -> bool:
    earlier = message.reply_to_message
    return bool(earlier and earlier.from_user and earlier.from_user.id == room.bot.id)


def _report_replied_to(room: Room, message: Message) -> Report | None:
    earlier = message.reply_to_message
    if earlier is None or not _replies_to_bot(room, message):
        return None
    return read_reference(earlier.text or "")
