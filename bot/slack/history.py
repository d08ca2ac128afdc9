"""What was done to a response, in lines that staff can read: who did what, when, saying what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.slack.changes import in_lines, quoted
from bot.slack.render import Params, context, escape, fit_lines, header, in_words, section
from bot.slack.room import mention
from bot.slack.submission import where
from bot.words import Words
from questions.catalogue import Catalogue
from storage.audit import Entry
from storage.responses import Place
from storage.revisions import content_told

VALUE = 300
"""The longest value told of a field, in UTF-16 units."""

ROOM = 10_000
"""How many characters of values are told in all (Slack: about 13,000 a message)."""

ACTS = ("draft", "edit", "submit", "take_back", "discard", "approve", "request_changes", "reject")
"""What is done to a revision, as the audit calls it after `revision.`."""

IMPORTED = "import.revision"
ATTACHED = "file.attach"


def history(
    words: Words,
    catalogue: Catalogue,
    reference: str,
    place: Place | None,
    entries: Sequence[Entry],
) -> list[Params]:
    """Show what was done to a response, the first first; `entries` are the latest first."""
    blocks = [header(words("log.title", reference=reference))]
    if not entries:
        return [*blocks, context(in_words(words, "log.nothing", reference=reference))]
    if place is not None:
        blocks.append(section(where(catalogue, place)))
    kinds: dict[object, str] = {}
    left = ROOM
    for entry in reversed(entries):
        before, after = entry.deed.before or {}, entry.deed.after or {}
        revision = before.get("revision", after.get("revision"))
        if kind := after.get("kind", before.get("kind")):
            kinds[revision] = str(kind)
        lines = list(_told(words, before, after))
        left -= sum(map(len, lines))
        # An import names no revision: what is decided later may be about it.
        said = _line(words, entry, after, kinds.get(revision, kinds.get(None)))
        blocks.append(section(fit_lines([said, *lines] if left > 0 else [said])))
    return blocks


def _line(
    words: Words,
    entry: Entry,
    after: Mapping[str, object],
    kind: str | None,
) -> str:
    when = f"{words.day(entry.at.date())}, {entry.at:%H:%M} UTC"
    act = entry.action.removeprefix("revision.")
    named = words("log.kind", kind=words(f"kind.{kind}")) if kind else ""
    values: dict[str, object] = {"who": mention(entry.actor), "kind": named}
    if entry.action == IMPORTED and "number" in after:
        did = words("log.imported-published", number=after["number"], **values)
    elif entry.action == IMPORTED:
        did = words("log.imported", **values)
    elif entry.action == ATTACHED:
        did = words(
            "log.file", name=escape(str(after.get("name"))), file=after.get("file"), **values
        )
    elif act in ACTS:
        did = words(f"log.{act}", number=after.get("number", ""), **values)
    else:
        did = words("log.other", act=escape(entry.action), **values)
    return f"*{when}* · {did}"


def _told(words: Words, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Tell what was written, changed or thrown away, and what a reviewer noted."""
    if "note" in after:
        yield quoted(str(after["note"]), VALUE)
    if _says(after):
        was = content_told(before) if _says(before) else None
        yield from in_lines(words, was, content_told(after), VALUE)
    elif _says(before):
        yield from in_lines(words, None, content_told(before), VALUE)


def _says(deed: Mapping[str, Any]) -> bool:
    """Whether a side of the audit holds what a revision said."""
    return bool({"sources", "quote", "declines", "reason"} & deed.keys())
