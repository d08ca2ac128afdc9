"""One turn of a conversation: who it is with, and what comes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.card import Card
from questions.understanding.resolution import NO_CONTEXT, Context
from storage.database import Connection

Effect: TypeAlias = Callable[[Connection], Awaitable[object]]
"""A change of the store; done in the same transaction as the mark that its cause was handled."""


@dataclass(frozen=True, slots=True)
class Chat:
    """Whom a card is for: a person alone with the bot, or a group. The console has no number."""

    id: int | None = None
    language: str | None = None
    private: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """The card to show and the changes that go with it.

    Where a platform can make a passing remark at a pressed button, `remark` is said instead of
    the card, and what the button stands under stays as it is. `about` is what the card answers:
    what the chat says next may go on from it.
    """

    card: Card
    effects: tuple[Effect, ...] = ()
    remark: str | None = None
    about: Context = NO_CONTEXT
