"""What a revision says or changes field by field, in mrkdwn."""

from __future__ import annotations

from collections.abc import Iterator

from bot.slack.render import escape
from bot.slack.sources import sources
from bot.utf16 import fit
from bot.words import Words
from questions.difference import Change, Stretch, changed_fields, word_changes
from questions.response import Content, Statement

QUOTE = 2_000
"""The longest text shown of a field in the channel, in UTF-16 units: a message holds about 13,000
characters, and six of them may be long. The whole is a press away."""

SHORT = 600
"""The longest value shown of a lesser field, in UTF-16 units."""

LONG = ("quote", "translation", "rationale", "reason")
"""The fields whose changes are shown word by word."""

NOTHING = Content(Statement(None, ()))


def changes(words: Words, before: Content, after: Content) -> Iterator[str]:
    """Show each field that differs, in long texts the words."""
    for change in changed_fields(before, after):
        if change.field in LONG and change.before and change.after:
            marked = "".join(map(_stretch, word_changes(change.before, change.after)))
            said = fit(marked, QUOTE)
        else:
            was = value(words, change.field, change.before, before)
            now = value(words, change.field, change.after, after)
            said = _from_to(words, change.field, was, now)
        yield f"*{words(f'field.{change.field}')}*\n{said}"


def in_lines(words: Words, before: Content | None, after: Content, limit: int) -> Iterator[str]:
    """Tell each field that differs in a line, or what there is where nothing was before."""
    for change in changed_fields(before or NOTHING, after):
        said = value(words, change.field, change.after, after, limit)
        if before is not None:
            was = value(words, change.field, change.before, before, limit)
            said = _from_to(words, change.field, was, said)
        yield f"_{words(f'field.{change.field}')}:_ {said}"


def _from_to(words: Words, field: str, was: str, now: str) -> str:
    # Sources are lists: an arrow between two of them is lost at the end of a line.
    lined = field == "sources"
    return words("review.from-to-lines" if lined else "review.from-to", before=was, after=now)


def value(words: Words, field: str, said: str, content: Content, limit: int = SHORT) -> str:
    """Write a field's value as people read it."""
    if not said:
        return "–"
    match field:
        case "stance":
            return words(f"stance.{said}")
        case "language":
            return words.language_name(said)
        case "answer":
            return words(f"record.way-{said}")
        case "said_on" if content.statement.said_on:
            return words.day(content.statement.said_on)
        case "sources":
            return "\n".join(sources(words, content.statement))
    return escape(fit(said, limit))


def quoted(said: str, limit: int = QUOTE) -> str:
    """Write words as a quotation, its length told where they are cut."""
    return "\n".join(f"> {line}" for line in escape(fit(said, limit)).split("\n"))


def _stretch(stretch: Stretch) -> str:
    """Mark words that are gone or new; the marks must touch them."""
    said, inner = escape(stretch.text), escape(stretch.text.strip())
    if stretch.change is Change.SAME or not inner:
        return said
    mark = "~" if stretch.change is Change.GONE else "*"
    return said.replace(inner, "\n".join(f"{mark}{line}{mark}" for line in inner.split("\n")), 1)
