"""What people do: they write, press buttons, ask inline, block, add the bot to groups."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any, Literal

from tests.emulators.telegram.places import Group, Person, Place, place_id
from tests.emulators.telegram.seen import Seen, look_at
from tests.emulators.telegram.state import Body, Chat, InlineQuery, Message, Press, State, User, now
from tests.emulators.telegram.texts import Entity, spoken_entities

_PRESSES = 1 << 40
_INLINE = 2 << 40


Content = Literal["photo", "sticker", "location"]

_CONTENTS: dict[str, Any] = {
    "photo": [{"file_id": "p", "file_unique_id": "p1", "width": 90, "height": 90}],
    "sticker": {
        "file_id": "s",
        "file_unique_id": "s1",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "location": {"latitude": 46.2267, "longitude": 6.1405},
}


class People:
    """The verbs of people; each makes the updates that Telegram would make of it."""

    def __init__(self, state: State) -> None:
        """Acts upon ``state``."""
        self.state = state
        self._person_ids = itertools.count(100_001)
        self._group_ids = itertools.count(1)

    # Who there is

    def person(
        self,
        first_name: str = "Ada",
        *,
        person_id: int | None = None,
        username: str | None = None,
        language: str | None = "en",
        started: bool = True,
    ) -> Person:
        """A person; ``started`` says whether they have opened their chat with the bot."""
        person_id = next(self._person_ids) if person_id is None else person_id
        names = {"first_name": first_name} | ({"username": username} if username else {})
        user: User = {"id": person_id, "is_bot": False, **names}
        if language:
            user["language_code"] = language
        self.state.users[person_id] = user
        self.state.chats[person_id] = Chat(
            {"id": person_id, "type": "private", **names}, started=started
        )
        return Person(person_id, first_name, username, language)

    def crowd(self, count: int, *, first_id: int = 1_000_001, language: str = "en") -> list[Person]:
        """Many people at once, with ids in one row."""
        return [
            self.person(f"Supporter {n}", person_id=n, language=language)
            for n in range(first_id, first_id + count)
        ]

    def group(
        self,
        title: str = "Coalition",
        *,
        administrators: Iterable[Place] = (),
        members: Iterable[Place] = (),
        supergroup: bool = True,
        bot_is: str = "member",
    ) -> Group:
        """A group with the bot in it; the first administrator is its creator."""
        number = next(self._group_ids)
        chat_id = -1_000_000_000_000 - number if supergroup else -number
        kind = "supergroup" if supergroup else "group"
        chat = Chat({"id": chat_id, "type": kind, "title": title}, bot_is=bot_is)
        chat.ids = itertools.count(1) if supergroup else None
        for rank, administrator in enumerate(administrators):
            chat.members[place_id(administrator)] = "administrator" if rank else "creator"
        for member in members:
            chat.members[place_id(member)] = "member"
        self.state.chats[chat_id] = chat
        return Group(chat_id, title, supergroup)

    # Writing

    def say(
        self,
        place: Place,
        text: str,
        *,
        by: Place | None = None,
        entities: list[Entity] | None = None,
        reply_to: Seen | int | None = None,
    ) -> Seen:
        """Write a message; commands and mentions become entities unless ``entities`` says what.

        In a group with privacy mode on, the bot is told only what is meant for it: commands,
        mentions, replies to it; all of them where it is an administrator.
        """
        found = spoken_entities(text) if entities is None else entities
        content: Body = {"text": text} | ({"entities": found} if found else {})
        return self._post(place, by, content, reply_to)

    def say_many(self, said: Iterable[tuple[Place, str]]) -> int:
        """Write many messages, each in its private chat; how many."""
        return len([self.say(place, text) for place, text in said])

    def send(
        self, place: Place, content: Content, *, by: Place | None = None, caption: str = ""
    ) -> Seen:
        """Send something without text."""
        body: Body = {content: _CONTENTS[content]} | ({"caption": caption} if caption else {})
        return self._post(place, by, body, None)

    def edit(self, message: Seen, text: str) -> Seen:
        """Edit one's own message."""
        kept = self._message(message)
        body = {key: value for key, value in kept.body.items() if key != "entities"}
        kept.body = body | {"text": text, "edit_date": now()}
        if found := spoken_entities(text):
            kept.body["entities"] = found
        kept.edits += 1
        self.state.updates.add("edited_message", kept.body, lane=message.chat)
        return look_at(kept)

    def delete(self, message: Seen) -> None:
        """Delete a message, the bot's too; bots are not told."""
        self._message(message).deleted = True

    def outdate(self, message: Seen) -> None:
        """Make a message too old for the bot to read, edit or delete."""
        self._message(message).outdated = True

    # Pressing

    def press(
        self, message: Seen, button: str, *, by: Place | None = None, expired: bool = False
    ) -> str:
        """Press the button with these words (or this data) on it; the callback query's id.

        ``expired``: the bot's answer to it will come too late. On a message outdated or deleted,
        the update carries an inaccessible message, its date 0.
        """
        shown = look_at(self._message(message)).keyboard or message.keyboard
        data = _with_keyboard(message, shown).button(button)["callback_data"]
        return self.press_forged(message, data, by=by, expired=expired)

    def press_forged(
        self, message: Seen, data: str, *, by: Place | None = None, expired: bool = False
    ) -> str:
        """Press with any data at all, as a hostile client can; the callback query's id."""
        kept = self._message(message)
        chat = self._chat(message.chat)
        body: Body = kept.body
        if kept.outdated or kept.deleted:
            body = {"chat": chat.body, "message_id": message.message_id, "date": 0}
        chat.heard = len(chat.spoken)
        return self._press(self._user(chat, by), {"message": body, "data": data}, expired)

    def press_inline(self, inline_message_id: str, data: str, *, by: Place) -> str:
        """Press under a message sent via the bot's inline mode; the callback query's id."""
        content: Body = {"inline_message_id": inline_message_id, "data": data}
        return self._press(self.state.users[place_id(by)], content, False)

    # Inline mode

    def inline(
        self, person: Place, query: str, *, offset: str = "", chat_type: str = "sender"
    ) -> str:
        """Type ``@bot query`` in some chat; the inline query's id."""
        query_id = self.state.query_id()
        user = self.state.users[place_id(person)]
        self.state.inline_queries[query_id] = InlineQuery(user, query)
        self.state.updates.add(
            "inline_query",
            {
                "id": query_id,
                "from": user,
                "query": query,
                "offset": offset,
                "chat_type": chat_type,
            },
            lane=_INLINE + user["id"],
        )
        return query_id

    def choose(self, query_id: str, result_id: str) -> str | None:
        """Send one of the results; the inline message's id, None without a keyboard under it."""
        query = self.state.inline_queries[query_id]
        results = (query.answer or {}).get("results", [])
        found = [each for each in results if each["id"] == result_id]
        if not found:
            raise LookupError(f"no result {result_id!r} to {query.query!r}")
        result = found[0]
        body: Body = {"result_id": result_id, "from": query.person, "query": query.query}
        inline_id = None
        if result.get("reply_markup"):
            inline_id = body["inline_message_id"] = f"inline-{query_id}-{result_id}"
            sent: Body = {
                "message_id": 0,
                "chat": {"id": 0},
                "text": result["message"]["text"],
                "entities": result["message"]["entities"],
                "reply_markup": result["reply_markup"],
            }
            message = Message(sent, by_bot=True, source=result["message"]["source"])
            self.state.inline_messages[inline_id] = message
        self.state.updates.add("chosen_inline_result", body, lane=_INLINE + query.person["id"])
        return inline_id

    # Anything else

    def inject(self, update: Body) -> int:
        """Queue any update object as it stands; its id."""
        return self.state.updates.add_raw(dict(update))

    # How it is done

    def _post(
        self, place: Place, by: Place | None, content: Body, reply_to: Seen | int | None
    ) -> Seen:
        chat = self._chat(place)
        if chat.private and chat.bot_is == "kicked":
            raise ValueError("who has blocked the bot cannot write to it; unblock first")
        chat.started = True
        body: Body = {
            "message_id": self.state.message_id(chat),
            "from": self._user(chat, by),
            "chat": chat.body,
            "date": now(),
            **content,
        }
        if reply_to is not None:
            replied = chat.messages[reply_to if isinstance(reply_to, int) else reply_to.message_id]
            body["reply_to_message"] = {
                key: value for key, value in replied.body.items() if key != "reply_to_message"
            }
        source = content.get("text", "")
        message = self.state.keep(chat, Message(body, by_bot=False, source=source))
        chat.heard = len(chat.spoken)
        if self._is_told(chat, body):
            self.state.updates.add("message", body, lane=chat.id)
        return look_at(message)

    def _is_told(self, chat: Chat, body: Body) -> bool:
        """Telegram, "Privacy mode": whether the bot gets a message at all."""
        if chat.private or chat.bot_is == "administrator":
            return True
        if chat.bot_is in ("left", "kicked"):
            return False
        if self.state.hears_all or body.get("reply_to_message", {}).get("from") is self.state.bot:
            return True
        name = f"@{self.state.bot['username']}".lower()
        text = body.get("text", "").encode("utf-16-le", "surrogatepass")
        for entity in body.get("entities", ()):
            begin, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            marked = text[begin:end].decode("utf-16-le", "surrogatepass").lower()
            if marked.endswith(name) or (entity["type"] == "bot_command" and "@" not in marked):
                return True
        return False

    def _press(self, user: User, content: Body, expired: bool) -> str:
        query_id = self.state.query_id()
        self.state.presses[query_id] = Press(expired)
        body = {"id": query_id, "from": user, "chat_instance": "-4213", **content}
        self.state.updates.add("callback_query", body, lane=_PRESSES + user["id"])
        return query_id

    def _chat(self, place: Place) -> Chat:
        chat_id = place_id(place)
        if chat_id not in self.state.chats:
            if not self.state.lean or chat_id < 0:
                raise LookupError(f"no chat {chat_id}; make a person or a group first")
            self.person(f"Supporter {chat_id}", person_id=chat_id)
        return self.state.chats[chat_id]

    def _user(self, chat: Chat, by: Place | None) -> User:
        if by is None and not chat.private:
            raise ValueError("in a group, say who does it: by=…")
        return self.state.users[chat.id if by is None else place_id(by)]

    def _message(self, seen: Seen) -> Message:
        return self.state.chats[seen.chat].messages[seen.message_id]


def _with_keyboard(message: Seen, keyboard: tuple[tuple[Body, ...], ...]) -> Seen:
    return Seen.from_json({**message.to_json(), "keyboard": keyboard})
