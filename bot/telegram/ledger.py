"""Marks of what was handled and sent; those of many chats share a commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.telegram.calls import to_json
from bot.telegram.handled import Handled
from bot.turn import Effect
from questions.understanding.resolution import Context
from storage.contexts import remember
from storage.database import Database
from storage.inbox import mark_handled, mark_sent
from storage.together import Together


@dataclass(frozen=True, slots=True)
class Mark:
    """That an update was handled, or, without calls, that it is done with."""

    update_id: str
    outcome: Handled


class Ledger:
    """The marks of one platform's updates in one store."""

    def __init__(self, database: Database, platform: str) -> None:
        """Write to a store."""
        self._write = Together(partial(_write, database, platform))

    async def handled(self, update_id: str, outcome: Handled) -> None:
        """Do an update's effects, mark it handled and keep its reply, all in one transaction."""
        await self._write(Mark(update_id, outcome))

    async def done(
        self,
        update_id: str,
        effects: tuple[Effect, ...] = (),
        answered: tuple[int, Context] | None = None,
    ) -> None:
        """Mark that nothing is left to do for an update: nothing of it is kept any more."""
        await self._write(Mark(update_id, Handled((), effects, answered)))


async def _write(database: Database, platform: str, marks: Sequence[Mark]) -> Sequence[None]:
    outcomes = [(mark.update_id, mark.outcome) for mark in marks]
    async with database.writing() as connection:
        for _, outcome in outcomes:
            for effect in outcome.effects:
                await effect(connection)
        if answered := [outcome.answered for _, outcome in outcomes if outcome.answered]:
            await remember(connection, answered)
        if handled := [
            (each, to_json(outcome.calls)) for each, outcome in outcomes if outcome.calls
        ]:
            await mark_handled(connection, platform, handled)
        if done := [each for each, outcome in outcomes if not outcome.calls]:
            await mark_sent(connection, platform, done)
    return [None] * len(marks)
