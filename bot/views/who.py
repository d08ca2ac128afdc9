"""Who commits, and who has not answered: question by question, never rolled up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.actions.answer import Findings
from bot.card import Block, Card, Role, block, item, strong, title
from bot.views.browse import no_candidates
from bot.views.parts import (
    UNANSWERED,
    buttons,
    follow_candidate,
    list_names,
    name,
    numbered,
    page_note,
    pager,
)
from bot.words import Words
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.response import Stance
from questions.standing import Known, Overview

NAMES = 700
"""How much of a card names the candidates of one question, in UTF-16 units."""

SILENT = (Known.OVERDUE, Known.AWAITING, Known.WITHDREW, Known.NOT_PUT)
"""Those of whom there is nothing on record at all."""


def who_supports(words: Words, found: Findings) -> Card:
    """List the coalition's readings of what was answered, question by question."""
    if not found.catalogue.candidates:
        return no_candidates(words, found.catalogue)
    left_out = not found.request.topics and any(each.replied for each in found.overviews)
    notes = [words("who.reading"), *([words("across.replied")] if left_out else [])]
    card = Card((title(_about(words, found, "who.title")), block(Role.NOTE, " ".join(notes))))
    for overview in found.overviews:
        card = card.plus(_question(found.catalogue, overview), *_by_stance(words, found, overview))
    return _with_buttons(words, found, card, Intent.NOT_ANSWERED)


def not_answered(words: Words, found: Findings) -> Card:
    """List who has not answered: on a topic question by question, else candidate by candidate."""
    if not found.catalogue.candidates:
        return no_candidates(words, found.catalogue)
    if len(found.request.candidates) == 1:
        return _open_of_one(words, found)
    if not found.request.topics:
        return _open_of_each(words, found)
    card = Card((title(_about(words, found, "open.title")),))
    for overview in found.overviews:
        card = card.plus(_question(found.catalogue, overview), *_by_known(words, found, overview))
    return _with_buttons(words, found, card, Intent.WHO_SUPPORTS)


def _about(words: Words, found: Findings, key: str) -> str:
    topics = [numbered(found.catalogue, topic) for topic in found.request.topics]
    return words(f"{key}-on", what=words.names(topics)) if topics else words(key)


def _question(catalogue: Catalogue, overview: Overview) -> Block:
    question = catalogue.question(overview.question_id)
    return item(strong(question.id), f" {question.text}")


def _by_stance(words: Words, found: Findings, overview: Overview) -> Iterator[Block]:
    order: Sequence[Stance | None] = (*Stance, None)
    said = [
        (words(f"stances.{stance.value}") if stance else words("stances.none"), ids)
        for stance in order
        if (ids := overview.by_stance.get(stance))
    ]
    if not said:
        yield block(Role.TEXT, words("who.nobody"))
    for label, ids in said:
        yield _group(words, found.catalogue, label, ids, NAMES // len(said))
    silent = sum(len(overview.by_known.get(known, ())) for known in SILENT)
    for known in (Known.DECLINED, Known.RETRACTED):
        if ids := overview.by_known.get(known):
            label = words(f"known.{known.value}")
            yield _group(words, found.catalogue, label, ids, NAMES // 4)
    if silent and not overview.untouched:
        yield block(Role.TEXT, words.count("who.others", silent))


def _by_known(words: Words, found: Findings, overview: Overview) -> Iterator[Block]:
    said = [(known, ids) for known in UNANSWERED if (ids := overview.by_known.get(known))]
    if not said:
        yield block(Role.TEXT, words("open.nobody"))
    for known, ids in said:
        label = words(f"known.{known.value}")
        yield _group(words, found.catalogue, label, ids, NAMES // len(said))


def _group(words: Words, catalogue: Catalogue, label: str, ids: Sequence[str], units: int) -> Block:
    return block(Role.TEXT, f"{label}: {list_names(words, catalogue, ids, units)}")


def _with_buttons(words: Words, found: Findings, card: Card, other: Intent) -> Card:
    catalogue, topics = found.catalogue, found.request.topics
    offered = [(words(f"button.{other.value}"), Request(other, (), topics))]
    return card.plus(
        *page_note(words, found),
        buttons=(
            *buttons(
                (
                    (
                        numbered(catalogue, each.question_id),
                        Request(Intent.PRIORITY_ALL, (), (each.question_id,)),
                    )
                    for each in found.overviews
                ),
            ),
            *pager(words, found),
            *buttons(offered),
        ),
    )


def _open_of_one(words: Words, found: Findings) -> Card:
    candidate, catalogue = found.candidates[0], found.catalogue
    standings = [
        standing
        for question in found.questions
        if (standing := found.standings[candidate.id, question.id]).known is not Known.ANSWERED
    ]
    card = Card((title(words("open.of", name=name(candidate))),))
    if not standings:
        card = card.plus(block(Role.TEXT, words("open.nothing")))
    for known in UNANSWERED:
        if mine := [each.question_id for each in standings if each.known is known]:
            card = card.plus(item(strong(words(f"known.{known.value}")), f": {words.names(mine)}"))
    return card.plus(
        buttons=(
            *buttons(
                (
                    (
                        numbered(catalogue, str(priority.number)),
                        Request(Intent.STANCE, (candidate.id,), (str(priority.number),)),
                    )
                    for priority in catalogue.edition.priorities
                ),
                width=2,
            ),
            *buttons([follow_candidate(words, candidate)]),
        ),
    )


def _open_of_each(words: Words, found: Findings) -> Card:
    card = Card((title(words("open.title")),))
    for candidate in found.candidates:
        mine = [found.standings[candidate.id, question.id] for question in found.questions]
        counts = {known: sum(each.known is known for each in mine) for known in UNANSWERED}
        said = [words(f"open.{known.value}", n=n) for known, n in counts.items() if n]
        listed = ", ".join(said) if said else words("open.nothing")
        card = card.plus(item(strong(name(candidate)), f": {listed}"))
    return card.plus(
        *page_note(words, found),
        buttons=(
            *buttons(
                (
                    (each.name, Request(Intent.NOT_ANSWERED, (each.id,)))
                    for each in found.candidates
                ),
                width=2,
            ),
            *pager(words, found),
        ),
    )
