"""Texts as Telegram keeps them: cleaned, trimmed, measured in UTF-16 code units, with entities."""

from __future__ import annotations

import re
from typing import Any

from tests.emulators.telegram.arguments import Arguments, structure, text
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.html_markup import parse_html
from tests.emulators.telegram.utf16 import units

Entity = dict[str, Any]

MESSAGE_UNITS = 4096
"""Bot API, sendMessage: 1-4096 characters after entities parsing."""
CAPTION_UNITS = 1024
"""Bot API, sendDocument: 0-1024 characters after entities parsing."""
ENTITIES = 100
"""Telegram drops the entities of a message past the hundredth."""

# What tdlib's clean_input_string takes out (carriage returns, line and paragraph separators,
# direction overrides) and what it turns into spaces (other control characters).
_UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_REMOVED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = " \n"

_SPOKEN = re.compile(
    r"(?P<bot_command>(?<![\w/<>&@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w))"
)


def formatted(
    arguments: Arguments, name: str, entities: str, limit: int
) -> tuple[str, list[Entity]]:
    """The plain text and entities of the text argument ``name``, at most ``limit`` UTF-16 units."""
    return format_text(
        text(arguments, name),
        text(arguments, "parse_mode"),
        structure(arguments, entities) if entities in arguments else None,
        limit,
    )


def format_text(
    source: str, mode: str, given: list[Entity] | None, limit: int
) -> tuple[str, list[Entity]]:
    """A text in its parse mode as Telegram keeps it; refuses one over ``limit`` UTF-16 units."""
    if not source.isascii() and _SURROGATE.search(source):
        raise bad_request("text must be encoded in UTF-8")
    mode = mode.lower()
    if mode == "html":
        plain, found = parse_html(_clean(source))
    elif mode in ("", "none"):
        plain, found = (source, list(given)) if given else (_clean(source), [])
    else:
        raise bad_request("unsupported parse_mode")
    plain, found = _trim(plain, found)
    if units(plain) > limit:
        raise bad_request(f"message{' caption' if limit == CAPTION_UNITS else ''} is too long")
    return plain, found[:ENTITIES]


def spoken_entities(said: str) -> list[Entity]:
    """The commands and mentions that Telegram marks in what a person writes."""
    if "/" not in said and "@" not in said:
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": units(said[: match.start()]),
            "length": units(match.group()),
        }
        for match in _SPOKEN.finditer(said)
    ]


def _clean(source: str) -> str:
    if not _UNCLEAN.search(source):
        return source
    return _UNCLEAN.sub(lambda found: "" if found.group() in _REMOVED else " ", source)


def _trim(plain: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the end, and at the start up to the first entity."""
    if not plain or (plain[0] not in _SPACES and plain[-1] not in _SPACES):
        return plain, entities
    plain = plain.rstrip(_SPACES)
    first = min((entity["offset"] for entity in entities), default=len(plain))
    led = min(len(plain) - len(plain.lstrip(_SPACES)), first)
    plain = plain[led:]
    end = units(plain)
    kept = []
    for entity in entities:
        offset = entity["offset"] - led
        length = min(entity["length"], end - offset)
        if length > 0:
            kept.append({**entity, "offset": offset, "length": length})
    return plain, kept
