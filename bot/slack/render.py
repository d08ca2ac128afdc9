"""Cards as Slack messages: Block Kit, buttons, nothing that a text could forge."""

from __future__ import annotations

from typing import Any, TypeAlias

from bot.card import Block, Button, Card, Role, Run
from bot.presses import Follow, Following, Forget, pack
from bot.utf16 import fit, length
from bot.words import Words

Params: TypeAlias = dict[str, Any]
"""A part of a message or view, or the parameters of a Web API method, as JSON."""

SECTION = 3_000
"""Slack: the most characters in a section's text."""

FALLBACK = 300
"""How much of a card is told in notifications and to screen readers, in characters."""

IN_A_ROW = 5
"""How many buttons stand in one row (Slack: 25, which no screen shows well)."""

CARD = "card"
"""What the action ids of a card's buttons begin with."""

ON_TELEGRAM = (Follow, Following, Forget)
"""What only Telegram's chats can do: Slack's are sent nothing unasked."""


def escape(said: str) -> str:
    """Make text safe in mrkdwn (Slack: & < >), so that no stored text pings or links.

    What would be read as markup is parted from its letters by a mark of no width.
    """
    safe = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "*_~`":
        safe = safe.replace(mark, f"\u200b{mark}\u200b")
    return safe.replace("\0", "�")


def unescaped(said: str) -> str:
    """Read text as Slack escapes it."""
    return said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(said: str, limit: int) -> Params:
    """Make a plain text object of at most `limit` characters, never empty."""
    shown = said if len(said) <= limit else said[: limit - 1].rstrip() + "…"
    return {"type": "plain_text", "text": shown or " ", "emoji": False}


def section(markup: str, **more: Any) -> Params:
    """Make a section of mrkdwn that is safe already, cut at Slack's limit."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": fit(markup, SECTION)}, **more}


def context(markup: str) -> Params:
    """Make a small grey line of mrkdwn that is safe already."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": fit(markup, SECTION)}]}


def header(said: str) -> Params:
    """Make a heading (Slack: 150 characters)."""
    return {"type": "header", "text": plain_text(said, 150)}


def button(label: str, action_id: str, value: str = "", *, style: str | None = None) -> Params:
    """Make a button (Slack: 75 characters of label, 2,000 of value)."""
    made: Params = {"type": "button", "text": plain_text(label, 75), "action_id": action_id}
    if value:
        made["value"] = value
    return made | ({"style": style} if style else {})


def actions(*elements: Params) -> Params:
    """Lay elements out in a row."""
    return {"type": "actions", "elements": list(elements)}


def message(card: Card) -> Params:
    """Write a card as the parameters of chat.postMessage, but for the channel."""
    return {
        "text": fallback(card),
        "blocks": blocks(card),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def fallback(card: Card) -> str:
    """Tell a card in one line, for notifications."""
    said = " ".join(run.text for each in card.blocks for run in each.runs)
    return escape(fit(said, FALLBACK))


def blocks(card: Card) -> list[Params]:
    """Write a card's blocks, then its buttons.

    Slack shows at most 50 blocks a message; the views keep cards far below it.
    """
    rows = [section(part) for part in _sections([_markup(each) for each in card.blocks])]
    pressable = [each for row in card.buttons for each in row if _for_slack(each)]
    laid = [_button(each, place) for place, each in enumerate(pressable)]
    rows += [actions(*laid[start : start + IN_A_ROW]) for start in range(0, len(laid), IN_A_ROW)]
    return rows


def _for_slack(each: Button) -> bool:
    return not isinstance(each.press, ON_TELEGRAM)


def _sections(parts: list[str]) -> list[str]:
    """Put paragraphs together in as few sections as Slack's limit allows."""
    together: list[str] = []
    for part in parts:
        if together and length(together[-1]) + length(part) + 1 <= SECTION:
            together[-1] += f"\n{part}"
        else:
            together.append(part)
    return together


def _markup(each: Block) -> str:
    said = "".join(_run(run) for run in each.runs)
    match each.role:
        case Role.TITLE:
            return f"*{said}*"
        case Role.QUOTE | Role.COPY:
            return "\n".join(f"> {line}" for line in said.split("\n"))
        case Role.NOTE:
            return f"_{said}_" if "\n" not in said and "<" not in said else said
        case Role.ITEM:
            return said if each.runs[0].strong else f"• {said}"
        case _:
            return said


def _run(run: Run) -> str:
    said = escape(run.text)
    if run.url:
        # Slack: | and > end a link's address.
        address = run.url.replace("|", "%7C").replace(">", "%3E").replace("&", "&amp;")
        return f"<{address}|{said}>"
    return f"*{said}*" if run.strong else said


def _button(each: Button, place: int) -> Params:
    if each.press is not None:
        return button(each.label, f"{CARD}:{place}", pack(each.press))
    linked = button(each.label, f"{CARD}:link:{place}")
    return linked | {"url": each.url}


def in_words(words: Words, key: str, /, **values: str) -> str:
    """Say a message with values that are made safe; the message's own mrkdwn holds."""
    return words(key, **{name: escape(value) for name, value in values.items()})


def fit_lines(lines: list[str], limit: int = SECTION) -> str:
    """Join as many lines as fit a section, and say that others are left out."""
    shown: list[str] = []
    for line in lines:
        if sum(len(each) + 1 for each in shown) + len(line) > limit - 10:
            return "\n".join([*shown, "[…]"])
        shown.append(line)
    return "\n".join(shown)
