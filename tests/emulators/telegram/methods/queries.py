"""Answering presses and inline queries."""

from __future__ import annotations

import re
from typing import Any

from tests.emulators.telegram.arguments import Arguments, structure, text
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.keyboards import check_keyboard
from tests.emulators.telegram.state import State
from tests.emulators.telegram.texts import MESSAGE_UNITS, format_text
from tests.emulators.telegram.utf16 import units

NOTICE_UNITS = 200
"""Bot API, answerCallbackQuery: text of 0-200 characters."""
RESULTS = 50
"""Bot API, answerInlineQuery: no more than 50 results per query."""
RESULT_ID_BYTES = 64
"""Bot API, InlineQueryResult: id of 1-64 bytes."""

_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(state: State, arguments: Arguments) -> bool:
    """Bot API, answerCallbackQuery."""
    press = state.presses.get(text(arguments, "callback_query_id"))
    if press is None or press.expired:
        raise bad_request(_TOO_OLD)
    if units(text(arguments, "text")) > NOTICE_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = dict(arguments)
    return True


def answer_inline_query(state: State, arguments: Arguments) -> bool:
    """Bot API, answerInlineQuery; articles are checked in full."""
    query = state.inline_queries.get(text(arguments, "inline_query_id"))
    if query is None:
        raise bad_request(_TOO_OLD)
    results = structure(arguments, "results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of InlineQueryResult")
    if len(results) > RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if any(not 1 <= len(each.encode("utf-8", "surrogatepass")) <= RESULT_ID_BYTES for each in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    checked = [_checked(result) for result in results]
    button = structure(arguments, "button")
    if button and not _START_PARAMETER.fullmatch(str(button.get("start_parameter", "-"))):
        raise bad_request("START_PARAM_INVALID")
    query.answer = {**arguments, "results": checked, "button": button}
    return True


def _checked(result: dict[str, Any]) -> dict[str, Any]:
    """A result with its text parsed; refused where Telegram would."""
    checked = dict(result)
    if result.get("reply_markup"):
        checked["reply_markup"] = check_keyboard(result["reply_markup"])
    content = result.get("input_message_content")
    if result.get("type") == "article":
        if not str(result.get("title", "")).strip():
            raise bad_request("ARTICLE_TITLE_EMPTY")
        if not isinstance(content, dict):
            raise bad_request("input message content is not specified")
    if isinstance(content, dict) and "message_text" in content:
        source = str(content["message_text"])
        plain, entities = format_text(
            source, str(content.get("parse_mode") or ""), content.get("entities"), MESSAGE_UNITS
        )
        if not plain:
            raise bad_request("message text is empty")
        checked["message"] = {"text": plain, "entities": entities, "source": source}
    return checked
