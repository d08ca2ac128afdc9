"""How far a broadcast is, on a terminal: a progress bar while it runs, and the report."""

from __future__ import annotations

import asyncio

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.actions import broadcasts
from questions.broadcast import Broadcast, Kind, State
from questions.delivery import Progress as Counts
from storage.database import Database

LOOK = 0.5
"""How often it is looked at while it is followed, in seconds."""


async def followed(database: Database, number: int, *, follow: bool) -> tuple[Broadcast, Counts]:
    """Read a broadcast; with `follow` show a progress bar until it is over."""
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[state]}"))
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not follow, transient=True
    ) as bar:
        task = bar.add_task("", total=None, state="")
        while True:
            broadcast, counts = await broadcasts.read(database, number)
            bar.update(
                task,
                total=counts.recipients or None,
                completed=counts.recipients - counts.left,
                state=broadcast.state,
            )
            if not follow or broadcast.state in (State.DONE, State.CANCELLED):
                return broadcast, counts
            await asyncio.sleep(LOOK)


def lines_of(counts: Counts) -> list[tuple[str, int]]:
    """Name what became of its recipients, and how many each is."""
    lines = [
        ("recipients" if counts.counted else "recipients so far", counts.recipients),
        ("sent", counts.sent),
        ("left", counts.left),
    ]
    for said, reasons in (("failed", counts.failed), ("skipped", counts.skipped)):
        lines += [(f"{said}: {why.replace('_', ' ')}", many) for why, many in reasons.items()]
    if counts.held:
        lines.append(("held, as it may have arrived", counts.held))
    if counts.repeated:
        lines.append(("perhaps sent twice", counts.repeated))
    return lines


def title_of(broadcast: Broadcast) -> str:
    """Name a broadcast by how it begins."""
    if broadcast.kind in (Kind.DELETE, Kind.DIGEST):
        return f"of B-{broadcast.draft.of}" if broadcast.draft.of else ""
    first = broadcast.draft.text_for(None).partition("\n")[0]
    return first if len(first) <= 60 else f"{first[:59]}…"


def words_of(broadcast: Broadcast) -> list[str]:
    """Write out what whoever approves a broadcast has to read: its words, and its terms."""
    draft = broadcast.draft
    lines = [f"--- {language}\n{text.rstrip()}" for language, text in draft.texts.items()]
    lines += [f"[{link.label}] {link.url}" for link in draft.links]
    whom = [
        *(f"followers of priority {each}" for each in draft.audience.priorities),
        *(f"followers of {each}" for each in draft.audience.candidates),
        *(f"whose language is {each}" for each in draft.audience.languages),
    ]
    lines.append(f"--- to {', '.join(whom) or 'everyone'}")
    for name, moment in (("starts", draft.start_at), ("expires", draft.expires_at)):
        if moment:
            lines.append(f"{name} {moment:%Y-%m-%d %H:%M} UTC")
    if draft.of is not None:
        lines.append(f"of B-{draft.of}")
    return [*lines, ""]
