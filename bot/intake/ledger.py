"""Every change to the inbox that one process makes, one transaction after the other.

What arrives and what is done with at the same time shares a commit. The queues in memory follow
each commit at once, before the next begins: so they are never at odds with the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TypeAlias

from bot import metrics
from bot.intake.handled import Handled
from bot.intake.queues import A_CHAT, BACKLOG, Queue, Queues
from bot.intake.side import Side
from storage import holds, inbox
from storage.contexts import remembering
from storage.database import Connection, Database
from storage.holds import Claim
from storage.inbox import Arrival, Reply
from storage.many import Change
from storage.together import Patience, Together

LEASE = 3.0
"""How long after its last sign of life a process still holds its chats, in seconds."""

PATIENCE, PATIENCE_AFAR = Patience(0.002), Patience(0.01, most=0.1, enough=10)
"""How long a commit waits for more to share it; longer where each costs round trips."""


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Updates that arrived."""

    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """That an update was handled, or, without calls, that it is done with."""

    arrival: Arrival
    outcome: Handled

    @property
    def last(self) -> bool:
        """Whether nothing of the update is left to do."""
        return not self.outcome.calls


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """Say that this process lives, and take what nobody has in hand."""

    still: Arrival | None = None
    """A message that this process must still have in hand."""


Entry: TypeAlias = TakeIn | Mark | SignOfLife


@dataclass(slots=True)
class Outcome:
    """What a transaction came to, for the queues to follow once it is committed."""

    done: list[Mark] = field(default_factory=list)
    handled: list[Mark] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    released: set[str] = field(default_factory=set)
    refilled: dict[str, list[Arrival]] = field(default_factory=dict)
    added: dict[str, list[Arrival]] = field(default_factory=dict)
    behind: set[str] = field(default_factory=set)
    new: int = 0
    refused: int = 0


