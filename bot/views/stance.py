"""What one candidate answered: to one question in full, or to several in brief."""

from __future__ import annotations

from bot.actions.answer import Findings
from bot.card import Block, Card, Role, Run, block, item, strong, title
from bot.presses import Report
from bot.utf16 import fit, length, passages
from bot.views.parts import (
    QUOTE,
    RATIONALE,
    Offer,
    button,
    buttons,
    excerpt,
    facts,
    follow_candidate,
    follow_priority,
    name,
    numbered,
    page_note,
    pager,
    quoted,
    reading,
    sentence,
    standing_line,
    tally_line,
    the_question,
)
from bot.words import Words
from questions.candidate import Candidate
from questions.request import Intent, Request
from questions.response import Published, Statement
from questions.standing import Known, Standing, tally


def stance(words: Words, found: Findings) -> Card:
    """Show what a candidate answered on a topic."""
    if found.pages == 1 and len(found.questions) == 1:
        return _one_answer(words, found)
    return _several(words, found)


def _one_answer(words: Words, found: Findings) -> Card:
    candidate, question = found.candidates[0], found.questions[0]
    standing = found.standings[candidate.id, question.id]
    pages = _passages(words, standing.response.statement) if standing.response else [[]]
    page = min(found.request.page, len(pages))
    card = Card((title(name(candidate)), the_question(question)))
    if standing.response is None or standing.known is not Known.ANSWERED:
        card = card.plus(*_unanswered(words, standing))
    else:
        card = card.plus(*pages[page - 1], *_about(words, standing, standing.response))
    if candidate.withdrew and standing.known is not Known.WITHDREW:
        card = card.plus(_withdrawn(words, candidate))
    turning = Findings(
        found.request.at(page), found.catalogue, found.candidates, found.questions, pages=len(pages)
    )
    priority = str(question.priority)
    return card.plus(
        *page_note(words, turning),
        buttons=(
            *pager(words, turning),
            *buttons(
                [
                    (words("button.others"), Request(Intent.PRIORITY_ALL, (), (question.id,))),
                    *_more_on(words, found, candidate, priority),
                    follow_candidate(words, candidate),
                    follow_priority(words, priority),
                ],
                width=2,
            ),
            (button(words("button.report"), Report(question.id, candidate.id)),),
        ),
    )


def _more_on(words: Words, found: Findings, candidate: Candidate, priority: str) -> list[Offer]:
    """Offer the priority's other questions, where it has any."""
    if len(found.catalogue.questions_on((priority,))) == 1:
        return []
    more = Request(Intent.STANCE, (candidate.id,), (priority,))
    return [(words("button.same-priority", number=priority), more)]


def _passages(words: Words, statement: Statement) -> list[list[Block]]:
    """Lay the words, then the translation, out over pages of at most a quote's length."""
    pieces = [block(Role.QUOTE, quoted(each)) for each in passages(statement.quote or "", QUOTE)]
    for number, each in enumerate(passages(statement.translation or "", QUOTE)):
        said = "answer.translation" if number == 0 else "answer.translation-on"
        pieces.append(block(Role.TEXT, words(said, text=quoted(each))))
    pages: list[list[Block]] = [[]]
    room = QUOTE
    for piece in pieces:
        size = sum(length(run.text) for run in piece.runs)
        if pages[-1] and size > room:
            pages.append([])
            room = QUOTE
        pages[-1].append(piece)
        room -= size
    return pages


def _unanswered(words: Words, standing: Standing) -> list[Block]:
    blocks = [block(Role.TEXT, standing_line(words, standing))]
    response = standing.response
    if response is None:
        return blocks
    if response.retraction_reason:
        reason = fit(response.retraction_reason, RATIONALE)
        blocks.append(block(Role.TEXT, words("answer.retracted-because", reason=reason)))
    if standing.known is Known.DECLINED and response.statement.quote:
        blocks.append(block(Role.QUOTE, quoted(fit(response.statement.quote, QUOTE))))
    if response.statement.sources:
        blocks.append(block(Role.FACTS, *facts(words, response)))
    return blocks


def _about(words: Words, standing: Standing, response: Published) -> list[Block]:
    blocks = [block(Role.FACTS, *facts(words, response))]
    assessment = response.statement.assessment
    said = reading(words, assessment)
    if assessment and assessment.rationale:
        said = words("reading.because", reading=said, why=fit(assessment.rationale, RATIONALE))
    blocks.append(block(Role.TEXT, said))
    if standing.unprompted:
        blocks.append(block(Role.NOTE, words("answer.unprompted")))
    elif standing.putting:
        asked = words("answer.asked-on", day=words.day(standing.putting.put_on))
        blocks.append(block(Role.NOTE, asked))
    return blocks


def _withdrawn(words: Words, candidate: Candidate) -> Block:
    return block(Role.NOTE, Run(words("candidate.withdrew"), url=candidate.status_source))


def _several(words: Words, found: Findings) -> Card:
    candidate, catalogue = found.candidates[0], found.catalogue
    card = Card((title(name(candidate)), *_topics(found)))
    card = card.plus(
        block(Role.TEXT, sentence(tally_line(words, tally(found.standings.values()), "candidate")))
    )
    if candidate.withdrew:
        card = card.plus(_withdrawn(words, candidate))
    for question in found.questions:
        card = card.plus(
            item(strong(numbered(catalogue, question.id))),
            *excerpt(words, found.standings[candidate.id, question.id]),
        )
    return card.plus(
        *page_note(words, found),
        buttons=(
            *buttons(
                (numbered(catalogue, each.id), Request(Intent.STANCE, (candidate.id,), (each.id,)))
                for each in found.questions
            ),
            *pager(words, found),
            *buttons(
                [
                    *(
                        (
                            words("button.all-on", what=numbered(catalogue, topic)),
                            Request(Intent.PRIORITY_ALL, (), (topic,)),
                        )
                        for topic in found.request.topics[:1]
                    ),
                    follow_candidate(words, candidate),
                ],
                width=2,
            ),
        ),
    )


def _topics(found: Findings) -> list[Block]:
    return [
        block(Role.TEXT, strong(topic), f" {found.catalogue.topic_text(topic)}")
        for topic in found.request.topics
    ]


def everything(words: Words, found: Findings) -> Card:
    """Show what is on record of a candidate, priority by priority."""
    candidate, catalogue = found.candidates[0], found.catalogue
    card = Card((title(name(candidate)), *_who(words, candidate)))
    for priority in catalogue.edition.priorities:
        counts = tally(found.standings[candidate.id, each.id] for each in priority.questions)
        card = card.plus(
            item(
                strong(numbered(catalogue, str(priority.number))),
                f": {tally_line(words, counts, 'candidate')}",
            )
        )
    return card.plus(
        block(Role.NOTE, words("candidate.choose")),
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
            *buttons(
                [
                    (words("button.open"), Request(Intent.NOT_ANSWERED, (candidate.id,))),
                    follow_candidate(words, candidate),
                    (words("button.candidates"), Request(Intent.LIST_CANDIDATES)),
                ],
                width=2,
            ),
        ),
    )


def _who(words: Words, candidate: Candidate) -> list[Block]:
    blocks = []
    if candidate.nominated_by:
        who = fit(candidate.nominated_by, RATIONALE)
        blocks.append(block(Role.TEXT, words("candidate.nominated-by", who=who)))
    if candidate.status:
        status = Run(candidate.status.replace("_", " "), url=candidate.status_source)
        blocks.append(block(Role.TEXT, words("candidate.status"), " ", status))
    return blocks
