"""What an update comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.turn import Chat, Effect, Turn
from questions.understanding.resolution import NO_CONTEXT, Context


@dataclass(frozen=True, slots=True)
class Handled:
    """What to send, what to change in the store, and what the answer to which chat is about.

    `calls` are requests to the update's platform, of whatever type its room has for them.
    """

    calls: tuple[Any, ...] = ()
    effects: tuple[Effect, ...] = ()
    answered: tuple[int, Context] | None = None


def handled(chat: Chat, turn: Turn, *calls: Any) -> Handled:
    """Sum a turn up."""
    answered = None if chat.id is None or turn.about == NO_CONTEXT else (chat.id, turn.about)
    return Handled(calls, turn.effects, answered)
