"""Block Kit's rules for views: modals and home tabs."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack.blocks.pieces import string_problems, text_problems, unknown_problems
from tests.emulators.slack.blocks.rules import block_problems

_COMMON = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
_FIELDS = {
    "modal": _COMMON | {"title", "submit", "close", "clear_on_close", "notify_on_close"},
    "home": _COMMON,
}


def view_problems(view: Any, kind: str) -> list[str]:
    """What is wrong with a view that is to be of a kind, ``modal`` or ``home``."""
    if not isinstance(view, dict):
        return ["must provide an object [json-pointer:/view]"]
    if view.get("type") != kind:
        return [f"must be of type {kind} [json-pointer:/view/type]"]
    found = unknown_problems(view, _FIELDS[kind], "/view")
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        found += string_problems(view, name, "/view", most)
    if kind == "modal":
        for name in ("title", "submit", "close"):
            if name == "title" or view.get(name) is not None:
                found += text_problems(view.get(name), f"/view/{name}", 24, plain=True)
        inputs = any(
            isinstance(block, dict) and block.get("type") == "input"
            for block in view.get("blocks") or ()
        )
        if inputs and view.get("submit") is None:
            found.append("an input block needs submit [json-pointer:/view/submit]")
    return found + block_problems(view.get("blocks"), kind)
