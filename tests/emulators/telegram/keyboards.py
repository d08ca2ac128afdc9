"""Inline keyboards and the limits that Telegram puts on them."""

from __future__ import annotations

from typing import Any

from tests.emulators.telegram.arguments import Arguments, structure
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.html_markup import checked_link
from tests.emulators.telegram.utf16 import units

Keyboard = dict[str, Any]

BUTTONS = 100
"""Of one keyboard; past it Telegram refuses the reply markup as too long."""
CALLBACK_BYTES = 64
"""Bot API, InlineKeyboardButton: callback_data of 1-64 bytes."""
COPY_UNITS = 256
"""Bot API, CopyTextButton: 1-256 characters."""

_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")
_OTHER_ACTIONS = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)


def inline_keyboard(arguments: Arguments) -> Keyboard | None:
    """The checked inline keyboard of a request, None where it asks for none."""
    markup = structure(arguments, "reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if any(kind in markup for kind in _OTHER_KINDS):
        return None
    return check_keyboard(markup)


def check_keyboard(markup: Keyboard) -> Keyboard | None:
    """The keyboard itself, once every button is within the limits; None where it has no rows."""
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "callback_data" in button:
        data = str(button["callback_data"]).encode("utf-8", "surrogatepass")
        if not 1 <= len(data) <= CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        if not checked_link(str(button["url"])):
            raise bad_request(
                f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
            )
    elif "copy_text" in button:
        copied = button["copy_text"].get("text", "")
        if not 1 <= units(copied) <= COPY_UNITS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif not any(action in button for action in _OTHER_ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
