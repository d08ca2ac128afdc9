"""What inputs hold: ``state.values`` as Slack shapes it for each kind of element."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tests.emulators.slack.blocks.elements import all_options
from tests.emulators.slack.blocks.texts import elements_of, plain
from tests.emulators.slack.state import Body, View

HELD = {
    "channels_select": "selected_channel",
    "checkboxes": "selected_options",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "datetimepicker": "selected_date_time",
    "email_text_input": "value",
    "external_select": "selected_option",
    "file_input": "files",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "multi_external_select": "selected_options",
    "multi_static_select": "selected_options",
    "multi_users_select": "selected_users",
    "number_input": "value",
    "plain_text_input": "value",
    "radio_buttons": "selected_option",
    "static_select": "selected_option",
    "timepicker": "selected_time",
    "url_text_input": "value",
    "users_select": "selected_user",
}
"""Where each kind of element has what it holds."""


class NotSubmittable(ValueError):
    """Slack's own client would not send this: a required field is empty, an address is none."""


def initial_entries(blocks: list[Body]) -> dict[tuple[str, str], Body]:
    """What the inputs hold before anybody has touched them, by block id and action id."""
    return {
        (element["block_id"], element["action_id"]): {
            "type": element["type"],
            HELD[element["type"]]: _initial(element),
        }
        for element in elements_of(blocks)
        if element["type"] in HELD
    }


def field(blocks: list[Body], name: str) -> Body:
    """The element with this block id, action id or label, its ``block_id`` with it."""
    elements = [each for each in elements_of(blocks) if each["type"] in HELD]
    labels = {block.get("block_id"): plain(block.get("label")) for block in blocks}
    for found in (
        [each for each in elements if each["block_id"] == name],
        [each for each in elements if each["action_id"] == name],
        [each for each in elements if labels.get(each["block_id"]) == name],
    ):
        if found:
            return found[0]
    there = [f"{each['block_id']} ({labels.get(each['block_id'])})" for each in elements]
    raise LookupError(f"no field {name!r}; there are {there}")


def entry(element: Body, value: Any) -> Body:
    """What an element holds once somebody has entered a value.

    A value is text, a date as in 2026-11-05, an option's value or words, an id, or a list of such;
    None or an empty list empties it.
    """
    kind = element["type"]
    name = HELD[kind]
    held = copy.deepcopy(value)
    if name == "selected_option":
        held = None if value is None else _option(element, value)
    elif name == "selected_options":
        held = [_option(element, each) for each in value or ()]
    elif name == "selected_date" and value is not None:
        held = date.fromisoformat(str(value)).isoformat()
    elif name in ("selected_users", "selected_channels", "selected_conversations", "files"):
        held = list(value or ())
    elif name == "value":
        held = value or None
    return {"type": kind, name: held}


def refuse_unfinished(view: View) -> None:
    """What Slack's client checks before it submits; NotSubmittable tells what is missing."""
    wrong = []
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        held = view.entered[block["block_id"], element["action_id"]][HELD[element["type"]]]
        label = f"{block['block_id']} ({plain(block['label'])})"
        if held in (None, [], ""):
            wrong += [] if block.get("optional") else [f"{label} is empty"]
        elif problem := _typed_problem(element, held):
            wrong.append(f"{label} {problem}")
    if wrong:
        raise NotSubmittable("; ".join(wrong))


def _typed_problem(element: Body, held: Any) -> str:
    match element["type"]:
        case "plain_text_input" if len(held) > element.get("max_length", 3000):
            return f"is over {element.get('max_length', 3000)} characters"
        case "plain_text_input" if len(held) < element.get("min_length", 0):
            return f"is under {element['min_length']} characters"
        case "url_text_input":
            address = urlsplit(held)
            return "" if address.scheme and address.netloc else "is no address"
        case "email_text_input":
            return "" if "@" in held else "is no e-mail address"
        case "number_input":
            return "" if held.lstrip("-").replace(".", "", 1).isdigit() else "is no number"
    return ""


def _initial(element: Body) -> Any:
    match HELD[element["type"]]:
        case "value":
            return element.get("initial_value")
        case "files":
            return []
        case held:
            name = held.replace("selected", "initial")
            return copy.deepcopy(element.get(name, [] if held.endswith("s") else None))


def _option(element: Body, value: Any) -> Body:
    if isinstance(value, dict):
        return value
    options = all_options(element)
    for option in options:
        if option["value"] == value:
            return option
    for option in options:
        if plain(option["text"]) == value:
            return option
    there = [f"{option['value']} ({plain(option['text'])})" for option in options]
    raise LookupError(f"no option {value!r} in {element['action_id']}; there are {there}")
