"""What is sent unasked: an organizer's update, and the digest of what somebody follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.card import Block, Button, Card, Row, block, item, note, text, title
from bot.card import Role as TextRole
from bot.presses import Follow, Following
from bot.utf16 import fit
from bot.views.parts import button, buttons, name, numbered
from bot.words import Words
from questions.broadcast import Draft
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from storage.notices import Notice
from storage.supporters import CANDIDATE, PRIORITY

SENDER = 100
"""The longest name of who sends an update, in UTF-16 units."""

SHOWN = 8
"""How many answers one digest names; the rest are counted."""


def update_card(words: Words, draft: Draft, language: str | None, run_by: str | None) -> Card:
    """Show an organizer's own words, who sends them, and how to stop that."""
    links = tuple((Button(link.label, url=link.url),) for link in draft.links)
    said = block(TextRole.TEXT, draft.text_for(language))
    return Card((said, _ending(words, run_by)), links)


def _ending(words: Words, run_by: str | None) -> Block:
    if run_by:
        return note(words("broadcast.sent-by", who=fit(run_by, SENDER)))
    return note(words("broadcast.sent"))


def digest_card(
    words: Words,
    catalogue: Catalogue,
    notices: Sequence[Notice],
    followed: Collection[tuple[str, str]],
    run_by: str | None,
) -> Card | None:
    """Tell what was published of what somebody follows; None where that is nothing.

    In the neutral order: by question, then as candidates are listed. Each with a button to the
    answer, and one to unfollow what brought it.
    """
    told = [
        each
        for each in _in_order(catalogue, notices)
        if (PRIORITY, each.priority) in followed or (CANDIDATE, each.candidate_id) in followed
    ]
    if not told:
        return None
    lines: list[Block] = [title(words("digest.title"))]
    rows: list[Row] = []
    for each in told[:SHOWN]:
        who = catalogue.by_id[each.candidate_id]
        what = numbered(catalogue, each.question_id)
        lines.append(item(words(f"digest.{each.news}", name=name(who), question=what)))
        rows += _buttons(words, catalogue, each, followed)
    if more := len(told) - SHOWN:
        lines += [text(words.count("digest.more", more))] if more > 0 else []
    lines += [note(words("digest.why")), _ending(words, run_by)]
    ending = buttons([(words("button.following"), Following())])
    return Card(tuple(lines), (*rows, *ending), stays=True)


def _in_order(catalogue: Catalogue, notices: Sequence[Notice]) -> list[Notice]:
    people = {each.id: place for place, each in enumerate(catalogue.candidates)}
    asked = {each.id: place for place, each in enumerate(catalogue.edition.questions)}
    known = [each for each in notices if each.candidate_id in people and each.question_id in asked]
    return sorted(known, key=lambda each: (asked[each.question_id], people[each.candidate_id]))


def _buttons(
    words: Words, catalogue: Catalogue, notice: Notice, followed: Collection[tuple[str, str]]
) -> tuple[Row, ...]:
    who = catalogue.by_id[notice.candidate_id]
    called = who.family_name or who.name
    answer = Request(Intent.STANCE, (who.id,), (notice.question_id,))
    if (PRIORITY, notice.priority) in followed:
        off = Follow(topic=notice.priority, on=False)
        what = words("button.priority", number=notice.priority)
    else:
        off = Follow(candidate=who.id, on=False)
        what = called
    return (
        (
            button(words("button.answer", name=called, question=notice.question_id), answer),
            button(words("button.unfollow", what=what), off),
        ),
    )
