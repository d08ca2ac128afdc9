"""The sending loop: any number of these, in any number of processes, on one store."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic

from bot.broadcast.ledger import Ledger
from bot.broadcast.letter import Letter, Post
from bot.broadcast.writer import Writer
from questions.delivery import Failed, Later, NotBegun, Outcome, Reason
from questions.errors import NotConfigured, StoreUnreachable
from questions.pace import LATE
from storage.broadcasts.claims import Claimed, Parcel
from storage.broadcasts.outcomes import Report

log = logging.getLogger(__name__)

PLACES = 256
"""How many requests are made side by side, where no pace is set; each has a connection."""

IN_HAND = 800
"""How many rows a worker has claimed at most."""

ASK_FOR = 256
"""How many rows it waits to have room for before it claims again."""

IDLE = 0.5
"""How long to wait before asking again where there is nothing to send, in seconds."""

LONGEST_WAIT = 30.0
"""The longest wait before asking again, in seconds."""

TRIES = 5
"""How often it is tried to write a letter before that is taken to be a mistake of ours."""

MOST_LEAD = 0.8
"""How long before its slot a row is marked as being sent at most, in seconds."""

AGAIN = 1.0
"""How long to wait where the store cannot be reached, in seconds."""

DRAIN = 10.0
"""How long a stop waits for what is being sent, in seconds."""


def _tell(error: Exception, said: str, *about: object) -> None:
    """Log what went wrong; an outage of the store is no mistake, and needs no traceback."""
    if isinstance(error, StoreUnreachable):
        log.warning(f"{said}: %s", *about, error)
    else:
        log.error(said, *about, exc_info=error)


class Worker:
    """Claims rows, says that it will send them, sends them, and writes down what became of it."""

    def __init__(self, ledger: Ledger, writer: Writer, post: Post, *, lease: float) -> None:
        """Send with `post`; rows are this worker's for `lease` seconds."""
        self._ledger = ledger
        self._writer = writer
        self._post = post
        self._lease = lease
        self._places = asyncio.Semaphore(PLACES)
        self._in_hand: set[asyncio.Task[None]] = set()
        self._room = asyncio.Event()
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._fault: NotConfigured | None = None
        # How long the store takes to write an intent down: it is begun so much before its slot.
        self._lead = 0.0

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until told to stop, then finish what is being sent, and give the rest back.

        Raises NotConfigured where Telegram does not know the token.
        """
        self._stopping = stopping
        while not stopping.is_set() and self._fault is None:
            if len(self._in_hand) > IN_HAND - ASK_FOR:
                self._room.clear()
                await self._room.wait()
                continue
            self._woken.clear()
            await self._idle(await self._claim())
        if self._in_hand:
            _, late = await asyncio.wait(self._in_hand, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._fault:
            raise self._fault

    async def _claim(self) -> float:
        """Claim rows and set out to send each; return how long to wait before asking again."""
        try:
            claim = await self._ledger.claim(IN_HAND - len(self._in_hand))
        except Exception as error:  # noqa: BLE001 - told below
            _tell(error, "no rows can be claimed; trying again")
            return AGAIN
        for row in claim.rows:
            task = asyncio.create_task(self._deliver(row))
            self._in_hand.add(task)
            task.add_done_callback(self._done)
        if claim.rows:
            return 0.0
        return IDLE if claim.ask_in is None else min(claim.ask_in, LONGEST_WAIT)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        if len(self._in_hand) <= IN_HAND - ASK_FOR:
            self._room.set()

    def wake(self) -> None:
        """Look at once whether there is something to send."""
        self._woken.set()

    async def _idle(self, wait: float) -> None:
        """Wait before asking again, but for what wakes it."""
        if wait <= 0:
            await asyncio.sleep(0)
            return
        waking = [asyncio.create_task(each.wait()) for each in (self._woken, self._stopping)]
        await asyncio.wait(waking, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
        for task in waking:
            task.cancel()

    async def _pause(self, wait: float) -> None:
        """Wait, but not past a stop."""
        if wait > 0:
            try:
                await asyncio.wait_for(self._stopping.wait(), wait)
            except TimeoutError:
                return
        else:
            await asyncio.sleep(0)

    async def _deliver(self, row: Claimed) -> None:
        """Send one row in its slot, or give it back."""
        if row.slot is not None:
            await self._pause(row.slot - self._lead - monotonic())
        async with self._places:
            begun = monotonic()
            late = row.slot is not None and begun > row.slot + LATE
            if late or self._stopping.is_set() or self._fault:
                await self._release(row)
                return
            try:
                parcel = await self._ledger.begin(row.id)
            except Exception as error:  # noqa: BLE001 - told below
                # Perhaps it is marked as being sent, and perhaps not: its lease will tell.
                _tell(error, "row %s was not begun", row.id)
                return
            self._lead = min(max(monotonic() - begun, 0.9 * self._lead), MOST_LEAD)
            if parcel is None:
                return
            outcome = await self._send(parcel, begun, row.slot)
        await self._settle(parcel, outcome, begun)

    async def _release(self, row: Claimed) -> None:
        try:
            await self._ledger.release([row.id])
        except Exception as error:  # noqa: BLE001 - told below
            _tell(error, "row %s was not given back; its lease runs out", row.id)

    async def _send(self, parcel: Parcel, begun: float, slot: float | None) -> Outcome:
        """Send a parcel while it is this worker's, and while its slot lasts."""
        try:
            letter = await self._writer.write(parcel)
        except Exception as error:  # noqa: BLE001 - told below
            _tell(error, "nothing could be written for row %s", parcel.id)
            return Failed(Reason.BROKEN) if parcel.attempts >= TRIES else Later()
        if not isinstance(letter, Letter):
            return letter
        if slot is not None:
            await self._pause(slot - monotonic())
            if self._stopping.is_set():
                return NotBegun()
        now = monotonic()
        # A request takes at most half a lease: begun later than this, another may have the row.
        if now > begun + self._lease / 4 or (slot is not None and now > slot + LATE):
            return NotBegun()
        try:
            return await self._post(letter)
        except NotConfigured as error:
            self._fault = error
            return NotBegun()

    async def _settle(self, parcel: Parcel, outcome: Outcome, begun: float) -> None:
        """Write an outcome down, for as long as the row is this worker's."""
        while True:
            try:
                holds, harmless = await self._writer.terms(parcel.broadcast_id)
                await self._ledger.settle(Report(parcel, outcome, holds, harmless))
            except Exception as error:  # noqa: BLE001 - told below
                _tell(error, "what became of row %s is not written yet", parcel.id)
            else:
                return
            if monotonic() > begun + self._lease:
                log.error("what became of row %s was never written", parcel.id)
                return
            await asyncio.sleep(AGAIN)
