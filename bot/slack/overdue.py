"""Overdue answers, listed in the review channel once a week."""

from __future__ import annotations

from datetime import date

from bot.actions.coverage import Coverage, read_coverage
from bot.slack.render import Params, escape, fit_lines, section
from bot.slack.room import Room
from bot.words import Words
from questions.standing import Standing

LISTED = 15
"""How many candidates one list names."""


async def listed(room: Room) -> Params | None:
    """Write the list as a message for the review channel; None where nothing is overdue."""
    coverage = await read_coverage(room.desk)
    if room.review_channel is None or not coverage.overdue:
        return None
    said = overdue_text(room.words, coverage)
    title = room.words.count("overdue.title", len(coverage.overdue))
    return {
        "channel": room.review_channel,
        "text": title,
        "blocks": [section(f"*{title}*"), section(said)],
    }


def overdue_text(words: Words, coverage: Coverage) -> str:
    """List overdue answers candidate by candidate: which questions, since when."""
    late: dict[str, list[Standing]] = {}
    for standing in coverage.overdue:
        late.setdefault(standing.candidate_id, []).append(standing)
    lines = [
        f"• *{escape(candidate.name)}*: {_questions(words, late[candidate.id])}"
        for candidate in coverage.catalogue.candidates
        if candidate.id in late
    ]
    if len(lines) > LISTED:
        lines = [*lines[:LISTED], words.count("names.more", len(lines) - LISTED)]
    return fit_lines(lines)


def _questions(words: Words, standings: list[Standing]) -> str:
    by_day: dict[date, list[str]] = {}
    for standing in standings:
        if standing.putting and standing.putting.due_on:
            by_day.setdefault(standing.putting.due_on, []).append(standing.question_id)
    return "; ".join(
        words("overdue.since", questions=", ".join(ids), day=words.day(day))
        for day, ids in sorted(by_day.items())
    )
