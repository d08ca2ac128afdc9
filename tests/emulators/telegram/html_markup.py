"""Telegram's HTML parse mode: markup in, plain text and entities out.

Bot API, "HTML style": only its own tags, each closed; named entities ``&lt; &gt; &amp; &quot;``
and all numeric ones. Refusals are worded as in tdlib's ``parse_html``, offsets in UTF-8 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.emulators.telegram.errors import ApiError, bad_request
from tests.emulators.telegram.utf16 import units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
}
_MARK = re.compile("[<&]")
_NAME = re.compile(r"</?([^\s>]*)")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>])))?"""
)
_TAG_END = re.compile(r"\s*>")
_CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SURROGATE = re.compile("[\ud800-\udfff]")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)\Z", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    part: int


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text of ``source`` and its entities, in Telegram's order."""
    if "<" not in source and "&" not in source:
        return source, []
    parts: list[str] = []
    entities: list[dict[str, Any]] = []
    nested: list[_Open] = []
    offset = at = 0
    while mark := _MARK.search(source, at):
        if mark.start() > at:
            parts.append(source[at : mark.start()])
            offset += units(parts[-1])
        at = mark.start()
        if source[at] == "&":
            character, at = _character(source, at)
            parts.append(character)
            offset += units(character)
        elif source.startswith("</", at):
            opened, at = _end(source, at, nested)
            if offset > opened.offset:
                _close(opened, offset - opened.offset, "".join(parts[opened.part :]), entities)
        else:
            tag, argument, at = _start(source, at)
            nested.append(_Open(tag, argument, offset, len(parts)))
    if nested:
        raise _refusal(f'Can\'t find end tag corresponding to start tag "{nested[-1].tag}"')
    parts.append(source[at:])
    plain = "".join(parts)
    if not plain.isascii() and _SURROGATE.search(plain):
        raise _refusal(
            "Text contains invalid Unicode characters after decoding HTML entities, check for "
            "unmatched surrogate code units"
        )
    for entity in entities:
        entity.pop("_language", None)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return plain, entities


def _character(source: str, at: int) -> tuple[str, int]:
    """The character of a reference, or the ampersand itself where it is none."""
    found = _CHARACTER.match(source, at)
    if not found:
        return "&", at + 1
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name], found.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF:
        return "&", at + 1
    return chr(code), found.end()


def _start(source: str, begin: int) -> tuple[str, str, int]:
    """A start tag's name, its one argument that matters, and where it ends."""
    found = _NAME.match(source, begin)
    assert found
    tag, at = found[1].lower(), found.end()
    if at == len(source):
        raise _refusal("Unclosed start tag", source, begin)
    if tag not in _KINDS:
        raise _refusal(f'Unsupported start tag "{tag}"', source, begin)
    argument = ""
    while not (end := _TAG_END.match(source, at)):
        attribute = _ATTRIBUTE.match(source, at)
        if not attribute:
            what = "Unclosed start tag" if ">" not in source[at:] else "Empty attribute name in"
            raise _refusal(f'{what} the tag "{tag}"', source, begin)
        name, *values = attribute.groups()
        value = next((each for each in values if each is not None), None)
        if value is None and (tag, name) != ("blockquote", "expandable"):
            raise _refusal(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"',
                source,
                begin,
            )
        argument = _argument(tag, name, value or "") or argument
        at = attribute.end()
    if tag == "span" and argument != "spoiler":
        raise _refusal('Tag "span" must have class "tg-spoiler"', source, begin)
    return tag, argument, end.end()


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case "a", "href":
            return _CHARACTER.sub(lambda found: _character(found.group(), 0)[0], value)
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "expandable"
    return ""


def _end(source: str, begin: int, nested: list[_Open]) -> tuple[_Open, int]:
    """The tag that an end tag closes, and where the end tag ends."""
    if not nested:
        raise _refusal("Unexpected end tag", source, begin)
    found = _NAME.match(source, begin)
    assert found
    end = _TAG_END.match(source, found.end())
    if not end:
        raise _refusal("Unclosed end tag", source, begin)
    tag, expected = found[1].lower(), nested[-1].tag
    if tag not in ("", expected):
        place = f'{_bytes(source, begin)}, expected "</{expected}>", found "</{tag}>"'
        raise _refusal(f"Unmatched end tag at byte offset {place}")
    return nested.pop(), end.end()


def _close(opened: _Open, length: int, inner: str, entities: list[dict[str, Any]]) -> None:
    """Add the entity of a closed tag."""
    entity: dict[str, Any] = {
        "type": _KINDS[opened.tag],
        "offset": opened.offset,
        "length": length,
    }
    if opened.tag == "a":
        url = opened.argument or inner
        if user := _USER_LINK.match(url):
            entity |= {
                "type": "text_mention",
                "user": {"id": int(user[1]), "is_bot": False, "first_name": inner},
            }
        elif checked := checked_link(url):
            entity["url"] = checked
        else:
            return
    elif opened.tag == "blockquote" and opened.argument:
        entity["type"] = "expandable_blockquote"
    elif opened.tag in ("pre", "code") and entities:
        inside = entities[-1]
        same = inside["offset"] == opened.offset and inside["length"] == length
        if same and {inside["type"], entity["type"]} == {"pre", "code"}:
            language = opened.argument or inside.pop("_language", "")
            inside.update({"type": "pre"}, **({"language": language} if language else {}))
            return
    if opened.tag == "code" and opened.argument:
        entity["_language"] = opened.argument
    entities.append(entity)


def checked_link(url: str) -> str:
    """A link as Telegram keeps it, empty where it is none."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return ""
    if parts.scheme.lower() in ("tg", "ton", "mailto"):
        return url
    if parts.scheme.lower() not in ("http", "https") or "." not in (parts.hostname or ""):
        return ""
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def _bytes(source: str, index: int) -> int:
    return len(source[:index].encode("utf-8", "surrogatepass"))


def _refusal(why: str, source: str = "", begin: int = -1) -> ApiError:
    place = f" at byte offset {_bytes(source, begin)}" if begin >= 0 else ""
    return bad_request(f"can't parse entities: {why}{place}")
