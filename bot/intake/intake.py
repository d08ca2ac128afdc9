"""From what a platform sends to the answer: stored first, handled once, in order for each chat."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot import metrics
from bot.intake.handled import Handled
from bot.intake.ledger import LEASE, Ledger, Mark, SignOfLife, TakeIn
from bot.intake.queues import Queues
from bot.intake.side import Side
from bot.logs import correlation
from bot.turn import Effect
from questions.errors import StoreUnreachable
from storage import holds
from storage.database import Database
from storage.inbox import Arrival

log = logging.getLogger(__name__)

AT_ONCE = 200
"""How many chats are answered side by side."""

BEAT = LEASE / 4
"""How often a process says that it lives and looks for what nobody has in hand, in seconds."""

AGAIN = 15.0
"""After how long it is tried again to settle what could not be settled, in seconds."""

TRIES = 5
"""How often that is tried where the reason is none of the platform's outages."""

DRAIN = 10.0
"""How long a stop waits for what is in hand, in seconds."""


class Intake:
    """Takes in what one side sends, and answers it; any number of processes share a store.

    `take_in` keeps what arrived; what it returned from may be acknowledged. `run` answers.
    """

    def __init__(self, database: Database, side: Side) -> None:
        """Serve one side on one store."""
        self._database = database
        self._side = side
        self._process = secrets.token_hex(8)
        self._queues = Queues()
        self._ledger = Ledger(database, side, self._process, self._queues, self._begin)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._working: set[asyncio.Task[None]] = set()
        self._draining = asyncio.Event()
        self._less = asyncio.Event()

    async def take_in(self, arrivals: Sequence[Arrival]) -> None:
        """Keep what arrived; raises what the store raises where that fails: nothing is kept then.

        What had arrived before is known by its id and comes to nothing again.
        """
        await self._ledger.enter(TakeIn(tuple(arrivals)))

    async def room(self) -> None:
        """Wait until there is room for more in memory; what is taken in before waits its turn."""
        while not self._queues.has_room:
            self._less.clear()
            await self._less.wait()

    async def run(self, stopping: asyncio.Event) -> None:
        """Answer until told to stop; then finish what is in hand and leave the rest to others."""
        living = asyncio.create_task(self._live())
        await stopping.wait()
        await self._drain()
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
        await self._ledger.enter.finish()
        try:
            async with self._database.writing() as connection:
                await holds.let_go(connection, self._process)
        except StoreUnreachable as error:
            log.warning("%s; other processes take over in %d s", error, LEASE)

    async def _live(self) -> None:
        """Say again and again that this process lives; take up what dead ones left."""
        while True:
            try:
                await self._ledger.enter(SignOfLife())
            except Exception as error:
                log.warning(
                    "the store cannot be written (%s); trying again",
                    error if isinstance(error, StoreUnreachable) else type(error).__name__,
                    exc_info=not isinstance(error, StoreUnreachable),
                )
            await asyncio.sleep(BEAT)

    async def _drain(self) -> None:
        """Finish what is in hand; what waits, or takes too long, is in the store."""
        self._queues.closed = True
        self._draining.set()
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, chat: str) -> None:
        task = asyncio.create_task(self._work(chat))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _work(self, chat: str) -> None:
        """Handle one chat's messages until there are none left, or until they are not ours."""
        queue = self._queues[chat]
        failures = 0
        while queue.arrivals and self._queues.get(chat) is queue and not self._draining.is_set():
            async with self._places:
                failures = await self._try(queue.arrivals[0], failures)
            self._less.set()
            if failures:
                await self._pause()
        if self._queues.get(chat) is queue and not queue.arrivals:
            del self._queues[chat]

    async def _try(self, arrival: Arrival, failures: int) -> int:
        """Settle a message; return how often in a row that has failed.

        An outage is waited out for as long as it lasts. What fails for another reason is given up
        in the end: it must not keep its chat from everything that comes after it.
        """
        outages: tuple[type[Exception], ...] = (StoreUnreachable, *self._side.outages)
        correlation.set(f"{self._side.name}/{arrival.update_id}")
        try:
            with metrics.timed(metrics.settled, self._side.name):
                await self._settle(arrival)
        except Exception as error:
            known = isinstance(error, outages)
            log.warning(
                "it is not settled (%s); trying again in %d s",
                *(error if known else type(error).__name__, AGAIN),
                exc_info=not known,
            )
            if known:
                return max(1, failures)
            if failures + 1 < TRIES:
                return failures + 1
            log.error("it is given up")
        else:
            return 0
        try:
            await self._ledger.enter(Mark(arrival, Handled()))
        except Exception:
            log.exception("it cannot be given up either")
            return failures
        return 0

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._draining.wait(), AGAIN)

    async def _settle(self, arrival: Arrival) -> None:
        """Handle an update, or send what is left to send for it; then nothing of it is kept.

        What changes the store is committed with the mark that it was handled before anything is
        sent. What changes nothing may as well be handled again after a crash: it is marked once,
        when its reply was sent.
        """
        if not self._ledger.surely_alive and not await self._ledger.enter(SignOfLife(arrival)):
            return
        if arrival.body is None:
            outcome = Handled(self._side.read(arrival.reply or []))
        else:
            outcome = await self._side.handle(arrival.body)
            if outcome.effects:
                if not await self._ledger.enter(Mark(arrival, outcome)) or not outcome.calls:
                    return
                outcome = replace(outcome, effects=(), answered=None)
        learnt: tuple[Effect, ...] = ()
        for call in outcome.calls:
            learnt += await self._side.deliver(call)
        await self._ledger.enter(Mark(arrival, Handled((), learnt, outcome.answered)))
