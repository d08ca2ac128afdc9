"""Who there is to talk with, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on Telegram; their private chat with the bot has the same id."""

    id: int
    first_name: str = "Ada"
    username: str | None = None
    language: str | None = "en"


@dataclass(frozen=True, slots=True)
class Group:
    """A group or supergroup that the bot is in."""

    id: int
    title: str
    supergroup: bool


Place = Person | Group | int


def place_id(place: Place) -> int:
    """The chat id of a place."""
    return place if isinstance(place, int) else place.id
