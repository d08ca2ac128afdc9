"""A card is one reply as data: text by role, buttons with what they do; no markup, no platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from bot.presses import Press


class Role(StrEnum):
    """What a block of text is for; each platform shows it in its own way."""

    TITLE = "title"
    TEXT = "text"
    QUOTE = "quote"
    FACTS = "facts"
    ITEM = "item"
    NOTE = "note"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a link where it has a URL."""

    text: str
    url: str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    role: Role
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: an action of this bot, or a link."""

    label: str
    press: Press | None = None
    url: str | None = None


Row: TypeAlias = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One reply. It is one message: the views keep it within every platform's limits.

    What its buttons lead to takes its place, unless it `stays`: then that is a message of its own.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Row, ...] = ()
    stays: bool = False

    def plus(self, *blocks: Block, buttons: Iterable[Row] = ()) -> Card:
        """Return the card with more at its end."""
        return replace(
            self, blocks=self.blocks + blocks, buttons=self.buttons + tuple(filter(None, buttons))
        )

    def under(self, remark: Block) -> Card:
        """Return the card with a remark above all it says."""
        return replace(self, blocks=(remark, *self.blocks))

    @property
    def pressable(self) -> Iterator[Button]:
        """Every button, row by row."""
        return (button for row in self.buttons for button in row)


def block(role: Role, *runs: Run | str) -> Block:
    """Make a block; plain strings become plain runs."""
    return Block(role, tuple(Run(run) if isinstance(run, str) else run for run in runs))


def title(text: str) -> Block:
    """Make the line that says what a card is about."""
    return block(Role.TITLE, text)


def text(*runs: Run | str) -> Block:
    """Make a paragraph."""
    return block(Role.TEXT, *runs)


def note(*runs: Run | str) -> Block:
    """Make a remark of the bot's own."""
    return block(Role.NOTE, *runs)


def item(*runs: Run | str) -> Block:
    """Make an entry of a list."""
    return block(Role.ITEM, *runs)


def strong(words: str) -> Run:
    """Make words stand out."""
    return Run(words, strong=True)


def in_rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Lay buttons out in rows of `width`."""
    every = tuple(buttons)
    return tuple(every[start : start + width] for start in range(0, len(every), width))
