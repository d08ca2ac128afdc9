"""What there is to ask about: candidates, priorities, questions one at a time."""

from __future__ import annotations

from bot.actions.answer import Findings
from bot.card import Block, Card, Role, block, item, strong, text, title
from bot.presses import Invite, Serve
from bot.utf16 import fit
from bot.views.parts import (
    UNANSWERED,
    Offer,
    buttons,
    follow_priority,
    list_names,
    name,
    numbered,
    page_note,
    pager,
    sentence,
    tally_line,
)
from bot.words import Words
from questions.agenda import Question
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.standing import Known, Overview

NAMED = 150
"""How much of a served question's card names those who answered, UTF-16 units a group."""

TEXTS = 3_000
"""How much of a priority's card says what it asks for, in UTF-16 units."""


def candidates(words: Words, found: Findings) -> Card:
    """List the candidates, in the neutral order."""
    card = Card((title(words("candidates.title", office=found.catalogue.edition.office)),))
    if not found.candidates:
        card = card.plus(text(words("candidates.none")))
    for candidate in found.candidates:
        about = [
            fit(candidate.nominated_by or "", NAMED),
            words("known.withdrew") if candidate.withdrew else "",
        ]
        said = "".join(f" · {each}" for each in about if each)
        card = card.plus(item(strong(name(candidate)), said))
    return card.plus(
        *page_note(words, found),
        buttons=(
            *buttons(
                (
                    (each.name, Request(Intent.CANDIDATE_ALL, (each.id,)))
                    for each in found.candidates
                ),
                width=2,
            ),
            *pager(words, found),
        ),
    )


def priorities(words: Words, found: Findings) -> Card:
    """List the priorities; or say what one of them asks for."""
    if found.request.topics:
        return _priority(words, found.catalogue, found.request.topics[0])
    edition = found.catalogue.edition
    listed = (
        item(strong(str(priority.number)), f" {priority.title}") for priority in edition.priorities
    )
    return Card(
        (
            title(words("priorities.title")),
            text(words("priorities.of", edition=edition.title, year=edition.year)),
            *listed,
        ),
        buttons(topic_choices(found.catalogue), width=2),
    )


def no_candidates(words: Words, catalogue: Catalogue) -> Card:
    """Say that nobody is on record yet, and offer what there is."""
    return Card((text(words("candidates.none")),), buttons(topic_choices(catalogue), width=2))


def topic_choices(catalogue: Catalogue) -> list[Offer]:
    """Offer every priority: the way on wherever nothing else was understood."""
    return [
        (
            numbered(catalogue, str(each.number)),
            Request(Intent.LIST_PRIORITIES, topics=(str(each.number),)),
        )
        for each in catalogue.edition.priorities
    ]


def _priority(words: Words, catalogue: Catalogue, topic: str) -> Card:
    priority = catalogue.priority_of(topic)
    number = str(priority.number)
    first = next(iter(catalogue.questions_on((topic,))))
    return Card(
        (
            title(words("priority.title", number=number)),
            text(strong(priority.title)),
            *(
                item(strong(ask.id), f" {fit(ask.text, TEXTS // len(priority.asks))}")
                for ask in priority.asks
            ),
            block(Role.NOTE, words("priority.own-words", year=catalogue.edition.year)),
        ),
        buttons(
            [
                (words("button.serve"), Serve(first.id)),
                (words("button.answers"), Request(Intent.PRIORITY_ALL, (), (number,))),
                (words("button.who_supports"), Request(Intent.WHO_SUPPORTS, (), (number,))),
                follow_priority(words, number),
                (words("button.priorities"), Request(Intent.LIST_PRIORITIES)),
            ],
            width=2,
        ),
    )


def questions(words: Words, found: Findings) -> Card:
    """List questions, each with a button that serves it."""
    catalogue = found.catalogue
    listed = (item(strong(each.id), f" {each.text}") for each in found.questions)
    return Card(
        (title(words("questions.title")), *listed, *page_note(words, found)),
        (
            *buttons(
                ((numbered(catalogue, each.id), Serve(each.id)) for each in found.questions), 2
            ),
            *pager(words, found),
            *buttons([(words("button.priorities"), Request(Intent.LIST_PRIORITIES))]),
        ),
    )


def serve(words: Words, catalogue: Catalogue, question: Question, overview: Overview) -> Card:
    """Serve one question: its priority and ask, who was asked, who answered, and what to do."""
    priority = catalogue.priorities[question.priority]
    number = str(priority.number)
    return Card(
        (
            title(words("serve.title", id=question.id)),
            block(Role.QUOTE, question.text),
            text(words("serve.priority", number=number, title=priority.title)),
            text(words("serve.ask", id=question.ask_id, ask=catalogue.asks[question.ask_id].text)),
            *_who_was_asked(words, catalogue, overview),
        ),
        buttons(
            [
                (words("button.next-question"), Serve(_after(catalogue, question).id)),
                (words("button.who-answered"), Request(Intent.PRIORITY_ALL, (), (question.id,))),
                (words("button.ask-yourself"), Invite(question.id)),
                follow_priority(words, number),
                (words("button.priorities"), Request(Intent.LIST_PRIORITIES)),
            ],
            width=2,
        ),
    )


def _who_was_asked(words: Words, catalogue: Catalogue, overview: Overview) -> list[Block]:
    lines = [text(sentence(tally_line(words, overview.tally, "question")))]
    if overview.untouched:
        return lines
    for known in (Known.ANSWERED, *UNANSWERED):
        if ids := overview.by_known.get(known):
            said = f"{words(f'known.{known.value}')}: {list_names(words, catalogue, ids, NAMED)}"
            lines.append(block(Role.FACTS, said))
    return lines


def _after(catalogue: Catalogue, question: Question) -> Question:
    """Return the next question of the edition; after the last comes the first."""
    ordered = list(catalogue.questions.values())
    return ordered[(ordered.index(question) + 1) % len(ordered)]


def invite(words: Words, catalogue: Catalogue, question: Question) -> Card:
    """Give a ready, neutral text with which a supporter can put a question themselves."""
    edition = catalogue.edition
    ready = words("invite.text", office=edition.office, question=question.text)
    return Card(
        (
            title(words("invite.title", id=question.id)),
            text(words("invite.how")),
            block(Role.COPY, ready),
        ),
        buttons([(words("button.back-to-question"), Serve(question.id))]),
    )
