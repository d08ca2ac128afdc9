"""The emulated workspace: who there is, what was said where, which views are open."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from typing import Any

from tests.emulators.changes import Changes
from tests.emulators.slack.clock import Clock

Body = dict[str, Any]

TEAM = "T0HUSTINGS"
STRANGERS_TEAM = "T0ELSEWHERE"
APP = "A0HUSTINGS"
BOT = "B0HUSTINGS"
BOT_USER = "U0HUSTINGS"
TRIGGER_SECONDS = 3.0
"""Slack, "Triggers": a ``trigger_id`` expires in three seconds and serves once."""
SCOPES = frozenset(
    (
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "reactions:write",
        "team:read",
        "users:read",
    )
)
"""What the app may do, unless a test says otherwise."""
EVENTS = frozenset(("app_home_opened", "app_mention", "message.im"))
"""What the app subscribes to."""


@dataclass(slots=True)
class Channel:
    """A conversation."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    private: bool = False
    archived: bool = False
    shared: bool = False
    """Whether it is shared with another workspace (Slack Connect)."""
    person: str | None = None
    """Whose direct messages with the app it is."""


@dataclass(slots=True)
class Message:
    """A message; ``body`` is Slack's message object."""

    channel: str
    body: Body
    by_bot: bool
    ephemeral_to: str | None = None
    edits: int = 0
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class View:
    """A modal or a home tab, and what its person has entered."""

    id: str
    person: str
    body: Body
    """As the app sent it, block and action ids filled in."""
    hash: str
    root: str
    previous: str | None = None
    entered: dict[tuple[str, str], Body] = field(default_factory=dict)
    """What inputs hold, by block id and action id."""
    errors: dict[str, str] = field(default_factory=dict)
    """What stands at fields since the last submission, by block id."""
    updates: int = 0


@dataclass(slots=True)
class File:
    """A file that somebody put into Slack; ``body`` is Slack's file object."""

    body: Body
    content: bytes


@dataclass(slots=True)
class Trigger:
    """What lets the app open one view."""

    person: str
    until: float
    view: str | None = None
    """The modal that the person was in."""
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where the app can answer an interaction: five times in thirty minutes."""

    channel: str
    person: str
    message: str | None
    until: float
    left: int = 5


class State:
    """All that the emulator remembers of a workspace."""

    def __init__(self, scopes: frozenset[str] = SCOPES, events: frozenset[str] = EVENTS) -> None:
        """A workspace with the app installed and nobody in it."""
        self.events = events
        self.clock = Clock()
        self.changes = Changes()
        self.scopes = scopes
        self.users: dict[str, Body] = {
            BOT_USER: user_object(BOT_USER, "hustings", is_bot=True),
        }
        self.channels: dict[str, Channel] = {}
        self.messages: dict[tuple[str, str], Message] = {}
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[str]] = {}
        """Each person's stack of open modals."""
        self.homes: dict[str, str] = {}
        """The view of each person's home tab."""
        self.files: dict[str, File] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self._numbers = itertools.count(1)
        self._last_ts = 0

    def number(self) -> int:
        """A number not given before."""
        return next(self._numbers)

    def ts(self) -> str:
        """A message's time stamp: unique, growing, in Unix seconds with six decimals."""
        self._last_ts = max(self._last_ts + 1, int(self.clock.now() * 1_000_000))
        seconds, fraction = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{fraction:06}"

    def trigger(self, person: str, view: str | None = None) -> str:
        """A new ``trigger_id``."""
        trigger_id = f"{self.number()}.4242.{secrets.token_hex(16)}"
        until = self.clock.passed() + TRIGGER_SECONDS
        self.triggers[trigger_id] = Trigger(person, until, view)
        return trigger_id

    def new_hash(self) -> str:
        """A view's hash, new after each change."""
        return f"{int(self.clock.now())}.{secrets.token_hex(4)}"

    def direct(self, person: str) -> Channel:
        """Somebody's direct messages with the app, opened where they are not yet."""
        for channel in self.channels.values():
            if channel.person == person:
                return channel
        channel = Channel(f"D{self.number():08}", "directmessage", {person, BOT_USER})
        channel.private, channel.person = True, person
        self.channels[channel.id] = channel
        return channel

    def subscribed(self, event: Body) -> bool:
        """Whether the app is told of an event."""
        kinds = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
        kind = event["type"]
        name = kinds[event["channel_type"]] if kind == "message" else kind
        return name in self.events

    def top(self, person: str) -> View | None:
        """The modal that somebody looks at."""
        stack = self.modals.get(person)
        return self.views[stack[-1]] if stack else None

    def is_open(self, view: View) -> bool:
        """Whether a view can still be seen or gone back to."""
        return view.id in self.modals.get(view.person, ()) or self.homes.get(view.person) == view.id


def user_object(user_id: str, name: str, **traits: Any) -> Body:
    """Slack's user object."""
    real_name = traits.pop("real_name", None) or name
    return {
        "id": user_id,
        "team_id": TEAM,
        "name": name.lower().replace(" ", "."),
        "real_name": real_name,
        "deleted": False,
        "tz": "Europe/Zurich",
        "tz_label": "Central European Time",
        "tz_offset": 3600,
        "profile": {"real_name": real_name, "display_name": name},
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_stranger": False,
        "is_bot": False,
        "is_app_user": False,
        "locale": "en-GB",
        **traits,
    }
