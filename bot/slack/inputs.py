"""What people fill in, in a modal: each input a block, its id the name of the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from bot.slack.render import Params, plain_text

Typed: TypeAlias = Mapping[str, Any]
"""What stands in a modal's fields, by field: text, an option's value, or a list of values."""

OPTION = 75
"""Slack: the most characters of an option's text."""

TEXT = 3_000
"""Slack: the most characters of a text input."""

ANEW = "~"
"""What parts a field from how often it was filled in anew (Slack keeps what was typed in a block
as long as its id stays)."""


def option(value: str, label: str) -> Params:
    """Make an option of a select."""
    return {"text": plain_text(label, OPTION), "value": value}


def field(
    block_id: str,
    label: str,
    element: Params,
    *,
    optional: bool = False,
    hint: str | None = None,
    tells: str | None = None,
) -> Params:
    """Make an input; `tells` is the action by which its choice is told at once."""
    made: Params = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, 2_000),
        "element": {"action_id": tells or block_id} | element,
        "optional": optional,
        "dispatch_action": tells is not None,
    }
    return made | ({"hint": plain_text(hint, 2_000)} if hint else {})


def text(given: str | None, *, long: bool = False, limit: int = TEXT) -> Params:
    """Make a text input."""
    element: Params = {
        "type": "plain_text_input",
        "multiline": long,
        "max_length": min(limit, TEXT),
    }
    return element | ({"initial_value": given[:TEXT]} if given else {})


def day(given: str | None) -> Params:
    """Make a date picker; `given` is an ISO date."""
    return {"type": "datepicker"} | ({"initial_date": given} if given else {})


def time(given: str | None) -> Params:
    """Make a time picker; `given` is such as 16:00."""
    return {"type": "timepicker"} | ({"initial_time": given} if given else {})


def choice(options: Iterable[Params], given: str | None) -> Params:
    """Make a select of up to 100 options."""
    every = list(options)
    chosen = next((each for each in every if each["value"] == given), None)
    element: Params = {"type": "static_select", "options": every}
    return element | ({"initial_option": chosen} if chosen else {})


def search(given: Params | None) -> Params:
    """Make a select whose options are asked for as somebody types."""
    element: Params = {"type": "external_select", "min_query_length": 0}
    return element | ({"initial_option": given} if given else {})


def several(options: Iterable[Params], given: Iterable[str]) -> Params:
    """Make a select of which several may be chosen."""
    return ticks(options, given) | {"type": "multi_static_select"}


def search_several(given: list[Params]) -> Params:
    """Make a select of which several may be chosen, asked for as somebody types."""
    element: Params = {"type": "multi_external_select", "min_query_length": 0}
    return element | ({"initial_options": given} if given else {})


def either(options: Iterable[Params], given: str | None) -> Params:
    """Make radio buttons."""
    return choice(options, given) | {"type": "radio_buttons"}


def ticks(options: Iterable[Params], given: Iterable[str]) -> Params:
    """Make check boxes."""
    every, chosen = list(options), set(given)
    ticked = [each for each in every if each["value"] in chosen]
    element: Params = {"type": "checkboxes", "options": every}
    return element | ({"initial_options": ticked} if ticked else {})


def modal(
    callback_id: str,
    title: str,
    blocks: list[Params],
    *,
    submit: str | None = None,
    close: str,
    about: str = "",
) -> Params:
    """Make a modal (Slack: 24 characters of title, submit and close); `about` is an id alone."""
    made: Params = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title, 24),
        "close": plain_text(close, 24),
        "blocks": blocks,
        "private_metadata": about,
    }
    return made | ({"submit": plain_text(submit, 24)} if submit else {})


def read(view: Params) -> Typed:
    """Read what stands in a modal's fields; those left empty are left out."""
    values: dict[str, Any] = {}
    for block_id, elements in view.get("state", {}).get("values", {}).items():
        for element in elements.values():
            if (value := _value(element)) not in (None, "", []):
                values[block_id.partition(ANEW)[0]] = value
    return values


def renewed(view: Params) -> int:
    """Tell how often a modal's fields were filled in anew."""
    marks = [str(each.get("block_id", "")).partition(ANEW)[2] for each in view["blocks"]]
    return max((int(mark) for mark in marks if mark.isdigit()), default=0)


def block_of(view: Params, name: str) -> str | None:
    """Return the id of the block that shows a field, where one does."""
    ids = (str(each.get("block_id", "")) for each in view["blocks"])
    return next((each for each in ids if each.partition(ANEW)[0] == name), None)


def _value(element: Params) -> object:
    match element:
        case {"files": list(files)}:
            return [(str(each["id"]), str(each.get("name") or each["id"])) for each in files]
        case {"selected_option": dict(chosen)}:
            return chosen["value"]
        case {"selected_options": list(chosen)}:
            return [each["value"] for each in chosen]
        case (
            {"selected_date": str(chosen)}
            | {"selected_time": str(chosen)}
            | {"selected_user": str(chosen)}
        ):
            return chosen
        case {"value": str(typed)}:
            return typed.strip()
    return None


def iso(day: date | None) -> str | None:
    """Write a date for a date picker."""
    return day.isoformat() if day else None
