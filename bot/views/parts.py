"""The pieces that cards share: names, standings in words, counts, pagers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from bot.actions.answer import Findings
from bot.card import Block, Button, Role, Row, Run, block, in_rows, strong
from bot.presses import Follow, Press, fits
from bot.utf16 import fit, length
from bot.words import Words
from questions.agenda import Question
from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.response import Assessment, Published, Source
from questions.standing import Known, Standing, Tally

Offer: TypeAlias = tuple[str, Press]
"""A button to be: its label and what it does."""

LABEL = 38
"""What of a button's label a phone shows, in UTF-16 units."""

NAME = 80
"""The longest name of a candidate or source on a card, in UTF-16 units."""

LOCATOR = 40
"""The longest place within a source on a card, in UTF-16 units."""

QUOTE = 2_800
"""The longest quote on a card, in UTF-16 units; longer ones are read page by page."""

EXCERPT = 300
"""What is shown of each quote, or of its beginning and its translation, where several stand on
one card, in UTF-16 units."""

RATIONALE = 250
"""The longest rationale shown with an answer, in UTF-16 units."""

SOURCES = 2
"""How many sources a card names."""


UNANSWERED = (
    Known.OVERDUE,
    Known.AWAITING,
    Known.DECLINED,
    Known.RETRACTED,
    Known.WITHDREW,
    Known.NOT_PUT,
)
"""The standings without an answer, in the order in which they are listed."""


