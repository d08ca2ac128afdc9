"""Marks of what was handled and sent; those of many chats share a commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.turn import Effect
from storage.database import Database
from storage.inbox import Reply, mark_handled, mark_sent
from storage.together import Together

PLATFORM = "telegram"


@dataclass(frozen=True, slots=True)
class Mark:
    """What to change for an update; with a reply it was handled, without one it is done with."""

    update_id: str
    reply: Reply
    effects: tuple[Effect, ...]


class Ledger:
    """The marks of one platform's updates in one store."""

    def __init__(self, database: Database) -> None:
        """Write to a store."""
        self._write = Together(partial(_write, database))

    async def handled(self, update_id: str, reply: Reply, effects: tuple[Effect, ...]) -> None:
        """Do an update's effects, mark it handled and keep its reply, all in one transaction."""
        await self._write(Mark(update_id, reply, effects))

    async def sent(self, update_id: str, effects: tuple[Effect, ...] = ()) -> None:
        """Mark that an update's reply was sent: nothing of it is kept any more."""
        await self._write(Mark(update_id, [], effects))


async def _write(database: Database, marks: Sequence[Mark]) -> Sequence[None]:
    async with database.writing() as connection:
        for mark in marks:
            for effect in mark.effects:
                await effect(connection)
        if handled := [(mark.update_id, mark.reply) for mark in marks if mark.reply]:
            await mark_handled(connection, PLATFORM, handled)
        if done := [mark.update_id for mark in marks if not mark.reply]:
            await mark_sent(connection, PLATFORM, done)
    return [None] * len(marks)
