"""The chats that this process has in hand, each with the next of its messages, in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.inbox import Arrival

A_CHAT = 20
"""How many messages of one chat are in memory; more are read as these are done with."""

BACKLOG = 1_000
"""How many messages of all chats are in memory; the rest wait in the store, for any process."""


@dataclass(slots=True)
class Queue:
    """One chat's messages; the first is the one being handled.

    `behind` is that the store has more of them, which come after these.
    """

    arrivals: deque[Arrival] = field(default_factory=deque)
    behind: bool = False

    def add(self, arrivals: Iterable[Arrival]) -> None:
        """Add messages at the end, as many as there is place for, none before those left out."""
        for arrival in arrivals:
            self.behind = self.behind or len(self.arrivals) >= A_CHAT
            if self.behind:
                return
            self.arrivals.append(arrival)

    def refill(self, arrivals: list[Arrival]) -> None:
        """Go on with what the store has, the oldest first."""
        self.arrivals = deque(arrivals)
        self.behind = len(arrivals) >= A_CHAT


class Queues(dict[str, Queue]):
    """Every chat in hand, by name; once it is `closed`, no more are taken."""

    closed = False

    @property
    def waiting(self) -> int:
        """How many messages are in memory."""
        return sum(len(queue.arrivals) for queue in self.values())

    @property
    def has_room(self) -> bool:
        """Whether more chats may be taken in hand."""
        return not self.closed and self.waiting < BACKLOG
