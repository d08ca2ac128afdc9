"""Trouble on demand: what a real network and a real Telegram do to a bot now and then."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from tests.emulators.telegram import errors
from tests.emulators.telegram.errors import ApiError

Kind = Literal["refuse", "drop", "lose", "hold"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with a call."""

    kind: Kind
    code: int = 0
    description: str = ""
    parameters: dict[str, int] = field(default_factory=dict)


def _refuse(error: ApiError) -> Trouble:
    return Trouble("refuse", error.code, error.description, error.parameters)


def too_many_requests(retry_after: int = 1) -> Trouble:
    """429 with ``retry_after`` seconds."""
    return _refuse(errors.too_many_requests(retry_after))


def blocked() -> Trouble:
    """403 of a person who blocked the bot."""
    return _refuse(errors.forbidden("bot was blocked by the user"))


def deactivated() -> Trouble:
    """403 of a person whose account is gone."""
    return _refuse(errors.forbidden("user is deactivated"))


def kicked() -> Trouble:
    """403 of a group that threw the bot out."""
    return _refuse(errors.forbidden("bot was kicked from the group chat"))


def chat_not_found() -> Trouble:
    """400 of a chat that there is not."""
    return _refuse(errors.bad_request("chat not found"))


def migrated(to: int) -> Trouble:
    """400 of a group that has become the supergroup ``to``."""
    return _refuse(errors.migrated(to))


def refused(code: int, description: str) -> Trouble:
    """Any refusal, its description in full (``Bad Request: …``)."""
    return Trouble("refuse", code, description)


def server_error(code: int = 502) -> Trouble:
    """A 5xx; nothing was carried out."""
    words = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
    return Trouble("refuse", code, words.get(code, "Internal Server Error"))


def dropped() -> Trouble:
    """The connection breaks before the call is carried out."""
    return Trouble("drop")


def lost_reply() -> Trouble:
    """The call is carried out, then the connection breaks: the bot cannot know."""
    return Trouble("lose")


def held() -> Trouble:
    """The call is carried out, its answer held back until the fault is released."""
    return Trouble("hold")


@dataclass(slots=True, eq=False)
class Fault:
    """Trouble for the calls that match."""

    trouble: Trouble
    method: str | None
    chat: int | None
    times: int | None
    skip: int
    hits: int = 0
    """How many calls it has met."""
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def clear(self) -> None:
        """Meet no further call."""
        self.times = 0

    def release(self) -> None:
        """Let go every answer held back, and meet no further call."""
        self.clear()
        self.gate.set()

    def meets(self, method: str, chat: int | None) -> bool:
        """Whether a call runs into it; counts the call where it does."""
        if self.times == 0:
            return False
        if self.method not in (None, method) or self.chat not in (None, chat):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.hits += 1
        if self.times is not None:
            self.times -= 1
        return True
