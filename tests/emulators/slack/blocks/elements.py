"""Block Kit's rules for interactive elements, inputs and images."""

from __future__ import annotations

import re
from datetime import date

from tests.emulators.slack.blocks.pieces import (
    confirm_problems,
    options_problems,
    string_problems,
    text_problems,
    unknown_problems,
)
from tests.emulators.slack.state import Body

_TYPED = {"initial_value", "placeholder", "dispatch_action_config", "focus_on_load"}
_CHOSEN = {"placeholder", "confirm", "focus_on_load"}
_ONE = _CHOSEN | {"initial_option"}
_MANY = _CHOSEN | {"initial_options", "max_selected_items"}
ELEMENTS: dict[str, set[str]] = {
    "button": {"text", "url", "value", "style", "confirm", "accessibility_label"},
    "channels_select": _CHOSEN | {"initial_channel", "response_url_enabled"},
    "checkboxes": {"options", "initial_options", "confirm", "focus_on_load"},
    "conversations_select": _CHOSEN
    | {"initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"},
    "datepicker": _CHOSEN | {"initial_date"},
    "datetimepicker": {"initial_date_time", "confirm", "focus_on_load"},
    "email_text_input": _TYPED,
    "external_select": _ONE | {"min_query_length"},
    "file_input": {"filetypes", "max_files"},
    "image": {"image_url", "slack_file", "alt_text"},
    "multi_channels_select": _MANY | {"initial_channels"},
    "multi_conversations_select": _MANY | {"initial_conversations", "filter"},
    "multi_external_select": _MANY | {"min_query_length"},
    "multi_static_select": _MANY | {"options", "option_groups"},
    "multi_users_select": _MANY | {"initial_users"},
    "number_input": _TYPED | {"is_decimal_allowed", "min_value", "max_value"},
    "overflow": {"options", "confirm"},
    "plain_text_input": _TYPED | {"multiline", "min_length", "max_length"},
    "radio_buttons": {"options", "initial_option", "confirm", "focus_on_load"},
    "static_select": _ONE | {"options", "option_groups"},
    "timepicker": _CHOSEN | {"initial_time", "timezone"},
    "url_text_input": _TYPED,
    "users_select": _CHOSEN | {"initial_user"},
}
"""Every kind of element that is emulated, and its fields besides type and action_id."""

_MOST_OPTIONS = {"checkboxes": 10, "radio_buttons": 10, "overflow": 5}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def element_problems(element: Body, place: str) -> list[str]:
    """What is wrong with an element whose type is known."""
    kind = element["type"]
    found = unknown_problems(element, {"type", "action_id"} | ELEMENTS[kind], place)
    if kind == "image":
        found += string_problems(element, "alt_text", place, 2000, required=True)
        return found + string_problems(element, "image_url", place, 3000)
    found += string_problems(element, "action_id", place, 255)
    if element.get("placeholder") is not None:
        found += text_problems(element["placeholder"], f"{place}/placeholder", 150, plain=True)
    if element.get("confirm") is not None:
        found += confirm_problems(element["confirm"], f"{place}/confirm")
    if kind == "button":
        return found + _button_problems(element, place)
    if kind in _MOST_OPTIONS or kind.endswith("static_select"):
        plain = kind not in ("checkboxes", "radio_buttons")
        most = _MOST_OPTIONS.get(kind, 100)
        found += options_problems(element, place, most, plain=plain)
    return found + _initial_problems(element, place) + _length_problems(element, place)


def _button_problems(element: Body, place: str) -> list[str]:
    found = text_problems(element.get("text"), f"{place}/text", 75, plain=True)
    found += string_problems(element, "value", place, 2000)
    found += string_problems(element, "url", place, 3000)
    found += string_problems(element, "accessibility_label", place, 75)
    if element.get("style") not in (None, "primary", "danger"):
        found.append(f"style is primary or danger [json-pointer:{place}/style]")
    return found


def _initial_problems(element: Body, place: str) -> list[str]:
    """Initial values: options among the options, dates that there are."""
    kind, found = element["type"], []
    given = list(element.get("initial_options") or ())
    if "initial_options" in element and not given:
        found.append(f"no fewer than 1 items allowed [json-pointer:{place}/initial_options]")
    if element.get("initial_option") is not None:
        given.append(element["initial_option"])
    if "options" in element or "option_groups" in element:
        there = all_options(element)
        if any(each not in there for each in given):
            found.append(f"initial option is none of the options [json-pointer:{place}]")
    else:
        found += options_problems({"options": given}, place, 100, plain=True) if given else []
    if (day := element.get("initial_date")) is not None and not _is_date(day):
        found.append(f"must be a date such as 2026-11-05 [json-pointer:{place}/initial_date]")
    time = element.get("initial_time")
    if time is not None and not _TIME.fullmatch(str(time)):
        found.append(f"must be a time such as 09:30 [json-pointer:{place}/initial_time]")
    if kind in ("url_text_input", "email_text_input", "number_input"):
        found += string_problems(element, "initial_value", place, 3000)
    return found


def _length_problems(element: Body, place: str) -> list[str]:
    """Lengths of a text input; Slack: both between 0 or 1 and 3,000."""
    if element["type"] != "plain_text_input":
        return []
    found = string_problems(element, "initial_value", place, 3000)
    least, most = element.get("min_length"), element.get("max_length")
    if least is not None and not 0 <= least <= 3000:
        found.append(f"must be between 0 and 3000 [json-pointer:{place}/min_length]")
    if most is not None and not 1 <= most <= 3000:
        found.append(f"must be between 1 and 3000 [json-pointer:{place}/max_length]")
    if not found and least is not None and most is not None and least > most:
        found.append(f"min_length is over max_length [json-pointer:{place}]")
    initial = element.get("initial_value")
    if not found and initial and most is not None and len(initial) > most:
        found.append(f"initial value is over max_length [json-pointer:{place}/initial_value]")
    return found


def all_options(element: Body) -> list[Body]:
    """The options of an element or a suggestion, of all its groups."""
    groups = element.get("option_groups") or ()
    return [
        *(element.get("options") or ()),
        *(each for group in groups for each in group["options"]),
    ]


def _is_date(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False
