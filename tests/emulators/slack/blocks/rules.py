"""Block Kit's rules for blocks, as Slack's reference pages state them.

Each problem is told with the JSON pointer of its place, as Slack does.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.emulators.slack.blocks.elements import ELEMENTS, element_problems
from tests.emulators.slack.blocks.pieces import (
    is_text,
    list_problems,
    string_problems,
    text_problems,
    unknown_problems,
)
from tests.emulators.slack.state import Body

_BLOCKS = {
    "actions": {"elements"},
    "context": {"elements"},
    "divider": set(),
    "header": {"text", "level"},
    "image": {"image_url", "slack_file", "alt_text", "title"},
    "input": {"label", "element", "dispatch_action", "hint", "optional"},
    "markdown": {"text"},
    "rich_text": {"elements"},
    "section": {"text", "fields", "accessory", "expand"},
    "table": {"rows", "column_settings"},
}
_NOWHERE_IN = {"message": {"input"}, "modal": {"markdown", "table"}, "home": {"markdown"}}
"""Slack lets a message have inputs, but a product's message with one is a slip."""
_MOST = {"message": 50, "modal": 100, "home": 100}
_IN_INPUT = ELEMENTS.keys() - {"button", "overflow", "image", "workflow_button"}
_IN_ACTIONS = ELEMENTS.keys() - {"image", "plain_text_input", "url_text_input", "file_input"}
_IN_ACTIONS -= {"email_text_input", "number_input"}
_IN_SECTION = _IN_ACTIONS | {"image"}


def block_problems(blocks: Any, surface: str) -> list[str]:
    """What is wrong with the blocks of a ``message``, ``modal`` or ``home``."""
    found = list_problems(blocks, "/blocks", 1, _MOST[surface])
    if not isinstance(blocks, list):
        return found
    for number, block in enumerate(blocks):
        place = f"/blocks/{number}"
        if not isinstance(block, dict) or block.get("type") not in _BLOCKS:
            found.append(f"unsupported type [json-pointer:{place}/type]")
        elif block["type"] in _NOWHERE_IN[surface]:
            found.append(f"{block['type']} is not allowed in a {surface} [json-pointer:{place}]")
        else:
            found += _problems(block, place)
    if not found:
        found += _repeated(blocks, "block_id", [block.get("block_id") for block in blocks])
        actions = [each.get("action_id") for block in blocks for each in _elements(block)]
        found += _repeated(blocks, "action_id", actions)
    return found


def _problems(block: Body, place: str) -> list[str]:
    kind = block["type"]
    found = unknown_problems(block, {"type", "block_id"} | _BLOCKS[kind], place)
    found += string_problems(block, "block_id", place, 255)
    match kind:
        case "header":
            found += text_problems(block.get("text"), f"{place}/text", 150, plain=True)
        case "section":
            found += _section_problems(block, place)
        case "context":
            found += _context_problems(block, place)
        case "actions":
            found += list_problems(block.get("elements"), f"{place}/elements", 1, 25)
            for number, element in enumerate(block.get("elements") or ()):
                found += _allowed(element, _IN_ACTIONS, f"{place}/elements/{number}")
        case "input":
            found += text_problems(block.get("label"), f"{place}/label", 2000, plain=True)
            if block.get("hint") is not None:
                found += text_problems(block["hint"], f"{place}/hint", 2000, plain=True)
            found += _allowed(block.get("element"), _IN_INPUT, f"{place}/element")
        case "image":
            found += string_problems(block, "alt_text", place, 2000, required=True)
            found += string_problems(block, "image_url", place, 3000)
        case "markdown":
            found += string_problems(block, "text", place, 12_000, required=True)
    return found


def _section_problems(block: Body, place: str) -> list[str]:
    found: list[str] = []
    if block.get("text") is None and not block.get("fields"):
        found.append(f"missing required field: text or fields [json-pointer:{place}]")
    if block.get("text") is not None:
        found += text_problems(block["text"], f"{place}/text", 3000)
    if block.get("fields") is not None:
        found += list_problems(block["fields"], f"{place}/fields", 1, 10)
        for number, each in enumerate(block["fields"]):
            found += text_problems(each, f"{place}/fields/{number}", 2000)
    if block.get("accessory") is not None:
        found += _allowed(block["accessory"], _IN_SECTION, f"{place}/accessory")
    return found


def _context_problems(block: Body, place: str) -> list[str]:
    found = list_problems(block.get("elements"), f"{place}/elements", 1, 10)
    for number, each in enumerate(block.get("elements") or ()):
        here = f"{place}/elements/{number}"
        found += (
            text_problems(each, here, 3000) if is_text(each) else _allowed(each, {"image"}, here)
        )
    return found


def _allowed(element: Any, kinds: set[str], place: str) -> list[str]:
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in kinds:
        return [f"unsupported type: {kind} [json-pointer:{place}/type]"]
    return element_problems(element, place)


def _elements(block: Body) -> list[Body]:
    inside = [block.get("element"), block.get("accessory")]
    if block["type"] == "actions":
        inside += block["elements"]
    return [each for each in inside if each]


def _repeated(blocks: list[Body], name: str, ids: list[Any]) -> list[str]:
    twice = [each for each, count in Counter(ids).items() if each and count > 1]
    return [f"{name} {each!r} stands twice [json-pointer:/blocks]" for each in twice]
