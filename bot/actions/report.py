"""Report an error in what is shown of a candidate on a question; staff will see it."""

from __future__ import annotations

import re
from functools import partial

from bot.desk import Desk
from bot.presses import Report
from bot.turn import Effect
from questions.candidate import ID_PATTERN
from storage.reports import report_error

REFERENCE = re.compile(rf"⚑ (\d+\.\d+\.\d+)/({ID_PATTERN.pattern})")
"""A mark that no answer shows, so that only thanks for a report are read as such."""


def reference(reported: Report) -> str:
    """Write what a report is of, so that a reply to the message that shows it can be told."""
    return f"⚑ {reported.question}/{reported.candidate}"


def read_reference(shown: str) -> Report | None:
    """Read back what a message that thanked for a report was of."""
    found = REFERENCE.search(shown)
    return Report(found[1], found[2]) if found else None


async def report(desk: Desk, reported: Report, note: str | None = None) -> Effect:
    """Return the change that keeps a report, of the revision that stands now.

    Raises UnknownCandidate or UnknownTopic.
    """
    catalogue = await desk.catalogue()
    place = catalogue.candidate(reported.candidate).id, catalogue.question(reported.question).id
    standing = (await desk.on_record([place])).published.get(place)
    return partial(
        report_error,
        candidate_id=place[0],
        question_id=place[1],
        revision=standing.number if standing else None,
        note=note,
    )
