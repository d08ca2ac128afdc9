"""Looking people up."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack.arguments import Arguments, text
from tests.emulators.slack.errors import ApiError
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body


def users_info(service: Service, arguments: Arguments) -> Body:
    """Slack, users.info."""
    user = service.state.users.get(text(arguments, "user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user}


def users_list(service: Service, arguments: Arguments) -> Body:
    """Slack, users.list, a page at a time."""
    members, cursor = page(list(service.state.users.values()), arguments)
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def page(everything: list[Any], arguments: Arguments) -> tuple[list[Any], str]:
    """The items asked for, and the cursor of those after them, empty where there are none."""
    start = text(arguments, "cursor") or "0"
    limit = text(arguments, "limit") or "0"
    if not start.isdigit():
        raise ApiError("invalid_cursor")
    end = int(start) + (int(limit) or len(everything))
    return everything[int(start) : end], str(end) if end < len(everything) else ""
