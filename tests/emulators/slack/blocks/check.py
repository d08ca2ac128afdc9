"""What an app sends, held against all rules and both libraries."""

from __future__ import annotations

import copy
from typing import Any

from tests.emulators.slack.blocks.libraries import library_problems
from tests.emulators.slack.blocks.rules import block_problems
from tests.emulators.slack.blocks.views import view_problems
from tests.emulators.slack.state import Body, State


def message_problems(blocks: Any) -> list[str]:
    """What is wrong with a message's blocks."""
    found = block_problems(blocks, "message")
    return found or [problem for block in blocks for problem in library_problems(block)]


def all_view_problems(view: Any, kind: str) -> list[str]:
    """What is wrong with a modal or a home tab."""
    return view_problems(view, kind) or library_problems(view)


def with_ids(state: State, blocks: list[Body]) -> list[Body]:
    """The blocks as Slack keeps them: each block and each element with an id."""
    kept = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", f"b{state.number()}")
        inside = [block.get("element"), block.get("accessory")]
        if block["type"] == "actions":
            inside += block["elements"]
        for element in inside:
            if element and element["type"] != "image":
                element.setdefault("action_id", f"a{state.number()}")
    return kept
