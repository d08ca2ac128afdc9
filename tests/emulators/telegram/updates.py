"""The bot's queue of updates and the long polling that empties it.

Bot API, getUpdates: an update is confirmed, and dropped, as soon as getUpdates is called with an
offset higher than its ``update_id``; a negative offset counts from the end and forgets all before.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple

from tests.emulators.telegram.errors import conflict

FIRST_UPDATE_ID = 700_000_001
_OPT_IN = frozenset(("chat_member", "message_reaction", "message_reaction_count"))


class Pending(NamedTuple):
    """An update not yet confirmed."""

    wire: str
    """Its JSON text."""
    lane: int
    """Updates of one lane reach a webhook one after the other."""


class UpdateQueue:
    """Updates not yet confirmed, in order."""

    def __init__(self, notify: Callable[[], None]) -> None:
        """``notify`` is called when an update comes or goes."""
        self.pending: dict[int, Pending] = {}
        self.allowed: frozenset[str] = frozenset()
        self.next_id = FIRST_UPDATE_ID
        self.on_update: Callable[[int], None] = lambda update_id: None
        self._poll: asyncio.Future[None] | None = None
        self._notify = notify
        self._closed = False

    @property
    def confirmed_up_to(self) -> int:
        """Every update with an id up to this one has been confirmed."""
        return next(iter(self.pending), self.next_id) - 1

    def add(self, kind: str, body: dict[str, Any], *, lane: int = 0) -> int | None:
        """Queue an update; its id, or None where the bot did not allow its kind.

        Telegram filters as updates arise, by the ``allowed_updates`` given last.
        """
        if kind not in self.allowed if self.allowed else kind in _OPT_IN:
            return None
        return self.add_raw({"update_id": self.next_id, kind: body}, lane=lane)

    def add_raw(self, update: dict[str, Any], *, lane: int = 0) -> int:
        """Queue any update object, of a kind allowed or not; its own ``update_id`` is kept."""
        update_id = int(update.setdefault("update_id", self.next_id))
        self.pending[update_id] = Pending(json.dumps(update), lane)
        self.next_id = max(self.next_id, update_id + 1)
        self.on_update(update_id)
        self._wake()
        self._notify()
        return update_id

    def confirm(self, update_id: int) -> None:
        """Drop one update, as a webhook that answered 2xx does."""
        self.pending.pop(update_id, None)
        self._notify()

    def allow(self, kinds: object) -> None:
        """Set ``allowed_updates``; None leaves it, an empty list means all but the opt-in kinds."""
        if isinstance(kinds, list):
            self.allowed = frozenset(str(kind) for kind in kinds)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[str]:
        """What getUpdates returns; a poll that waits ends the one that waited before it."""
        self._forget_before(offset)
        if not self.pending and seconds and not self._closed:
            await self._wait(seconds)
        return [each.wire for each in islice(self.pending.values(), limit)]

    def end_poll(self, why: str) -> None:
        """End the waiting poll with a 409."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(conflict(why))

    def close(self) -> None:
        """Let a waiting poll end, with nothing, and no further one wait."""
        self._closed = True
        self._wake()

    @property
    def polled(self) -> bool:
        """Whether a bot waits for updates right now."""
        return self._poll is not None and not self._poll.done()

    async def _wait(self, seconds: float) -> None:
        """Wait for an update; cancelled where the client goes away."""
        self.end_poll(
            "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
        poll = asyncio.get_running_loop().create_future()
        self._poll = poll
        self._notify()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(poll, seconds)
        finally:
            self._notify()

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _forget_before(self, offset: int) -> None:
        if offset < 0:
            offset += self.next_id
        elif offset > self.next_id + 10:
            return  # "in the future": tdlib's queue starts from its head again
        gone = []
        for update_id in self.pending:
            if update_id >= offset:
                break
            gone.append(update_id)
        for update_id in gone:
            del self.pending[update_id]
        if gone:
            self._notify()
