"""One topic across candidates: all of them, or the few that are compared."""

from __future__ import annotations

from bot.actions.answer import Findings
from bot.card import Block, Card, Role, Row, block, item, strong, title
from bot.presses import Invite, Serve
from bot.views.parts import (
    buttons,
    excerpt,
    follow_priority,
    name,
    numbered,
    page_note,
    pager,
    sentence,
    tally_line,
    the_question,
)
from bot.words import Words
from questions.request import Intent, Request
from questions.standing import Tally

COMPARED = 450
"""What is shown of each quote in a comparison, in UTF-16 units."""


def priority_all(words: Words, found: Findings) -> Card:
    """Show what all candidates answered on a topic."""
    if len(found.overviews) == 1 and found.standings:
        return _one_question(words, found)
    return _several_questions(words, found)


def _one_question(words: Words, found: Findings) -> Card:
    question, overview = found.questions[0], found.overviews[0]
    this = (question.id,)
    number = str(question.priority)
    card = Card(
        (
            title(numbered(found.catalogue, number)),
            the_question(question),
            block(Role.TEXT, sentence(tally_line(words, overview.tally, "question"))),
        )
    )
    if not found.candidates:
        card = card.plus(block(Role.TEXT, words("candidates.none")))
    for candidate in found.candidates:
        standing = found.standings[candidate.id, question.id]
        card = card.plus(item(strong(name(candidate))), *excerpt(words, standing))
    return card.plus(
        *page_note(words, found),
        buttons=(
            *buttons(
                (
                    (each.name, Request(Intent.STANCE, (each.id,), (question.id,)))
                    for each in found.candidates
                ),
                width=2,
            ),
            *pager(words, found),
            *buttons(
                [
                    (words("button.who_supports"), Request(Intent.WHO_SUPPORTS, (), this)),
                    (
                        words("button.priority", number=number),
                        Request(Intent.PRIORITY_ALL, (), (number,)),
                    ),
                    (words("button.ask-yourself"), Invite(question.id)),
                    follow_priority(words, number),
                ],
                width=2,
            ),
        ),
    )


def _several_questions(words: Words, found: Findings) -> Card:
    catalogue, topics = found.catalogue, found.request.topics
    card = Card(_heading(words, found))
    for overview in found.overviews:
        card = card.plus(
            item(
                strong(numbered(catalogue, overview.question_id)),
                f": {tally_line(words, overview.tally, 'question')}",
            )
        )
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
                width=2,
            ),
            *pager(words, found),
            *buttons(
                [
                    (words("button.who_supports"), Request(Intent.WHO_SUPPORTS, (), topics)),
                    (words("button.not_answered"), Request(Intent.NOT_ANSWERED, (), topics)),
                    *(
                        [
                            (words("button.serve"), Serve(found.questions[0].id)),
                            follow_priority(words, topics[0]),
                        ]
                        if topics
                        else []
                    ),
                ],
                width=2,
            ),
        ),
    )


def _heading(words: Words, found: Findings) -> tuple[Block, ...]:
    catalogue, topics = found.catalogue, found.request.topics
    if not topics:
        left_out = any(each.replied for each in found.overviews)
        said = [block(Role.NOTE, words("across.replied"))] if left_out else []
        return (title(words("across.everything")), *said)
    total = sum((each.tally for each in found.overviews), Tally())
    lines = [title(numbered(catalogue, topics[0]))]
    lines += [block(Role.TEXT, catalogue.topic_text(topic)) for topic in topics]
    if found.pages == 1:
        lines.append(block(Role.TEXT, sentence(tally_line(words, total, "several"))))
    return tuple(lines)


def comparison(words: Words, found: Findings) -> Card:
    """Show the same question for each candidate compared, a question a page; never a total."""
    if not found.questions:
        return Card((title(words("compare.title")), block(Role.TEXT, words("across.nothing"))))
    question = found.questions[0]
    card = Card(
        (
            title(
                words("compare.of", names=words.names([name(each) for each in found.candidates]))
            ),
            the_question(question),
        )
    )
    for candidate in found.candidates:
        standing = found.standings[candidate.id, question.id]
        card = card.plus(item(strong(name(candidate))), *excerpt(words, standing, COMPARED))
    ids = tuple(each.id for each in found.candidates)
    return card.plus(
        *page_note(words, found),
        buttons=(
            *pager(words, found),
            *buttons(
                (
                    (each.name, Request(Intent.STANCE, (each.id,), (question.id,)))
                    for each in found.candidates
                ),
                width=2,
            ),
            *_other_priorities(found, ids),
        ),
    )


def _other_priorities(found: Findings, ids: tuple[str, ...]) -> tuple[Row, ...]:
    return buttons(
        (
            (
                numbered(found.catalogue, str(each.number)),
                Request(Intent.COMPARE, ids, (str(each.number),)),
            )
            for each in found.catalogue.edition.priorities
        ),
        width=2,
    )