def button(label: str, press: Press) -> Button:
    """Make a button, its label cut to what a phone shows."""
    return Button(label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…", press)


def buttons(offered: Iterable[Offer], width: int = 1) -> tuple[Row, ...]:
    """Make rows of those buttons that fit their platform's bytes."""
    return in_rows((button(label, press) for label, press in offered if fits(press)), width)


def name(candidate: Candidate) -> str:
    """Write a candidate's name."""
    return fit(candidate.name, NAME)


def numbered(catalogue: Catalogue, topic: str) -> str:
    """Write a topic's number and short name: `8.1 Abolition`."""
    return f"{topic} {catalogue.label(topic)}"


def the_question(question: Question) -> Block:
    """Quote a question in full."""
    return block(Role.TEXT, strong(question.id), f" {question.text}")


Counted: TypeAlias = Literal["question", "candidate", "several"]
"""What counts are of: one question, one candidate, or several of both."""


def tally_line(words: Words, counts: Tally, of: Counted) -> str:
    """Write counts: put to 5 candidates, 2 answered, 1 answered unprompted."""
    others = [
        words(f"tally.{kind}", n=n)
        for kind, n in (
            ("unprompted", counts.unprompted),
            ("declined", counts.declined),
            ("retracted", counts.retracted),
        )
        if n
    ]
    if counts.put:
        said = words.count(f"tally.{of}", counts.put, answered=counts.answered)
        return ", ".join([said, *others])
    return ", ".join([words(f"tally.{of}-none"), *(others or [words("tally.nothing")])])


def sentence(said: str) -> str:
    """Begin what stands by itself with a capital letter."""
    return said[:1].upper() + said[1:]


def standing_line(words: Words, standing: Standing) -> str:
    """Say what is known of a candidate on a question, where it is not an answer's own words."""
    put, record = standing.putting, standing.response
    match standing.known:
        case Known.NOT_PUT:
            return words("standing.not-put")
        case Known.AWAITING if put and put.due_on:
            return words(
                "standing.awaiting-until", put=words.day(put.put_on), due=words.day(put.due_on)
            )
        case Known.AWAITING if put:
            return words("standing.awaiting", put=words.day(put.put_on))
        case Known.OVERDUE if put and put.due_on:
            return words("standing.overdue", put=words.day(put.put_on), due=words.day(put.due_on))
        case Known.WITHDREW if put:
            return words("standing.withdrew", put=words.day(put.put_on))
        case Known.DECLINED if record and record.statement.said_on:
            return words("standing.declined", day=words.day(record.statement.said_on))
        case Known.RETRACTED if record:
            on = record.statement.said_on or record.published_on
            return words("standing.retracted", day=words.day(on))
        case other:
            return words(f"known.{other.value}")


def quoted(text: str) -> str:
    """Put words in quotation marks."""
    return f"“{text}”"


def facts(words: Words, response: Published, most: int = SOURCES) -> list[Run | str]:
    """Write a response's language, date, sources and revision, the sources as links."""
    statement = response.statement
    runs: list[Run | str] = []
    if statement.language:
        runs += [words.language_name(statement.language), " · "]
    if statement.said_on:
        runs += [words.day(statement.said_on), " · "]
    for source in statement.sources[:most]:
        runs += [source_run(source), " · "]
    if len(statement.sources) > most:
        runs += [words.count("answer.more-sources", len(statement.sources) - most), " · "]
    runs.append(words("answer.revision", n=response.number))
    return runs


def source_run(source: Source) -> Run:
    """Name a source, as a link where it has an address, with its locator."""
    said = fit(source.name, NAME)
    if source.locator:
        said = f"{said}, {fit(source.locator, LOCATOR)}"
    return Run(said, url=source.url or source.archive_url)


def reading(words: Words, assessment: Assessment | None) -> str:
    """Say how the coalition reads an answer, marked as its reading."""
    if assessment is None:
        return words("reading.none")
    return words("reading.is", stance=words(f"stance.{assessment.stance.value}"))


def excerpt(words: Words, standing: Standing, units: int = EXCERPT) -> list[Block]:
    """Show a standing among others: a few words of the answer and its reading, or what is known."""
    response = standing.response
    if standing.known is not Known.ANSWERED or response is None:
        return [block(Role.TEXT, standing_line(words, standing))]
    statement = response.statement
    quote, translation = statement.quote or "", statement.translation
    said = [block(Role.QUOTE, quoted(fit(quote, units // 3 if translation else units)))]
    if translation:
        shown = quoted(fit(translation, units - units // 3))
        said.append(block(Role.TEXT, words("answer.translation", text=shown)))
    return [
        *said,
        block(Role.FACTS, *facts(words, response, most=1)),
        block(Role.FACTS, reading(words, statement.assessment)),
    ]


def list_names(words: Words, catalogue: Catalogue, ids: Sequence[str], units: int) -> str:
    """Join as many candidates' names as fit, in their order, and count the others."""
    names: list[str] = []
    for candidate_id in ids:
        names.append(name(catalogue.candidate(candidate_id)))
        if len(names) > 1 and sum(length(each) + 2 for each in names) > units:
            names.pop()
            break
    if len(ids) > len(names):
        names.append(words.count("names.more", len(ids) - len(names)))
    return words.names(names)


def pager(words: Words, found: Findings) -> tuple[Row, ...]:
    """Make the row that turns pages, where there are several."""
    if found.pages == 1:
        return ()
    turns = []
    if found.page > 1:
        turns.append((words("pager.back"), found.request.at(found.page - 1)))
    if found.page < found.pages:
        turns.append((words("pager.on"), found.request.at(found.page + 1)))
    return buttons(turns, width=2)


def page_note(words: Words, found: Findings) -> tuple[Block, ...]:
    """Say which page this is, where there are several."""
    if found.pages == 1:
        return ()
    return (block(Role.NOTE, words("pager.page", page=found.page, pages=found.pages)),)


def follow_candidate(words: Words, candidate: Candidate) -> Offer:
    """Offer to follow a candidate."""
    return words("button.follow", what=candidate.family_name or candidate.name), Follow(
        candidate=candidate.id
    )


def follow_priority(words: Words, topic: str) -> Offer:
    """Offer to follow the priority that a topic lies under."""
    number = topic.partition(".")[0]
    return words("button.follow-priority", number=number), Follow(topic=number)
