"""What Telegram's handlers work with."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot, ChatMember, MaybeInaccessibleMessage, Message, User
from telegram import Chat as TelegramChat
from telegram.error import BadRequest, Forbidden

from bot.desk import Desk
from bot.telegram.delivery import patiently
from bot.turn import Chat
from bot.words import Words, read_words


@dataclass(frozen=True, slots=True)
class Room:
    """A bot (initialized: it knows its own name) at a desk."""

    desk: Desk
    bot: Bot


def words_for(person: User | None) -> Words:
    """Speak the person's language, as Telegram tells it (BCP 47)."""
    return read_words(language_of(person) or "en")


def language_of(person: User | None) -> str | None:
    """Return the language a person's Telegram is set to, without its region."""
    code = person.language_code if person else None
    return code.partition("-")[0].lower() if code else None


def chat_for(chat: TelegramChat, person: User | None) -> Chat:
    """Make what the rest of the bot knows of a chat."""
    return Chat(chat.id, language_of(person), private=chat.type == TelegramChat.PRIVATE)


def topic_of(message: MaybeInaccessibleMessage) -> int | None:
    """Return the topic of a forum that a message stands in."""
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id
    return None


async def is_administrator(room: Room, chat_id: int, person: User) -> bool:
    """Say whether somebody may decide for a group: asked of Telegram anew each time."""
    try:
        member = await patiently(lambda: room.bot.get_chat_member(chat_id, person.id))
    except (BadRequest, Forbidden):
        return False  # Telegram tells of members only where the bot itself is one
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
