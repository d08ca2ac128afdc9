"""What a platform brings to the intake: its name, and its way to handle, send and write down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.intake.handled import Handled
from bot.turn import Effect
from storage.database import Connection
from storage.holds import UNLIMITED, Allowance
from storage.inbox import Arrival, Body, Reply
from storage.many import Change


def _nothing(_connection: Connection, _arrivals: Sequence[Arrival]) -> Sequence[Change]:
    return ()


@dataclass(frozen=True, slots=True)
class Side:
    """One account on one platform, such as a bot token.

    `name` keeps its updates apart in the store (at most 32 characters). `handle` decides what an
    update comes to and changes nothing; `too_much` makes the calls that ask for patience where an
    update is the first to go beyond the chat's `allowance`. `deliver` makes one call and returns
    what the store should learn from it; it raises one of `outages` where that may work later.
    `write` and `read` turn calls into JSON and back. `heard` is what is to change, in the
    transaction that keeps what arrived, by what that tells of its chats.
    """

    name: str
    handle: Callable[[Body], Awaitable[Handled]]
    too_much: Callable[[Body], tuple[Any, ...]]
    deliver: Callable[[Any], Awaitable[tuple[Effect, ...]]]
    write: Callable[[tuple[Any, ...]], Reply]
    read: Callable[[Reply], tuple[Any, ...]]
    outages: tuple[type[Exception], ...]
    allowance: Allowance = UNLIMITED
    heard: Callable[[Connection, Sequence[Arrival]], Sequence[Change]] = _nothing
