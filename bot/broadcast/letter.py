"""A letter: what one recipient is to get, before any platform has written it its own way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.card import Card
from questions.delivery import Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """A card for a chat: new, or in place of the message there; without a card, that one goes."""

    chat_id: int
    card: Card | None = None
    message_id: int | None = None


Post: TypeAlias = Callable[[Letter], Awaitable[Outcome]]
"""Sends a letter once, and tells what became of it. Raises NotConfigured where no bot can."""
