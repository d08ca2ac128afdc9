"""A submission as reviewers see it: what it says or changes, its sources, and who is behind it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.actions.review import Submission
from bot.slack.changes import QUOTE, SHORT, changes, quoted
from bot.slack.render import Params, actions, button, context, escape, header, in_words, section
from bot.slack.room import mention
from bot.slack.sources import sources
from bot.utf16 import fit, length, passages
from bot.words import Words
from questions.catalogue import Catalogue
from questions.difference import source_line
from questions.response import Content, RevisionState, Statement
from questions.review import Decision, Revision
from storage.responses import Place

PASSAGE = 2_700
"""How long the passages are in which the whole is shown (Slack: 3,000 characters a section)."""

DECIDE = "review"
"""What the action ids of a decision's buttons begin with."""

LOOK = "review:look"
"""The action that shows a submission whole."""


def submission_blocks(
    words: Words, catalogue: Catalogue, shown: Submission, *, whole: bool = False
) -> list[Params]:
    """Show a submission, with buttons as long as it is in review; `whole` leaves nothing off.

    Of a draft, which is its author's alone, it is shown what it is about and no more.
    """
    revision = shown.revision
    if revision.state is RevisionState.DRAFT:
        return closed_blocks(words, catalogue, revision, outcome(words, revision))
    return [
        *_about(words, catalogue, revision),
        *_content(words, shown, whole=whole),
        context(f"{_behind(words, catalogue, shown)}. {_put(words, shown)}"),
        *_outcome(words, revision, more=not whole and _is_long(revision.content)),
    ]


def closed_blocks(
    words: Words, catalogue: Catalogue, revision: Revision, said: str
) -> list[Params]:
    """Show what a submission was about, and why there is no more to see of it here."""
    return [*_about(words, catalogue, revision), section(said)]


def _about(words: Words, catalogue: Catalogue, revision: Revision) -> Iterator[Params]:
    yield header(f"{revision.reference} · {words(f'kind.{revision.kind}')}")
    yield section(where(catalogue, (revision.candidate_id, revision.question_id)))


def _is_long(content: Content) -> bool:
    """Say whether the channel shows less than there is to decide about."""
    statement = content.statement
    long = max(length(statement.quote or ""), length(statement.translation or "")) > QUOTE
    return long or length("\n".join(map(source_line, statement.sources))) > QUOTE


def told_in_a_line(words: Words, catalogue: Catalogue, revision: Revision) -> str:
    """Tell of a submission in one line of mrkdwn, for notifications and lists."""
    name = _name(catalogue, revision.candidate_id)
    state = words(f"state.{revision.state}")
    kind = words(f"kind.{revision.kind}")
    return (
        f"*{revision.reference}* {escape(name)}, {revision.question_id} "
        f"{escape(_label(catalogue, revision.question_id))} · {kind} · {state}"
    )


def where(catalogue: Catalogue, place: Place) -> str:
    """Name a candidate and a question with its words, in mrkdwn; ids where they are not known."""
    candidate_id, question_id = place
    question = catalogue.questions.get(question_id)
    asked = escape(question.text) if question else ""
    return f"*{escape(_name(catalogue, candidate_id))}*\n*{question_id}* {asked}".rstrip()


def _name(catalogue: Catalogue, candidate_id: str) -> str:
    candidate = catalogue.by_id.get(candidate_id)
    return candidate.name if candidate else candidate_id


def _label(catalogue: Catalogue, question_id: str) -> str:
    return catalogue.label(question_id) if question_id in catalogue.questions else ""


def _content(words: Words, shown: Submission, *, whole: bool) -> Iterator[Params]:
    content = shown.revision.content
    if content.retracted is not None:
        yield section(in_words(words, "review.retracts", reason=content.retracted))
        if shown.stands and shown.revision.state is not RevisionState.PUBLISHED:
            yield section(words("review.stands"))
            yield from _statement(words, shown.stands.statement, whole=whole)
    elif shown.stands is None or shown.revision.state is RevisionState.PUBLISHED:
        yield from _statement(words, content.statement, whole=whole)
    else:
        stands = Content(shown.stands.statement, shown.stands.retraction_reason)
        for change in changes(words, stands, content):
            yield section(change)
        if not whole:
            lines = [words("review.sources-now"), *sources(words, content.statement)]
            yield section("\n".join(lines))
        else:
            yield section(f"*{words('review.whole')}*")
            yield from _statement(words, content.statement, whole=True)
    for each in shown.files:
        key = "review.file" if each.fetched else "review.file-coming"
        yield context(in_words(words, key, name=each.name, reference=each.reference))


def _statement(words: Words, statement: Statement, *, whole: bool) -> Iterator[Params]:
    if statement.declines:
        yield section(f"*{words('record.way-decline')}*")
    yield from _text(statement.quote or "", whole=whole)
    if statement.translation:
        yield section(words("review.translation"))
        yield from _text(statement.translation, whole=whole)
    facts = [words.language_name(statement.language)] if statement.language else []
    if statement.said_on:
        facts.append(words.day(statement.said_on))
    yield section("\n".join([" · ".join(facts), *sources(words, statement)]).strip() or "–")
    if statement.assessment:
        said = words("reading.is", stance=words(f"stance.{statement.assessment.stance}"))
        why = escape(fit(statement.assessment.rationale or "", SHORT))
        yield section(f"{said} {why}".strip())
    else:
        yield section(words("reading.none"))


def _text(said: str, *, whole: bool) -> Iterator[Params]:
    for passage in passages(said, PASSAGE) if whole else [said] if said else []:
        yield section(quoted(passage, PASSAGE if whole else QUOTE))


def _put(words: Words, shown: Submission) -> str:
    if shown.putting is None:
        return words("review.never-put")
    return words("review.put", day=words.day(shown.putting.put_on))


def _behind(words: Words, catalogue: Catalogue, shown: Submission) -> str:
    revision = shown.revision
    if revision.author is None:
        return in_words(words, "review.imported", who=mention(revision.imported_by))
    named = {each.id: each.name for each in catalogue.edition.signatories}
    organisation = named.get(revision.organisation or "", words("people.no-organisation"))
    return words("review.by", who=mention(revision.author), organisation=escape(organisation))


def _outcome(words: Words, revision: Revision, *, more: bool) -> Iterator[Params]:
    whole = [button(words("review.read-all"), LOOK, str(revision.id))] if more else []
    if revision.state is not RevisionState.IN_REVIEW:
        yield section(outcome(words, revision))
        if whole:
            yield actions(*whole)
        return
    value = f"{revision.id}.{revision.round}"
    styles = {Decision.APPROVE: "primary", Decision.REJECT: "danger"}
    decisions = [
        button(
            words(f"review.{decision}"),
            f"{DECIDE}:{decision}",
            value,
            style=styles.get(decision),
        )
        for decision in Decision
    ]
    yield actions(*whole, *decisions)


def outcome(words: Words, revision: Revision) -> str:
    """Say who decided what, when, and why; or that its author took it back."""
    if revision.taken_back:
        return words("review.outcome-draft", who=mention(revision.author))
    if revision.decided_at is None:
        return words(f"state.{revision.state}")
    said = words(
        f"review.outcome-{revision.state}",
        who=mention(revision.reviewer),
        day=words.day(revision.decided_at.date()),
        time=f"{revision.decided_at:%H:%M} UTC",
        number=revision.number or "",
    )
    return f"{said}\n{quoted(revision.note, SHORT)}" if revision.note else said
