"""The desk: what every action works with, composed once at start and passed down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from time import monotonic

from questions.agenda import Question
from questions.catalogue import Catalogue
from questions.standing import Overview, derive
from questions.understanding.lexicon import lexicon_of
from questions.understanding.resolution import NO_CONTEXT, Context, Resolution
from questions.understanding.resolve import resolve
from storage.agenda import read_catalogue, read_version
from storage.contexts import recall
from storage.database import Connection, Database
from storage.on_record import OnRecord, read_on_record
from storage.responses import Place, read_overview, read_records_version
from storage.together import Together

FRESH = 0.5
"""For how long a catalogue is taken to be the newest without asking the store, in seconds."""


def utc_today() -> date:
    """Return today's date, the same for every process and every reader: in UTC."""
    return datetime.now(UTC).date()


class Desk:
    """A store, and what was read of it that rarely changes: each kept with its version there."""

    def __init__(
        self,
        database: Database,
        *,
        today: Callable[[], date] = utc_today,
        counts_unresolved: bool = True,
        run_by: str | None = None,
        contact: str | None = None,
    ) -> None:
        """Work on a store that is ready; count there, if so set, what is not understood.

        `run_by` and `contact` are what supporters read of who runs the bot.
        """
        self.database = database
        self.today = today
        self.counts_unresolved = counts_unresolved
        self.run_by = run_by
        self.contact = contact
        self._catalogue: Catalogue | None = None
        self._looked = -FRESH
        self._reading = asyncio.Lock()
        self._indexed: Catalogue | None = None
        self._indexing = asyncio.Lock()
        self._resolve = lru_cache(maxsize=500)(resolve)
        self._last_answers = Together(self._recall)
        self._on_record = Together(partial(read_on_record, database))
        self._overviews: dict[str, Overview] = {}
        self._overviews_of: tuple[int, int, date] | None = None

    async def catalogue(self) -> Catalogue:
        """Return the catalogue, at most half a second behind the store."""
        known = self._catalogue
        if known is not None and monotonic() - self._looked < FRESH:
            return known
        async with self._reading:
            known = self._catalogue
            if known is None or monotonic() - self._looked >= FRESH:
                self._catalogue = known = await self._newest(known)
                self._looked = monotonic()
        return known

    async def _newest(self, known: Catalogue | None) -> Catalogue:
        async with self.database.reading() as connection:
            if known is not None and await read_version(connection) == known.version:
                return known
            return await read_catalogue(connection)

    async def indexed(self) -> Catalogue:
        """Return the catalogue once its words are indexed, which takes a while after a change.

        Only what people type waits for that: pages, presses and broadcasts go on meanwhile.
        """
        catalogue = await self.catalogue()
        if catalogue is not self._indexed:
            async with self._indexing:
                if catalogue is not self._indexed:
                    await asyncio.to_thread(lexicon_of, catalogue)
                    self._indexed = catalogue
                    # What is remembered keeps the former catalogue in memory.
                    self._resolve.cache_clear()
        return catalogue

    async def understood(self, said: str, about: Context) -> Resolution:
        """Return what somebody asks with a text, or what to ask them back."""
        catalogue = await self.indexed()
        return self._resolve(said, catalogue, about)

    async def last_answer(self, chat_id: int | None) -> Context:
        """Read what a chat's last answer was about; those who ask at once share one read."""
        return NO_CONTEXT if chat_id is None else await self._last_answers(chat_id)

    async def _recall(self, chat_ids: Sequence[int]) -> Sequence[Context]:
        """Read last answers, and with them whether the catalogue is still the newest."""
        async with self.database.glancing() as connection:
            contexts, version = await recall(connection, chat_ids)
        if self._catalogue and version != self._catalogue.version:
            self._looked = -FRESH
        return contexts

    async def on_record(self, places: Collection[Place]) -> OnRecord:
        """Read what is on record at these places; those who ask at once share one read."""
        return await self._on_record(places)

    async def overviews(
        self, catalogue: Catalogue, questions: Collection[Question]
    ) -> tuple[Overview, ...]:
        """Return questions across all candidates, as the store has them now."""
        async with self.database.glancing() as connection:
            version = (await read_records_version(connection), catalogue.version, self.today())
            if version != self._overviews_of:
                self._overviews, self._overviews_of = {}, version
            kept = self._overviews
            for question in questions:
                if question.id not in kept:
                    kept[question.id] = await self._overview(connection, catalogue, question.id)
            return tuple(kept[question.id] for question in questions)

    async def _overview(
        self, connection: Connection, catalogue: Catalogue, question_id: str
    ) -> Overview:
        records, put = await read_overview(connection, question_id)
        today = self.today()
        return Overview(
            question_id,
            tuple(
                derive(
                    candidate,
                    question_id,
                    putting=put.get(candidate.id),
                    record=records.get(candidate.id),
                    today=today,
                )
                for candidate in catalogue.candidates
            ),
        )
