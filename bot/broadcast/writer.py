"""Write letters: what each recipient of each broadcast gets, in their language."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from bot.broadcast.letter import Letter
from bot.card import Card
from bot.desk import Desk
from bot.views.broadcasts import digest_card, update_card
from bot.words import read_words
from questions.broadcast import Ambiguity, Broadcast, Kind
from questions.delivery import Reason, Skipped
from storage.broadcasts import drafts
from storage.broadcasts.claims import Parcel
from storage.notices import Notice, read_digest, read_follows_of
from storage.supporters import read_languages
from storage.together import Together

FRESH = 5.0
"""For how long what a digest tells of is taken to stand as read, in seconds."""


class Writer:
    """Reads each broadcast once: what is being sent is never edited in place."""

    def __init__(self, desk: Desk) -> None:
        """Write with what this desk knows."""
        self._desk = desk
        self._broadcasts: dict[int, Broadcast] = {}
        self._cards: dict[tuple[int, str | None], Card] = {}
        self._digests: dict[int, tuple[float, list[Notice]]] = {}
        self._followed = Together(self._read_followed)
        self._languages = Together(self._read_languages)

    async def terms(self, broadcast_id: int) -> tuple[bool, bool]:
        """Tell whether what may have arrived is held, and whether repeating it is harmless."""
        broadcast = await self._broadcast(broadcast_id)
        holds = broadcast.draft.ambiguity is Ambiguity.HOLD
        return holds, broadcast.kind.repeats_harmlessly

    async def write(self, parcel: Parcel) -> Letter | Skipped:
        """Write what a parcel's recipient gets; Skipped where that is nothing."""
        broadcast = await self._broadcast(parcel.broadcast_id)
        if broadcast.kind is Kind.DELETE:
            return Letter(parcel.chat_id, None, parcel.message_id)
        if broadcast.kind is Kind.DIGEST:
            card = await self._digest(parcel)
            return Letter(parcel.chat_id, card) if card else Skipped(Reason.NOTHING_NEW)
        several = len(broadcast.draft.texts) > 1
        spoken = await self._languages(parcel.chat_id) if several else None
        message_id = parcel.message_id if broadcast.kind is Kind.EDIT else None
        return Letter(parcel.chat_id, self._update(broadcast, spoken), message_id)

    def _update(self, broadcast: Broadcast, language: str | None) -> Card:
        draft = broadcast.draft
        spoken = language if language in draft.texts else draft.fallback
        place = (broadcast.id, spoken)
        if place not in self._cards:
            words = read_words(spoken or draft.fallback)
            self._cards[place] = update_card(words, draft, spoken, self._desk.run_by)
        return self._cards[place]

    async def _broadcast(self, broadcast_id: int) -> Broadcast:
        if broadcast_id not in self._broadcasts:
            async with self._desk.database.reading() as connection:
                self._broadcasts[broadcast_id] = await drafts.read(connection, broadcast_id)
        return self._broadcasts[broadcast_id]

    async def _digest(self, parcel: Parcel) -> Card | None:
        notices = await self._notices(parcel.broadcast_id)
        followed = await self._followed(parcel.chat_id)
        words = read_words(await self._languages(parcel.chat_id) or "en")
        catalogue = await self._desk.catalogue()
        return digest_card(words, catalogue, notices, followed, self._desk.run_by)

    async def _notices(self, digest_id: int) -> list[Notice]:
        read_at, known = self._digests.get(digest_id, (-FRESH, []))
        if monotonic() - read_at >= FRESH:
            async with self._desk.database.reading() as connection:
                known = await read_digest(connection, digest_id)
            self._digests[digest_id] = (monotonic(), known)
        return known

    async def _read_languages(self, chats: Sequence[int]) -> Sequence[str | None]:
        async with self._desk.database.reading() as connection:
            return await read_languages(connection, chats)

    async def _read_followed(self, chats: Sequence[int]) -> Sequence[set[tuple[str, str]]]:
        async with self._desk.database.reading() as connection:
            found = await read_follows_of(connection, chats)
        return [found[chat] for chat in chats]
