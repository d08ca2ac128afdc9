"""Record what a candidate answered: a draft from the first word on, in review once submitted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.desk import Desk
from questions.errors import OnRecord, SaidTwice
from questions.member import Member, Role
from questions.response import Content, Published, RevisionKind
from questions.review import Revision
from storage.authoring import draft, edit, submit
from storage.database import Connection
from storage.files import attach
from storage.members import read_member
from storage.once import once
from storage.queues import read_recorded_questions
from storage.responses import Place, read_published
from storage.revisions import read_open, read_same_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """A revision to be kept.

    `revision_id` names the draft that it changes, if any; `kind` is what its author calls the
    change where something stands already. `anyway` says that its author knows of what seems the
    same. `files` are kept with the response, as (Slack's id, name).
    """

    place: Place
    content: Content
    kind: RevisionKind | None = None
    revision_id: int | None = None
    submit: bool = False
    anyway: bool = False
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What is on record, and what is being written, of a candidate on a question."""

    published: Published | None
    open: tuple[Revision, ...]


async def look(desk: Desk, place: Place) -> AtPlace:
    """Read what is known at a place before something is recorded there."""
    async with desk.database.reading() as connection:
        published = (await read_published(connection, [place])).get(place)
        return AtPlace(published, tuple(await read_open(connection, place)))


async def record(desk: Desk, member_id: str, wanted: Wanted, *, key: str) -> Revision | None:
    """Keep a draft, and submit it where that is wanted; None where `key` was done before.

    Raises NotAllowed, UnknownCandidate, UnknownTopic, OnRecord, SaidTwice, NothingChanged,
    NotEditable. Whoever it is, is looked up in the same transaction.
    """
    catalogue = await desk.catalogue()
    candidate = catalogue.candidate(wanted.place[0])
    question = catalogue.question(wanted.place[1])
    async with desk.database.writing() as connection:
        author = await read_member(connection, member_id)
        author.require(Role.STAFF)
        if not await once(connection, key):
            return None
        await _refuse_what_is_there(connection, wanted, author)
        if wanted.revision_id is None:
            made = await draft(
                connection,
                (candidate.id, question.id),
                catalogue.edition.id,
                wanted.content,
                wanted.kind,
                author=author,
            )
        else:
            made = await edit(
                connection, wanted.revision_id, wanted.content, wanted.kind, author=author
            )
        await attach(connection, made.response_id, wanted.files, actor=author.id)
        return await submit(connection, made.id, author=author) if wanted.submit else made


async def retract(
    desk: Desk, member_id: str, place: Place, content: Content, *, key: str
) -> Revision | None:
    """Submit that what stands at a place is taken back; None where `key` was done before."""
    kind = RevisionKind.RETRACTION
    return await record(desk, member_id, Wanted(place, content, kind, submit=True), key=key)


async def _refuse_what_is_there(connection: Connection, wanted: Wanted, author: Member) -> None:
    """Raise OnRecord or SaidTwice where this would say again what is there already."""
    if wanted.revision_id is None:
        stands = (await read_published(connection, [wanted.place])).get(wanted.place)
        if stands and wanted.kind is None and _needs_a_name(stands, wanted.content):
            raise OnRecord
        others = await read_open(connection, wanted.place)
        if others and not wanted.anyway:
            whose = "you have" if others[0].author == author.id else "somebody has"
            reference = others[0].reference
            raise SaidTwice(f"{reference} is about the same: {whose} it as {_state(others[0])}.")
    quote = wanted.content.statement.quote
    if quote and not wanted.anyway and wanted.kind is None:
        same = await read_same_words(connection, wanted.place[0], quote, but=wanted.revision_id)
        if same and (same.candidate_id, same.question_id) != wanted.place:
            raise SaidTwice(
                f"The same words are recorded as {same.reference}, for {same.question_id}."
            )


def _needs_a_name(stands: Published, content: Content) -> bool:
    """Say whether a person has to say what is changed.

    Nobody has to where only the reading is, or where what was retracted comes on record again.
    """
    if stands.kind is RevisionKind.RETRACTION:
        return False
    seen = content.change_from(Content(stands.statement, stands.retraction_reason))
    return seen is RevisionKind.CORRECTION


def _state(revision: Revision) -> str:
    return "a draft" if revision.state == "draft" else revision.state.replace("_", " ")


def next_question(questions: Sequence[str], recorded: Collection[str], after: str) -> str | None:
    """Name the first question after one, in their order and round, that nothing is recorded of."""
    start = questions.index(after) + 1 if after in questions else 0
    rest = [*questions[start:], *questions[:start]]
    return next((each for each in rest if each not in recorded and each != after), None)


async def next_for(desk: Desk, place: Place) -> str | None:
    """Name the question that the letter of a place would answer next; None after the last."""
    catalogue = await desk.catalogue()
    async with desk.database.reading() as connection:
        recorded = await read_recorded_questions(connection, place[0])
    return next_question(list(catalogue.questions), recorded, place[1])
