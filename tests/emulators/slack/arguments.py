"""A Web API request's arguments: query string, form or JSON.

Slack, "Using the Slack Web API": in forms and query strings objects and arrays are JSON in a
string; in a JSON body they may be either.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.emulators.slack.errors import ApiError

Arguments = dict[str, Any]


async def read_arguments(request: web.Request) -> tuple[str, Arguments]:
    """The token, empty where there is none, and the other arguments."""
    arguments: Arguments = dict(request.query)
    kind = request.content_type
    if kind == "application/json":
        try:
            given = json.loads(await request.read())
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise ApiError("invalid_form_data")
        arguments |= given
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        arguments |= dict(await request.post())
    token = str(arguments.pop("token", ""))
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ") if header else token, arguments


def text(arguments: Arguments, name: str) -> str:
    """A text argument, empty where there is none."""
    value = arguments.get(name)
    return "" if value is None else str(value)


def flag(arguments: Arguments, name: str) -> bool:
    """A boolean argument."""
    return str(arguments.get(name, "")).lower() in ("true", "1")


def structure(arguments: Arguments, name: str) -> Any:
    """An object or array, None where there is none or where it is no JSON."""
    value = arguments.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return None
