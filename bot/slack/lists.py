"""The staff's lists: drafts, what waits for review, coverage, unequal treatment, a history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.actions.coverage import Coverage
from bot.slack.render import (
    Params,
    actions,
    button,
    context,
    escape,
    fit_lines,
    header,
    section,
)
from bot.slack.room import mention
from bot.slack.submission import LOOK, outcome, told_in_a_line
from bot.words import Words
from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.fairness import Unlike
from questions.review import Revision
from questions.standing import Known, Tally

CANDIDATES = 12
"""How many candidates one page of coverage shows."""

UNLIKE = 10
"""How many questions on which candidates are treated unlike each other are listed."""

EDIT, SUBMIT, DISCARD = "draft:edit", "draft:submit", "draft:discard"
TAKE_BACK = "submitted:take_back"
GRID = "coverage:candidate"
PAGE = "coverage:page"

MARKS = {
    Known.ANSWERED: "✓",
    Known.DECLINED: "✗",
    Known.RETRACTED: "↺",
    Known.AWAITING: "…",
    Known.OVERDUE: "!",
    Known.WITHDREW: "–",
    Known.NOT_PUT: "○",
}
"""How the question-level grid shows each standing; a legend says what they mean."""


def drafts(words: Words, catalogue: Catalogue, found: Sequence[Revision]) -> Iterator[Params]:
    """List somebody's drafts, each with what can be done about it."""
    yield header(words("queue.drafts"))
    if not found:
        yield context(words("queue.no-drafts"))
    for revision in found:
        said = told_in_a_line(words, catalogue, revision)
        if revision.note:
            said = f"{said}\n{outcome(words, revision)}"
        yield section(said)
        value = str(revision.id)
        yield actions(
            button(words("queue.edit"), f"{EDIT}:{value}", value),
            button(words("queue.submit"), f"{SUBMIT}:{value}", value, style="primary"),
            button(words("queue.discard"), f"{DISCARD}:{value}", value)
            | {"confirm": confirm(words, "queue.discard-sure", "queue.discard")},
        )


def submitted(words: Words, catalogue: Catalogue, found: Sequence[Revision]) -> Iterator[Params]:
    """List what somebody wrote that waits for another's review, to be taken back if need be."""
    if found:
        yield header(words("queue.submitted"))
    for revision in found:
        said = told_in_a_line(words, catalogue, revision)
        if revision.submitted_at:
            said = f"{said}\n{words('queue.since', day=words.day(revision.submitted_at.date()))}"
        back = button(words("queue.take-back"), f"{TAKE_BACK}:{revision.id}", str(revision.id))
        yield section(said, accessory=back)


def waiting(
    words: Words, catalogue: Catalogue, found: Sequence[Revision], count: int
) -> Iterator[Params]:
    """List what waits for a review, the longest first; `count` is how much waits for anybody's."""
    yield header(words("queue.waiting"))
    if not found:
        yield context(words("queue.none-waiting"))
    elif count > len(found):
        yield context(words.count("queue.waiting-in-all", count))
    for revision in found:
        said = told_in_a_line(words, catalogue, revision)
        by = words("queue.by", who=mention(revision.author or revision.imported_by))
        look = button(words("queue.look"), f"{LOOK}:{revision.id}", str(revision.id))
        yield section(f"{said}\n{by}", accessory=look)


def confirm(words: Words, question: str, act: str) -> Params:
    """Ask once more before something that cannot be taken back."""
    return {
        "title": {"type": "plain_text", "text": words("staff.sure")},
        "text": {"type": "plain_text", "text": words(question)},
        "confirm": {"type": "plain_text", "text": words(act)},
        "deny": {"type": "plain_text", "text": words("staff.cancel")},
    }


def coverage(words: Words, found: Coverage, page: int = 1) -> list[Params]:
    """Show candidates by priorities with counts: answered of put."""
    people = found.catalogue.candidates
    pages = max(1, -(-len(people) // CANDIDATES))
    page = max(1, min(page, pages))
    title = header(words("coverage.title"))
    if not people:
        return [title, section(words("coverage.nobody"))]
    priorities = [
        f"*{number}* {escape(found.catalogue.label(str(number)))}"
        for number in found.catalogue.priorities
    ]
    blocks = [title, context(words("coverage.legend")), context(" · ".join(priorities))]
    for candidate in people[(page - 1) * CANDIDATES : page * CANDIDATES]:
        look = button(words("coverage.questions"), f"{GRID}:{candidate.id}", candidate.id)
        blocks.append(section(_row(words, found, candidate), accessory=look))
    turns = [
        button(words(key), f"{PAGE}:{to}", str(to))
        for key, to in (("pager.back", page - 1), ("pager.on", page + 1))
        if 1 <= to <= pages
    ]
    return [*blocks, actions(*turns)] if turns else blocks


def _row(words: Words, found: Coverage, candidate: Candidate) -> str:
    cells = [
        f"*{number}:* {_cell(words, found.tally(candidate.id, number))}"
        for number in found.catalogue.priorities
    ]
    left = words("coverage.gone") if candidate.withdrew else ""
    return f"*{escape(candidate.name)}*{left}\n{' · '.join(cells)}"


def _cell(words: Words, counts: Tally) -> str:
    said = []
    if counts.put:
        said.append(words("coverage.of", answered=counts.answered, put=counts.put))
    if counts.declined:
        said.append(words("tally.declined", n=counts.declined))
    if counts.unprompted:
        said.append(words("coverage.unprompted", n=counts.unprompted))
    return ", ".join(said) or "–"


def grid(words: Words, found: Coverage, candidate: Candidate) -> list[Params]:
    """Show one candidate question by question."""
    legend = "\n".join(f"{mark} {words(f'coverage.{known}')}" for known, mark in MARKS.items())
    blocks = [section(f"*{escape(candidate.name)}*"), context(legend)]
    for priority in found.catalogue.edition.priorities:
        label = escape(found.catalogue.label(str(priority.number)))
        cells = [
            f"{question.id} {MARKS[found.standings[candidate.id, question.id].known]}"
            for question in priority.questions
        ]
        blocks.append(section(f"*{priority.number} {label}*\n{'    '.join(cells)}"))
    return blocks


def unlike(words: Words, catalogue: Catalogue, found: Sequence[Unlike]) -> list[Params]:
    """List where candidates are treated unlike each other."""
    blocks = [header(words("unlike.title"))]
    if not found:
        return [*blocks, context(words("unlike.none"))]
    lines = []
    for each in found[:UNLIKE]:
        said = [f"*{each.question_id}* {escape(catalogue.label(each.question_id))}:"]
        if each.not_put:
            said.append(words("unlike.not-put", names=_names(words, catalogue, each.not_put)))
        for day, people in each.due.items():
            due = words.day(day) if day else words("unlike.no-due")
            names = _names(words, catalogue, people)
            said.append(words("unlike.due", day=due, names=names))
        lines.append(" ".join(said))
    if len(found) > UNLIKE:
        lines.append(words.count("unlike.more", len(found) - UNLIKE))
    return [*blocks, section(fit_lines(lines))]


def _names(words: Words, catalogue: Catalogue, ids: Sequence[str], most: int = 6) -> str:
    names = [escape(catalogue.by_id[each].name) for each in ids[:most] if each in catalogue.by_id]
    if len(ids) > most:
        names.append(words.count("names.more", len(ids) - most))
    return words.names(names)
