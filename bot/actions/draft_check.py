"""Whether a draft can be sent as it is: its form, and that there is all that it names."""

from __future__ import annotations

from bot.languages import OTHER_LANGUAGES, UN_LANGUAGES, refuse_unknown
from questions.broadcast import Draft, Kind, require_valid
from questions.errors import NotPossible
from storage.agenda import read_catalogue
from storage.broadcasts import drafts
from storage.clock import now
from storage.database import Connection
from storage.supporters import read_spoken


async def check(connection: Connection, draft: Draft, before: Draft | None = None) -> None:
    """Raise where a draft is not valid, or names what there is not.

    `before` is what it changes: what stood there already may stay.
    """
    await check_words(connection, draft, before)
    catalogue = await read_catalogue(connection)
    for priority in draft.audience.priorities:
        catalogue.priority_of(priority)
    for candidate in draft.audience.candidates:
        catalogue.candidate(candidate)
    if draft.of is not None:
        corrected = await drafts.read(connection, draft.of)
        if corrected.kind is not Kind.UPDATE or corrected.started_at is None:
            raise NotPossible(f"{corrected.subject} was not sent to anybody.")


async def check_words(connection: Connection, draft: Draft, before: Draft | None = None) -> None:
    """Raise where texts, languages, links or times are not valid.

    What is written in a language that is none would reach nobody, unsaid.
    """
    kept = (before.texts, before.audience.languages) if before else ()
    known = {*UN_LANGUAGES, *OTHER_LANGUAGES, *await read_spoken(connection)}.union(*kept)
    refuse_unknown((*draft.texts, *draft.audience.languages), known)
    require_valid(draft, await now(connection), before)
