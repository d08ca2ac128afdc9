"""What Slack tells the app: events, commands and interactions, until each is acknowledged."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.emulators.slack.state import Body, State

Kind = Literal["events_api", "interactive", "slash_commands"]

ACK_SECONDS = 3.0
"""Slack, "Acknowledgement": what is acknowledged later has failed for whoever did it."""
MOST_RETRIES = 3
"""Slack, Events API: an event is sent again three times at most."""


@dataclass(slots=True, eq=False)
class Delivery:
    """One envelope, the same id at each attempt."""

    id: str
    kind: Kind
    payload: Body
    at: float
    """When it arose, by the emulator's clock."""
    on_ack: Callable[[Body | None], None]
    """Carries out what the acknowledgement's payload asks for."""
    arose: float = 0.0
    """How many seconds a test had let pass by then."""
    attempts: int = 0
    sent_at: float = 0.0
    """When it was sent last, in seconds of the monotonic clock."""
    acked: bool = False
    ack: Body | None = None
    """The payload of the first acknowledgement."""
    acks: list[Body | None] = field(default_factory=list)
    """The payloads of all of them."""
    took: float | None = None
    """Seconds from the sending to the first acknowledgement."""
    late: bool = False
    """Whether it came when Slack had stopped waiting, for what a test let pass."""
    connection: int = 0
    """The number of the connection that it went to last."""
    status: int | None = None
    """The HTTP status answered last; None in Socket Mode, 0 where the connection failed."""
    problem: str = ""
    """Why Slack could make nothing of the acknowledgement."""

    @property
    def answers(self) -> bool:
        """Whether its acknowledgement may carry a payload."""
        return self.kind != "events_api"


class Deliveries:
    """All of them, in order."""

    def __init__(self, state: State) -> None:
        """None yet."""
        self.state = state
        self.all: dict[str, Delivery] = {}

    def new(self, kind: Kind, payload: Body, on_ack: Callable[[Body | None], None]) -> Delivery:
        """A delivery not yet sent."""
        at, arose = self.state.clock.now(), self.state.clock.passed()
        delivery = Delivery(str(uuid.uuid4()), kind, payload, at, on_ack, arose)
        self.all[delivery.id] = delivery
        return delivery

    def sent(self, delivery: Delivery) -> None:
        """Note an attempt."""
        delivery.attempts += 1
        delivery.sent_at = time.monotonic()
        self.state.changes.notify()

    def acknowledge(self, delivery: Delivery, payload: Body | None) -> None:
        """Note an acknowledgement; only the first one has an effect, and only in time."""
        delivery.acks.append(payload)
        if not delivery.acked:
            delivery.acked, delivery.ack = True, payload
            delivery.took = time.monotonic() - delivery.sent_at
            delivery.late = self.state.clock.passed() - delivery.arose > ACK_SECONDS
            if not delivery.late or delivery.kind == "events_api":
                try:
                    delivery.on_ack(payload)
                except ValueError as error:
                    delivery.problem = str(error)
        self.state.changes.notify()

    def waiting(self) -> list[Delivery]:
        """The events that Slack still has to bring to the app."""
        return [
            each
            for each in self.all.values()
            if each.kind == "events_api" and not each.acked and each.attempts <= MOST_RETRIES
        ]

    def overdue(self) -> list[Delivery]:
        """The events not acknowledged in time, each due once for every three seconds."""
        now = self.state.clock.now()
        return [
            each
            for each in self.waiting()
            if each.attempts and now - each.at > ACK_SECONDS * each.attempts
        ]
