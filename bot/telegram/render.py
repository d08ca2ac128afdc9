"""Cards as Telegram messages: HTML, inline keyboards, nothing that a text could forge."""

from __future__ import annotations

import html
from typing import Any

from bot.card import Block, Button, Card, Role, Run
from bot.presses import pack
from bot.utf16 import length

TEXT_LIMIT = 4_096
"""Telegram: 1 to 4096 UTF-16 units of text after its entities are parsed."""

Params = dict[str, Any]
"""Parameters of a Bot API method, as JSON."""

MARKUP = {
    Role.TITLE: ("<b>", "</b>"),
    Role.QUOTE: ("<blockquote>", "</blockquote>"),
    Role.NOTE: ("<i>", "</i>"),
    Role.COPY: ("<pre>", "</pre>"),
}


def message(card: Card) -> Params:
    """Write a card as the parameters of sendMessage or editMessageText, but for the chat."""
    params: Params = {
        "text": text(card),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if card.buttons:
        params["reply_markup"] = {
            "inline_keyboard": [[_button(each, card) for each in row] for row in card.buttons]
        }
    return params


def text(card: Card) -> str:
    """Write a card's blocks as HTML within Telegram's limit.

    The views keep cards within it; should an agenda's own texts be too long for that, the last
    blocks are left off and marked so.
    """
    blocks = list(card.blocks)
    while sum(_length(block) + 2 for block in blocks) > TEXT_LIMIT and len(blocks) > 1:
        blocks = [*blocks[:-2], Block(Role.NOTE, (Run("[…]"),))]
    parts = []
    for place, block in enumerate(blocks):
        if place:
            parts.append(_between(blocks[:place], block))
        parts.append(_html(block))
    return "".join(parts)


def _length(block: Block) -> int:
    return sum(length(run.text) for run in block.runs)


def _between(before: list[Block], block: Block) -> str:
    """Keep together what belongs together: an entry and what is said under it."""
    last = before[-1].role
    inside = any(each.role is Role.ITEM for each in before)
    if block.role is Role.ITEM:
        return "\n" if last is Role.ITEM else "\n\n"
    if block.role in (Role.NOTE, Role.TITLE):
        return "\n\n"
    return "\n" if inside or Role.FACTS in (last, block.role) else "\n\n"


def _html(block: Block) -> str:
    opening, closing = MARKUP.get(block.role, ("", ""))
    bullet = "• " if block.role is Role.ITEM and not block.runs[0].strong else ""
    return f"{bullet}{opening}{''.join(_run(run) for run in block.runs)}{closing}"


def _run(run: Run) -> str:
    said = escape(run.text)
    if run.strong:
        said = f"<b>{said}</b>"
    return f'<a href="{escape(run.url)}">{said}</a>' if run.url else said


def escape(said: str) -> str:
    """Make text safe inside HTML."""
    return html.escape(whole(said))


def whole(said: str) -> str:
    """Replace what no message may hold: half a UTF-16 pair, and NUL."""
    if said.isascii() and "\0" not in said:
        return said
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")


def _button(button: Button, card: Card) -> Params:
    label = whole(button.label)
    if button.press is not None:
        return {"text": label, "callback_data": pack(button.press, stays=card.stays)}
    return {"text": label, "url": button.url}
