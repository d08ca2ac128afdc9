"""Editions in the store, the words beside them, and the catalogue read from both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import insert, select, update

from questions.agenda import Agenda, Edition, Words
from questions.candidate import Candidate
from questions.catalogue import Catalogue, build
from questions.errors import EditionChanged, StoreNotReady
from questions.understanding.phrase import Phrase
from storage import audit
from storage.database import Connection
from storage.tables import candidates, edition_questions, editions, state
from storage.words import read_aliases, read_phrases, renew_aliases, renew_phrases

_edition = TypeAdapter(Edition)
_words = TypeAdapter(tuple[Words, ...])


async def load_agenda(connection: Connection, agenda: Agenda, *, actor: str) -> bool:
    """Bring an agenda in and make its edition the current one; say whether anything changed.

    Raises EditionChanged where the store holds other wording under the edition's id, or another
    question under a question's id.
    """
    await _take_turn(connection)
    changed = await _load_edition(connection, agenda)
    changed |= await renew_aliases(connection, agenda.aliases)
    edition_id = await connection.scalar(select(state.c.edition_id))
    changed |= edition_id != agenda.edition.id
    if changed:
        await connection.execute(update(state).values(edition_id=agenda.edition.id))
        await moved(connection)
        await audit.record(
            connection,
            actor=actor,
            action="agenda.load",
            subject=agenda.edition.id,
            after={"digest": agenda.edition.digest},
        )
    return changed


async def _take_turn(connection: Connection) -> None:
    """Let processes that change the catalogue do so one after another; SQLite does anyway."""
    await connection.execute(select(state.c.id).with_for_update())


async def _load_edition(connection: Connection, agenda: Agenda) -> bool:
    edition, words = agenda.edition, _words.dump_python(agenda.words, mode="json")
    stored = (
        await connection.execute(
            select(editions.c.digest, editions.c.words).where(editions.c.id == edition.id)
        )
    ).first()
    if stored is not None:
        if stored.digest != edition.digest:
            raise EditionChanged(
                f"the edition {edition.id!r} is in the store with other wording, and an edition "
                "never changes in place: give the new wording a new edition id"
            )
        if stored.words == words:
            return False
        where = editions.c.id == edition.id
        await connection.execute(update(editions).where(where).values(words=words))
        return True
    await _refuse_other_meanings(connection, agenda)
    await connection.execute(
        insert(editions).values(
            id=edition.id,
            year=edition.year,
            digest=edition.digest,
            document=asdict(edition),
            words=words,
            loaded_at=datetime.now(UTC),
        )
    )
    await connection.execute(
        insert(edition_questions),
        [
            {
                "edition_id": edition.id,
                "id": question.id,
                "priority": question.priority,
                "text": question.text,
            }
            for question in edition.questions
        ],
    )
    return True


async def _refuse_other_meanings(connection: Connection, agenda: Agenda) -> None:
    texts = {question.id: question.text for question in agenda.edition.questions}
    for row in await connection.execute(select(edition_questions)):
        text = texts.get(row.id)
        if text is not None and text != row.text and row.id not in agenda.reworded:
            raise EditionChanged(
                f"question {row.id} reads otherwise in the edition {row.edition_id!r}. If it means "
                f"the same, list it as reworded = [{row.id!r}]; if not, give it another id"
            )


async def sync_phrases(connection: Connection, wanted: Iterable[Phrase]) -> bool:
    """Make the bundled phrases those given, leaving staff's alone; say whether that changed any."""
    await _take_turn(connection)
    changed = await renew_phrases(connection, wanted)
    if changed:
        await moved(connection)
    return changed


async def moved(connection: Connection) -> None:
    """Say that the catalogue changed: every process reads it anew."""
    await connection.execute(update(state).values(catalogue_version=state.c.catalogue_version + 1))


async def read_version(connection: Connection) -> int:
    """Read the catalogue's version. Raises StoreNotReady where no agenda is loaded."""
    row = (await connection.execute(select(state.c.catalogue_version, state.c.edition_id))).one()
    if row.edition_id is None:
        raise StoreNotReady("No agenda is loaded. Run `hustings migrate`.")
    return int(row.catalogue_version)


async def has_agenda(connection: Connection) -> bool:
    """Say whether an edition is current."""
    return await connection.scalar(select(state.c.edition_id)) is not None


async def read_catalogue(connection: Connection) -> Catalogue:
    """Read the whole catalogue as it stands. Raises StoreNotReady where no agenda is loaded."""
    version = await read_version(connection)
    edition = (
        await connection.execute(
            select(editions.c.document, editions.c.words).join(
                state, state.c.edition_id == editions.c.id
            )
        )
    ).one()
    people = await connection.execute(select(candidates))
    return build(
        version,
        _edition.validate_python(edition.document),
        candidates=[
            Candidate(**(row._asdict() | {"aliases": tuple(row.aliases)})) for row in people
        ],
        aliases=await read_aliases(connection),
        words=_words.validate_python(edition.words),
        phrases=await read_phrases(connection),
    )
