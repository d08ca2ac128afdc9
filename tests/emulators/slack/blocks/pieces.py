"""Block Kit's rules for what blocks and elements are made of: texts, options, strings, lists."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack.state import Body


def unknown_problems(value: Body, known: set[str], place: str) -> list[str]:
    """Fields that an object does not have."""
    return [f"unknown field: {name} [json-pointer:{place}]" for name in value if name not in known]


def list_problems(value: Any, place: str, least: int, most: int) -> list[str]:
    """A list with a number of items within bounds."""
    if not isinstance(value, list):
        return [f"must provide a list [json-pointer:{place}]"]
    if len(value) < least:
        return [f"no fewer than {least} items allowed [json-pointer:{place}]"]
    return [f"no more than {most} items allowed [json-pointer:{place}]"] * (len(value) > most)


def string_problems(
    value: Body, name: str, place: str, most: int, *, required: bool = False
) -> list[str]:
    """A string within a length in characters."""
    given = value.get(name)
    if given is None:
        return [f"missing required field: {name} [json-pointer:{place}]"] * required
    if not isinstance(given, str):
        return [f"must provide a string [json-pointer:{place}/{name}]"]
    if not given and required:
        return [f"must be more than 0 characters [json-pointer:{place}/{name}]"]
    too_long = f"must be less than {most + 1} characters [json-pointer:{place}/{name}]"
    return [too_long] * (len(given) > most)


def is_text(value: Any) -> bool:
    """Whether it is a text object."""
    return isinstance(value, dict) and value.get("type") in ("plain_text", "mrkdwn")


def text_problems(value: Any, place: str, most: int, *, plain: bool = False) -> list[str]:
    """A text object, ``plain``: of type ``plain_text`` only."""
    if not is_text(value) or (plain and value["type"] != "plain_text"):
        return [f"must be a {'plain_text' if plain else 'text'} object [json-pointer:{place}]"]
    only = {"emoji"} if value["type"] == "plain_text" else {"verbatim"}
    found = unknown_problems(value, {"type", "text"} | only, place)
    return found + string_problems(value, "text", place, most, required=True)


def option_problems(value: Any, place: str, *, plain: bool) -> list[str]:
    """An option of a select, radio buttons, checkboxes or an overflow menu."""
    if not isinstance(value, dict):
        return [f"must be an option [json-pointer:{place}]"]
    found = unknown_problems(value, {"text", "value", "description", "url"}, place)
    found += text_problems(value.get("text"), f"{place}/text", 75, plain=plain)
    found += string_problems(value, "value", place, 150, required=True)
    if value.get("description") is not None:
        found += text_problems(value["description"], f"{place}/description", 75, plain=True)
    return found


def options_problems(value: Body, place: str, most: int, *, plain: bool) -> list[str]:
    """The options or option groups of an element or of an answer to a suggestion."""
    if value.get("option_groups") is not None:
        found = list_problems(value["option_groups"], f"{place}/option_groups", 1, 100)
        for number, group in enumerate(value["option_groups"]):
            here = f"{place}/option_groups/{number}"
            found += text_problems(group.get("label"), f"{here}/label", 75, plain=True)
            found += options_problems({"options": group.get("options")}, here, 100, plain=plain)
        return found
    found = list_problems(value.get("options"), f"{place}/options", 1, most)
    for number, option in enumerate(value.get("options") or ()):
        found += option_problems(option, f"{place}/options/{number}", plain=plain)
    values = [each.get("value") for each in value.get("options") or () if isinstance(each, dict)]
    if len(set(values)) < len(values):
        found.append(f"two options have the same value [json-pointer:{place}/options]")
    return found


def confirm_problems(value: Any, place: str) -> list[str]:
    """The dialog that asks for confirmation."""
    if not isinstance(value, dict):
        return [f"must be a confirm object [json-pointer:{place}]"]
    found = unknown_problems(value, {"title", "text", "confirm", "deny", "style"}, place)
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        plain = name != "text"
        found += text_problems(value.get(name), f"{place}/{name}", most, plain=plain)
    return found
