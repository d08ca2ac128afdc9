"""What people do with the bot's place in their chats: block, add, remove, promote, migrate."""

from __future__ import annotations

import itertools

from tests.emulators.telegram.people import People
from tests.emulators.telegram.places import Group, Person, Place, place_id
from tests.emulators.telegram.state import Body, Chat, now


class Memberships(People):
    """The verbs that change who is where."""

    def block(self, person: Person | int) -> None:
        """Block the bot: 403 from now on."""
        chat = self._chat(person)
        self._bot_becomes(chat, "kicked", self._user(chat, None))

    def unblock(self, person: Person | int) -> None:
        """Unblock the bot."""
        chat = self._chat(person)
        self._bot_becomes(chat, "member", self._user(chat, None))

    def deactivate(self, person: Person | int) -> None:
        """Delete the account: 403 from now on; bots are not told."""
        self._chat(person).deactivated = True

    def add_bot(self, group: Group | int, *, by: Place, bot_is: str = "member") -> None:
        """Add the bot to a group that it is not in, or promote it."""
        chat = self._chat(group)
        was_in = chat.bot_is in ("member", "administrator")
        self._bot_becomes(chat, bot_is, self._user(chat, by))
        if not was_in:
            self._service(chat, by, {"new_chat_members": [self.state.bot]})

    def remove_bot(self, group: Group | int, *, by: Place) -> None:
        """Throw the bot out of a group: 403 from now on."""
        chat = self._chat(group)
        self._bot_becomes(chat, "kicked", self._user(chat, by))

    def set_member(self, group: Group | int, person: Place, status: str) -> None:
        """Give somebody a ChatMember status in a group; bots are not told."""
        self._chat(group).members[place_id(person)] = status

    def migrate(self, group: Group | int, *, by: Place) -> Group:
        """Turn a basic group into a supergroup, with a new id."""
        old = self._chat(group)
        new = self.group(old.body["title"], bot_is=old.bot_is)
        chat = self.state.chats[new.id]
        chat.ids = itertools.count(1)
        chat.members = dict(old.members)
        self._service(old, by, {"migrate_to_chat_id": new.id})
        self._service(chat, by, {"migrate_from_chat_id": old.id})
        old.migrated_to = new.id
        return new

    def _service(self, chat: Chat, by: Place, content: Body) -> None:
        """A service message; bots get them whatever their privacy mode."""
        body: Body = {
            "message_id": self.state.message_id(chat),
            "from": self._user(chat, by),
            "chat": chat.body,
            "date": now(),
            **content,
        }
        self.state.updates.add("message", body, lane=chat.id)

    def _bot_becomes(self, chat: Chat, status: str, user: Body) -> None:
        before = self.state.member(chat, self.state.bot)
        chat.bot_is = status
        self.state.updates.add(
            "my_chat_member",
            {
                "chat": chat.body,
                "from": user,
                "date": now(),
                "old_chat_member": before,
                "new_chat_member": self.state.member(chat, self.state.bot),
            },
            lane=chat.id,
        )
