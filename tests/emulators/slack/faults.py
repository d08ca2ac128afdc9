"""Trouble on demand: what a real network and a real Slack do to an app now and then."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["refuse", "drop", "lose", "hold", "hang"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with a call."""

    kind: Kind
    error: str = ""
    status: int = 200
    retry_after: int | None = None


def refused(error: str) -> Trouble:
    """``ok: false`` with this error; nothing is carried out."""
    return Trouble("refuse", error)


def rate_limited(retry_after: int = 1) -> Trouble:
    """429 with ``Retry-After``, in seconds."""
    return Trouble("refuse", "ratelimited", 429, retry_after)


def server_error(status: int = 500) -> Trouble:
    """A 5xx; nothing was carried out."""
    return Trouble("refuse", "internal_error", status)


def dropped() -> Trouble:
    """The connection breaks before the call is carried out."""
    return Trouble("drop")


def lost_reply() -> Trouble:
    """The call is carried out, then the connection breaks: the app cannot know."""
    return Trouble("lose")


def held() -> Trouble:
    """The call is carried out, its answer held back until the fault is released."""
    return Trouble("hold")


def hung() -> Trouble:
    """Nothing happens until the fault is released; then the call is carried out."""
    return Trouble("hang")


@dataclass(slots=True, eq=False)
class Fault:
    """Trouble for the calls that match."""

    trouble: Trouble
    method: str | None
    times: int | None
    skip: int
    hits: int = 0
    """How many calls it has met."""
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let go every call held back, and meet no further one."""
        self.times = 0
        self.gate.set()

    def meets(self, method: str) -> bool:
        """Whether a call runs into it; counts the call where it does."""
        if self.times == 0 or self.method not in (None, method):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.hits += 1
        if self.times is not None:
            self.times -= 1
        return True
