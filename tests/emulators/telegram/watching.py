"""What a test reads of Telegram, and how it waits for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from tests.emulators.telegram.calls import Call, CallLog
from tests.emulators.telegram.memberships import Memberships
from tests.emulators.telegram.methods.profile import scope_key
from tests.emulators.telegram.places import Place, place_id
from tests.emulators.telegram.seen import Seen, look_at
from tests.emulators.telegram.state import Body, State
from tests.emulators.telegram.webhook import Webhook

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds that a wait lasts before it fails; nothing should ever come near it."""


class Watching(Memberships):
    """People, and the eyes of a test."""

    def __init__(self, state: State, log: CallLog) -> None:
        """Reads ``state`` and ``log``."""
        super().__init__(state)
        self.log = log
        self.violations: list[str] = []
        """What of the bot's requests is against Telegram's own description of its API."""

    # What people see

    def conversation(self, place: Place) -> list[Seen]:
        """All messages of a chat as they are now, deleted ones marked as such."""
        return [look_at(message) for message in self._chat(place).messages.values()]

    def last(self, place: Place) -> Seen:
        """The bot's last message in a chat that is not deleted."""
        for seen in reversed(self.conversation(place)):
            if seen.by_bot and not seen.deleted:
                return seen
        raise LookupError(f"the bot has said nothing in chat {place_id(place)}")

    def again(self, message: Seen) -> Seen:
        """The same message as it is now."""
        return look_at(self._message(message))

    def inline_message(self, inline_message_id: str) -> Seen:
        """A message sent via inline mode, as it is now."""
        return look_at(self.state.inline_messages[inline_message_id])

    def notice(self, query_id: str) -> Body | None:
        """The answerCallbackQuery of a press, None while there is none."""
        return self.state.presses[query_id].answer

    def inline_answer(self, query_id: str) -> Body | None:
        """The answer to an inline query, its results parsed; None while there is none."""
        return self.state.inline_queries[query_id].answer

    def menu(self, scope: str = "default", language: str = "", **ids: int) -> list[str]:
        """The commands of a scope, such as ``menu("chat", chat_id=7)``."""
        key = (scope_key({"type": scope, **ids}), language)
        return [command["command"] for command in self.state.commands.get(key, [])]

    def deliveries(self, containing: str = "") -> Counter[int]:
        """How many of the bot's messages, or of those containing a text, each chat got."""
        if not containing:
            return Counter(self.state.deliveries)
        return Counter(
            chat.id
            for chat in self.state.chats.values()
            for message in chat.messages.values()
            if message.by_bot and containing in message.body.get("text", "")
        )

    # What the bot asked

    def calls(self, method: str | None = None, chat: Place | None = None) -> list[Call]:
        """The last calls, of a method and about a chat where these are given."""
        chat_id = None if chat is None else place_id(chat)
        return [
            call
            for call in self.log.recent
            if method in (None, call.method) and (chat_id is None or call.chat == chat_id)
        ]

    def count(self, method: str, status: int | None = None) -> int:
        """How many calls of a method there were, with this HTTP status where it is given."""
        return sum(
            count
            for (name, outcome), count in self.log.outcomes.items()
            if name == method and status in (None, outcome)
        )

    def max_in_any_second(self, method: str) -> int:
        """The most calls of a method that arrived within any one second."""
        return self.log.max_in_any_second(method)

    @property
    def refused(self) -> list[Call]:
        """The calls refused though no fault was set: the bot's own mistakes."""
        return [call for call in self.log.recent if call.status >= 400 and not call.injected]

    @property
    def pending_updates(self) -> list[int]:
        """Ids of the updates that the bot has not confirmed."""
        return list(self.state.updates.pending)

    @property
    def confirmed_up_to(self) -> int:
        """Every update up to this id has been confirmed."""
        return self.state.updates.confirmed_up_to

    @property
    def webhook(self) -> Webhook:
        """The bot's webhook: its posts so far, and the processes that they go through."""
        return self.state.webhook

    @property
    def polled(self) -> bool:
        """Whether a bot waits for updates right now."""
        return self.state.updates.polled

    # Waiting

    async def until(self, predicate: Callable[[], T], timeout: float = PATIENCE) -> T:  # noqa: ASYNC109 - part of the verb
        """The predicate's value once it is true, looked at again after every change."""
        try:
            return await self.state.changes.until(predicate, timeout)
        except TimeoutError:
            last = [f"{each.method} {each.status} {each.error}" for each in self.log.recent][-5:]
            raise TimeoutError(f"not within {timeout} s; the last calls: {last}") from None

    async def reply(self, place: Place, timeout: float = PATIENCE) -> Seen:  # noqa: ASYNC109 - part of the verb
        """The bot's next message in a chat, new or edited, since the last say, press or reply."""
        chat = self._chat(place)
        await self.until(lambda: len(chat.spoken) > chat.heard, timeout)
        chat.heard += 1
        return look_at(chat.messages[chat.spoken[chat.heard - 1]])

    async def acknowledged(self, query_id: str) -> Body:
        """The answerCallbackQuery of a press, once it has come."""
        return await self.until(lambda: self.notice(query_id)) or {}

    async def ask(self, place: Place, text: str, *, by: Place | None = None) -> Seen:
        """Say something and get the reply."""
        self.say(place, text, by=by)
        return await self.reply(place)

    async def tap(self, message: Seen, button: str, *, by: Place | None = None) -> Seen:
        """Press a button and get the message that it changes or brings."""
        self.press(message, button, by=by)
        return await self.reply(message.chat)

    async def look_up(self, person: Place, query: str) -> list[dict[str, Any]]:
        """Ask inline and get the results."""
        query_id = self.inline(person, query)
        answer = await self.until(lambda: self.inline_answer(query_id))
        return list(answer["results"]) if answer else []
