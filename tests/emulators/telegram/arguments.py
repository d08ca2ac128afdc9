"""A request's arguments, in whichever of Telegram's encodings they come.

Bot API, "Making requests": URL query string, ``application/x-www-form-urlencoded``,
``application/json`` or ``multipart/form-data``. In all but JSON every value is a string, objects
and arrays among them being JSON-serialised.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.emulators.telegram.errors import bad_request

Arguments = dict[str, Any]

# Arguments that stay text whatever they look like: "2026" is a text, not a number.
_TEXTS = frozenset(
    (
        "action",
        "callback_query_id",
        "caption",
        "description",
        "inline_message_id",
        "inline_query_id",
        "language_code",
        "next_offset",
        "parse_mode",
        "secret_token",
        "short_description",
        "text",
        "url",
    )
)
_JSON_STARTS = frozenset("-0123456789{[tf")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    media_type: str
    content: bytes

    def __repr__(self) -> str:
        """Without the content, which may be long."""
        return f"Upload({self.name!r}, {self.media_type!r}, {len(self.content)} bytes)"


async def read_arguments(request: web.BaseRequest) -> Arguments:
    """Every argument of a request; files are `Upload` values."""
    query = request.raw_path.partition("?")[2]
    arguments: Arguments = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    if not request.body_exists:
        return arguments
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        arguments.update(_json_object(await request.read()))
    elif kind.startswith("application/x-www-form-urlencoded"):
        body = (await request.read()).decode("utf-8", "surrogatepass")
        arguments.update(parse_qsl(body, keep_blank_values=True))
    elif kind.startswith("multipart/form-data"):
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                media_type = value.content_type or "application/octet-stream"
                arguments[name] = Upload(value.filename, media_type, value.file.read())
            else:
                arguments[name] = value
    return arguments


def _json_object(body: bytes) -> Arguments:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def plain(name: str, value: Any) -> Any:
    """An argument's value with its string encoding undone."""
    if name in _TEXTS or not isinstance(value, str) or value[:1] not in _JSON_STARTS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def integer(arguments: Arguments, name: str, default: int = 0) -> int:
    """An integer argument; Telegram takes its default where there is none or no integer."""
    try:
        return int(arguments[name])
    except (KeyError, TypeError, ValueError):
        return default


def flag(arguments: Arguments, name: str) -> bool:
    """A boolean argument; Telegram takes ``true``, ``yes`` and ``1``."""
    return str(arguments.get(name, "")).lower() in ("true", "yes", "1")


def text(arguments: Arguments, name: str) -> str:
    """A text argument, empty where there is none."""
    value = arguments.get(name)
    return "" if value is None else str(value)


def structure(arguments: Arguments, name: str) -> Any:
    """An object or array argument, None where there is none."""
    value = arguments.get(name)
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