class Ledger:
    """One process's part in the inbox of one side."""

    def __init__(
        self,
        database: Database,
        side: Side,
        process: str,
        queues: Queues,
        begin: Callable[[str], None],
    ) -> None:
        """Keep `queues` as the store has them; `begin` is called for every new chat in them."""
        self._database = database
        self._side = side
        self._process = process
        self._queues = queues
        self._begin = begin
        self._alive_until = -LEASE
        self.enter: Together[Entry, bool] = Together(
            self._write, patience=PATIENCE if database.is_sqlite else PATIENCE_AFAR
        )

    @property
    def surely_alive(self) -> bool:
        """Whether no other process can have taken this one for dead."""
        return monotonic() < self._alive_until

    async def _write(self, entries: Sequence[Entry]) -> Sequence[bool]:
        """Enter what is to be entered; False where a message is no longer in our hands."""
        arrivals = _once(entry.arrivals for entry in entries if isinstance(entry, TakeIn))
        marks = [each for each in entries if isinstance(each, Mark) and self._has(each.arrival)]
        lives = not self.surely_alive or any(isinstance(each, SignOfLife) for each in entries)
        came, begun = Outcome(), monotonic()
        async with self._database.writing() as connection:
            unattended = await self._live(connection, came) if lives else []
            held = {mark.arrival.chat for mark in marks}
            chats = held.union(unattended, (each.chat for each in arrivals))
            mine = await holds.lock(connection, self._side.name, self._process, chats)
            came.lost |= held - mine
            marks = [mark for mark in marks if mark.arrival.chat not in came.lost]
            changes = await self._mark(connection, marks)
            await self._take(connection, arrivals, unattended, changes, came)
            came.done = [mark for mark in marks if mark.last]
            came.handled = [mark for mark in marks if not mark.last]
            await self._let_go(connection, came)
        if lives:
            self._alive_until = begun + LEASE
        self._follow(came)
        metrics.updates.labels(self._side.name).inc(came.new)
        metrics.too_many.labels(self._side.name).inc(came.refused)
        kept = {id(mark) for mark in marks}
        return [self._stands(entry, kept) for entry in entries]

    def _has(self, arrival: Arrival) -> bool:
        """Say whether a message is the one that its chat is at."""
        queue = self._queues.get(arrival.chat)
        return bool(queue and queue.arrivals and queue.arrivals[0].update_id == arrival.update_id)

    def _stands(self, entry: Entry, kept: Collection[int]) -> bool:
        match entry:
            case Mark():
                return id(entry) in kept
            case SignOfLife(still=Arrival() as arrival):
                return self._has(arrival)
        return True

    async def _live(self, connection: Connection, came: Outcome) -> list[str]:
        """Beat; find what is in nobody's hands, and what was taken out of ours for late beating."""
        await holds.beat(connection, self._process, lease=LEASE)
        if self._queues and not self.surely_alive:
            held = await holds.held(connection, self._side.name, self._process)
            came.lost |= self._queues.keys() - held
        if not self._queues.has_room:
            return []
        limit = len(self._queues) + BACKLOG // A_CHAT
        found = await holds.unattended(connection, self._side.name, self._process, limit=limit)
        return [chat for chat in found if chat not in self._queues]

    async def _mark(self, connection: Connection, marks: Sequence[Mark]) -> list[Change]:
        """Do what updates come to; mark them handled and keep their replies, or erase them.

        Returned is what of it can be done with other things.
        """
        for mark in marks:
            for effect in mark.outcome.effects:
                await effect(connection)
        handled = [
            (mark.arrival.update_id, self._side.write(mark.outcome.calls))
            for mark in marks
            if not mark.last
        ]
        await inbox.mark_handled(connection, self._side.name, handled)
        changes = []
        if done := [mark.arrival.update_id for mark in marks if mark.last]:
            changes.append(inbox.marking_sent(connection, self._side.name, done))
        if answered := [mark.outcome.answered for mark in marks if mark.outcome.answered]:
            changes.append(remembering(connection, answered))
        return changes

    async def _take(
        self,
        connection: Connection,
        arrivals: Sequence[Arrival],
        unattended: Collection[str],
        changes: Sequence[Change],
        came: Outcome,
    ) -> None:
        """Make changes, and store what arrived.

        Its chats are taken in hand where they are free and there is room, and those that nobody
        has in hand, such as a dead process's.
        """
        new = await inbox.take_in(connection, self._side.name, arrivals, besides=changes)
        asked = dict.fromkeys((*unattended, *(arrival.chat for arrival in new)), 0)
        for arrival in new:
            asked[arrival.chat] += arrival.asks
        in_hand = self._queues.keys() - came.lost
        known = {arrival.update_id for arrival in new}
        for chat in asked.keys() & in_hand:
            known.update(each.update_id for each in self._queues[chat].arrivals)
        claims = await holds.claim(
            connection,
            self._side.name,
            self._process,
            asked,
            hold=asked if self._queues.has_room else (in_hand & asked.keys()).union(unattended),
            allowance=self._side.allowance,
            known=known,
            besides=self._side.heard(connection, new),
        )
        came.added = {claim.chat: [] for claim in claims if claim.mine}
        came.new, came.refused = len(new), sum(claim.beyond for claim in claims)
        for arrival in await self._refuse(connection, new, claims):
            if arrival.chat in came.added:
                came.added[arrival.chat].append(arrival)
        # Another process may have left us older ones: those come first, out of the store.
        older = {claim.chat for claim in claims if claim.mine and claim.others}
        came.behind = older & in_hand
        await self._refill(connection, older - in_hand, came)

    async def _refuse(
        self, connection: Connection, new: Sequence[Arrival], claims: Sequence[Claim]
    ) -> list[Arrival]:
        """Let what goes beyond what a chat may ask come to nothing, the first to a polite wait."""
        kept = {arrival.update_id: arrival for arrival in new}
        told: list[tuple[str, Reply]] = []
        for claim in claims:
            if not claim.beyond:
                continue
            asking = [each for each in new if each.chat == claim.chat and each.asks]
            for place, arrival in enumerate(asking[-claim.beyond :]):
                del kept[arrival.update_id]
                calls = self._side.too_much(arrival.body or {}) if claim.first and not place else ()
                if calls:
                    reply = self._side.write(calls)
                    told.append((arrival.update_id, reply))
                    kept[arrival.update_id] = replace(arrival, body=None, reply=reply)
        await inbox.mark_handled(connection, self._side.name, told)
        refused = [arrival.update_id for arrival in new if arrival.update_id not in kept]
        await inbox.mark_sent(connection, self._side.name, refused)
        return list(kept.values())

    async def _refill(self, connection: Connection, chats: Iterable[str], came: Outcome) -> None:
        for chat in chats:
            came.added.pop(chat, None)
            came.refilled[chat] = await inbox.read_open(
                connection, self._side.name, chat, limit=A_CHAT
            )

    async def _let_go(self, connection: Connection, came: Outcome) -> None:
        """Let go of chats that are done with, unless somebody has left us more of them."""
        queues = ((mark.arrival.chat, self._queues[mark.arrival.chat]) for mark in came.done)
        emptied = {
            chat
            for chat, queue in queues
            if len(queue.arrivals) == 1
            and (queue.behind or chat in came.behind or not came.added.get(chat))
        }
        emptied |= {
            chat
            for chat, arrivals in (came.added | came.refilled).items()
            if not arrivals and chat not in self._queues
        }
        came.released = await holds.release(connection, self._side.name, self._process, emptied)
        for chat in came.released:
            came.refilled.pop(chat, None)
        await self._refill(connection, emptied - came.released, came)

    def _follow(self, came: Outcome) -> None:
        """Let the queues follow what is committed."""
        for mark in came.done:
            self._queues[mark.arrival.chat].arrivals.popleft()
        for mark in came.handled:
            left = replace(mark.arrival, body=None, reply=self._side.write(mark.outcome.calls))
            self._queues[mark.arrival.chat].arrivals[0] = left
        for chat in came.released | came.lost:
            self._queues.pop(chat, None)
        for chat in came.behind & self._queues.keys():
            self._queues[chat].behind = True
        for chat, arrivals in came.refilled.items():
            self._queue(chat).refill(arrivals)
        for chat, arrivals in came.added.items():
            if arrivals:
                self._queue(chat).add(arrivals)

    def _queue(self, chat: str) -> Queue:
        if chat not in self._queues:
            self._queues[chat] = Queue()
            self._begin(chat)
        return self._queues[chat]


def _once(batches: Iterable[tuple[Arrival, ...]]) -> list[Arrival]:
    """Put batches together, each update once."""
    found = {arrival.update_id: arrival for batch in batches for arrival in batch}
    return list(found.values())
