"""Sources as staff see them, their kinds called alike in forms, on cards and in the log."""

from __future__ import annotations

from bot.slack.render import escape
from bot.utf16 import fit
from bot.words import Words
from questions.response import Source, Statement

KINDS = ("direct_reply", "private_letter", "interview", "speech", "statement", "debate", "social",
         "press", "video", "other")  # fmt: skip
"""The kinds of source offered; an import may bring others."""

NAME = 600
"""The longest name shown of a source, in UTF-16 units."""


def sources(words: Words, statement: Statement) -> list[str]:
    """List sources, each with its kind, a link, and where in it the words stand."""
    return [_source(words, each) for each in statement.sources]


def _source(words: Words, source: Source) -> str:
    named = escape(fit(source.name, NAME))
    parts = [f"<{_address(source.url)}|{named}>" if source.url else named]
    parts += [escape(part) for part in (source.publisher, source.locator) if part]
    if source.published_on:
        parts.append(words.day(source.published_on))
    if source.archive_url:
        parts.append(f"<{_address(source.archive_url)}|{words('record.archive-url')}>")
    return f"• {escape(kind_name(words, source.kind))}: {', '.join(dict.fromkeys(parts))}"


def kind_name(words: Words, kind: str) -> str:
    """Name a kind of source; one that only an import knows, by its own word."""
    return words(f"source.{kind}") if kind in KINDS else kind.replace("_", " ")


def _address(url: str) -> str:
    return url.replace("&", "&amp;").replace("|", "%7C").replace(">", "%3E").replace("<", "%3C")
