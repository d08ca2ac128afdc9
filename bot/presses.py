"""What buttons and deep links do, packed into the few bytes that they may carry.

A button carries its whole action (Telegram: 1 to 64 bytes of callback data), so nothing about a
dialogue is kept anywhere. What comes back can be forged: `unpack` accepts only well-formed
actions, and who may do them is asked anew at each press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from questions.candidate import ID_PATTERN
from questions.errors import InvalidAction
from questions.request import COMPARE_LIMIT, Intent, Request

LIMIT = 64
"""Telegram: callback data and deep links carry at most 64 bytes."""

STAYS = "+"
"""What stands before an action where the message with its button stays as it is."""

TOPIC_PATTERN = re.compile(r"[1-9]\d?(\.[1-9]\d?){0,2}")


@dataclass(frozen=True, slots=True)
class Home:
    """Show what the bot is and what it can be asked."""


@dataclass(frozen=True, slots=True)
class Serve:
    """Show one question, with who was asked it and who answered."""

    question: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Give a ready text with which to put a question to a candidate oneself."""

    question: str


@dataclass(frozen=True, slots=True)
class Follow:
    """Follow (or no longer follow) a priority or a candidate."""

    topic: str | None = None
    candidate: str | None = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class Following:
    """Show what this chat follows."""


@dataclass(frozen=True, slots=True)
class Report:
    """Report an error in what is shown of a candidate on a question."""

    question: str
    candidate: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything kept of this person; asked once more before it is done."""

    confirmed: bool = False


Press: TypeAlias = Request | Home | Serve | Invite | Follow | Following | Report | Forget

INTENTS = {
    "s": Intent.STANCE,
    "x": Intent.COMPARE,
    "c": Intent.CANDIDATE_ALL,
    "p": Intent.PRIORITY_ALL,
    "w": Intent.WHO_SUPPORTS,
    "n": Intent.NOT_ANSWERED,
    "l": Intent.LIST_CANDIDATES,
    "m": Intent.LIST_PRIORITIES,
    "k": Intent.LIST_QUESTIONS,
}
CODES = {intent: code for code, intent in INTENTS.items()}


def pack(press: Press, *, stays: bool = False) -> str:
    """Write an action as `code:topics:candidates:page`, empty ends left off.

    `stays` marks it where the message with its button stays as it is. Raises InvalidAction where
    it does not fit.
    """
    packed = f"{STAYS if stays else ''}{_written(press)}"
    if len(packed.encode()) > LIMIT:
        raise InvalidAction(f"an action of more than {LIMIT} bytes: {packed}")
    return packed


def fits(press: Press) -> bool:
    """Say whether an action fits a button."""
    return len(_written(press).encode()) <= LIMIT


def _written(press: Press) -> str:
    return ":".join(_fields(press)).rstrip(":")


def _fields(press: Press) -> tuple[str, ...]:
    match press:
        case Request(intent, candidates, topics, page):
            paged = str(page) if page > 1 else ""
            return CODES[intent], ",".join(topics), ",".join(candidates), paged
        case Serve(question):
            return "q", question
        case Invite(question):
            return "i", question
        case Follow(topic, candidate, on):
            return "f" if on else "u", topic or "", candidate or ""
        case Report(question, candidate):
            return "r", question, candidate
        case Forget(confirmed):
            return "e", "1" if confirmed else ""
        case Following():
            return ("o",)
        case Home():
            return ("h",)


def unpack(packed: str) -> Press:
    """Read an action back. Raises InvalidAction on anything that `pack` could not have written."""
    code, topic_list, candidate_list, page = [*packed.split(":"), "", "", ""][:4]
    topics = tuple(filter(None, topic_list.split(",")))
    candidates = tuple(filter(None, candidate_list.split(",")))
    press = _read(code, topics, candidates, page)
    if press is None or _written(press) != packed:
        raise InvalidAction
    return press


def _read(
    code: str, topics: tuple[str, ...], candidates: tuple[str, ...], page: str
) -> Press | None:
    if code == "e":
        return Forget(confirmed=topics == ("1",))
    if not all(TOPIC_PATTERN.fullmatch(topic) for topic in topics):
        return None
    if not all(ID_PATTERN.fullmatch(candidate) for candidate in candidates):
        return None
    match code, topics, candidates:
        case ("q", (question,), ()):
            return Serve(question)
        case ("i", (question,), ()):
            return Invite(question)
        case ("f" | "u", (topic,), ()):
            return Follow(topic, None, code == "f")
        case ("f" | "u", (), (candidate,)):
            return Follow(None, candidate, code == "f")
        case ("r", (question,), (candidate,)):
            return Report(question, candidate)
        case ("o", (), ()):
            return Following()
        case ("h", (), ()):
            return Home()
        case _ if code in INTENTS and len(candidates) <= COMPARE_LIMIT:
            return Request(INTENTS[code], candidates, topics, _page(page))
        case _:
            return None


def _page(written: str) -> int:
    plain = written.isascii() and written.isdigit() and len(written) <= 2
    return max(1, int(written)) if plain else 1


def to_link(press: Press) -> str:
    """Write an action as a deep link's parameter (Telegram: A-Z, a-z, 0-9, _ and -)."""
    return pack(press).replace(".", "-").replace(":", "_")


def from_link(parameter: str) -> Press:
    """Read a deep link's parameter back. Raises InvalidAction."""
    code, topics, *rest = [*parameter.split("_"), ""]
    return unpack(":".join([code, topics.replace("-", "."), *rest]).rstrip(":"))
