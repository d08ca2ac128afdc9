"""The emulated Telegram: who there is, what was said where, what the bot set up."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.emulators.changes import Changes
from tests.emulators.telegram.arguments import Arguments
from tests.emulators.telegram.errors import bad_request, forbidden, migrated
from tests.emulators.telegram.updates import UpdateQueue
from tests.emulators.telegram.webhook import Webhook

User = dict[str, Any]
Body = dict[str, Any]


@dataclass(slots=True)
class Message:
    """A message, its Bot API object and what else is known of it."""

    body: Body
    by_bot: bool
    source: str = ""
    """Its text before entities parsing."""
    edits: int = 0
    deleted: bool = False
    outdated: bool = False
    """Whether the bot can no longer read, edit or delete it."""
    file: bytes | None = None


@dataclass(slots=True)
class Chat:
    """A chat as the bot knows it."""

    body: Body
    bot_is: str = "member"
    """The bot's ChatMember status; ``kicked`` in a private chat means blocked."""
    started: bool = True
    deactivated: bool = False
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    """ChatMember status by user id."""
    messages: dict[int, Message] = field(default_factory=dict)
    ids: itertools.count[int] | None = None
    """A supergroup numbers its own messages."""
    spoken: list[int] = field(default_factory=list)
    """Ids of the bot's messages, once for each sending and each edit."""
    heard: int = 0
    """How many of these a test has already waited for."""

    @property
    def id(self) -> int:
        """Its chat id."""
        return int(self.body["id"])

    @property
    def private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return bool(self.body["type"] == "private")


@dataclass(slots=True)
class InlineQuery:
    """An inline query and what the bot answered."""

    person: User
    query: str
    answer: Body | None = None


@dataclass(slots=True)
class Press:
    """A press on a button and what the bot answered."""

    expired: bool = False
    answer: Body | None = None


class State:
    """All that the emulator remembers."""

    def __init__(self, bot: User, *, lean: bool) -> None:
        """Lean: any private chat id will do and no message is kept, for runs with a million."""
        self.bot = bot
        self.lean = lean
        self.hears_all = False
        """Whether privacy mode is off: all messages of groups reach the bot."""
        self.changes = Changes()
        self.updates = UpdateQueue(self.changes.notify)
        self.webhook = Webhook(self.updates, self.changes.notify)
        self.users: dict[int, User] = {bot["id"]: bot}
        self.chats: dict[int, Chat] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_messages: dict[str, Message] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Body]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.actions: Counter[int] = Counter()
        self.deliveries: Counter[int] = Counter()
        """How many messages of the bot each chat got."""
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(4_000_000_000_000_000_001)

    def query_id(self) -> str:
        """An id for a press or an inline query."""
        return str(next(self._query_ids))

    def message_id(self, chat: Chat) -> int:
        """The next message id; private chats and basic groups of a bot share one row of them."""
        return next(chat.ids or self._message_ids)

    def chat(self, arguments: Arguments) -> Chat:
        """The chat that a request is about."""
        asked = arguments.get("chat_id")
        if asked in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat_id = int(str(asked))
        except ValueError:
            chat_id = 0
            for chat in self.chats.values():
                if "@" + str(chat.body.get("username", "")) == asked:
                    return chat
        if found := self.chats.get(chat_id):
            return found
        if self.lean and chat_id > 0:
            return Chat({"id": chat_id, "type": "private", "first_name": "Anyone"})
        raise bad_request("chat not found")

    def writable(self, arguments: Arguments) -> Chat:
        """The chat that a request writes to, refused where the bot may not."""
        chat = self.chat(arguments)
        kind = chat.body["type"]
        if chat.migrated_to:
            raise migrated(chat.migrated_to)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.bot_is == "kicked":
            raise forbidden(
                "bot was blocked by the user"
                if chat.private
                else f"bot was kicked from the {kind} chat"
            )
        if chat.bot_is == "left":
            raise forbidden(f"bot is not a member of the {kind} chat")
        return chat

    def keep(self, chat: Chat, message: Message) -> Message:
        """Put a message into its chat."""
        if message.by_bot:
            self.deliveries[chat.id] += 1
        if not self.lean:
            message_id = message.body["message_id"]
            chat.messages[message_id] = message
            if message.by_bot:
                chat.spoken.append(message_id)
        return message

    def member(self, chat: Chat, user: User) -> Body:
        """The ChatMember object of somebody in a chat."""
        status = chat.bot_is if user is self.bot else chat.members.get(user["id"], "left")
        body: Body = {"user": user, "status": status}
        if status == "creator":
            body["is_anonymous"] = False
        elif status == "administrator":
            body |= dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
        elif status == "kicked":
            body["until_date"] = 0
        return body


_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",  # newer than Bot API 10.0
)


def now() -> int:
    """The date of whatever happens now, in Unix seconds."""
    return int(time.time())
