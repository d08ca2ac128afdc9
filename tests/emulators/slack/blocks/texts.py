"""The words in blocks, as somebody reads them."""

from __future__ import annotations

import re
from typing import Any

from tests.emulators.slack.state import Body

_PING = re.compile(r"<(?:!(?:here|channel|everyone|subteam\^\w+)|[@#]\w+)[^>]*>")
_TEXTS = ("title", "text", "label", "placeholder", "hint", "description", "alt_text")
_INSIDE = ("fields", "elements", "element", "accessory", "options", "option_groups", "rows")


def text_of(blocks: Any) -> str:
    """Everything that can be read in blocks, an element or a text, a line for each text."""
    return "\n".join(_lines(blocks))


def pings_of(text: str) -> list[str]:
    """What in a text would notify somebody or link to a channel: ``<!here>``, ``<@U1>``, …"""
    return _PING.findall(text)


def plain(text: Any) -> str:
    """The words of a text object, or of a string."""
    return str(text.get("text", "")) if isinstance(text, dict) else str(text or "")


def labels_of(blocks: list[Body]) -> list[str]:
    """The words on buttons, in reading order."""
    return [plain(each.get("text")) for each in elements_of(blocks) if each["type"] == "button"]


def elements_of(blocks: list[Body]) -> list[Body]:
    """All interactive elements, each with the ``block_id`` it stands in."""
    found = []
    for block in blocks:
        inside = [block.get("element"), block.get("accessory")]
        if block["type"] in ("actions", "context_actions"):
            inside += block["elements"]
        found += [
            {**each, "block_id": block.get("block_id", "")}
            for each in inside
            if each and each["type"] != "image"
        ]
    return found


def _lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, list):
        return [line for each in value for line in _lines(each)]
    if not isinstance(value, dict):
        return []
    found = [line for name in _TEXTS for line in _lines(value.get(name))]
    return found + [line for name in _INSIDE for line in _lines(value.get(name))]
