"""The emulated Slack: all that its parts share."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from tests.emulators.slack.calls import CallLog
from tests.emulators.slack.deliveries import Deliveries
from tests.emulators.slack.faults import Fault
from tests.emulators.slack.request_url import RequestUrl
from tests.emulators.slack.sockets import Sockets
from tests.emulators.slack.state import EVENTS, SCOPES, State


class Service:
    """One workspace with one app."""

    def __init__(
        self,
        *,
        signing_secret: str,
        scopes: frozenset[str] = SCOPES,
        events: frozenset[str] = EVENTS,
        keep_calls: int = 20_000,
    ) -> None:
        """Nothing has happened yet."""
        self.state = State(scopes, events)
        self.log: CallLog = deque(maxlen=keep_calls)
        self.faults: list[Fault] = []
        self.violations: list[str] = []
        """What of the app's requests is against Slack's own description or Block Kit's rules."""
        self.url = ""
        """The root that it listens at."""
        self.deliveries = Deliveries(self.state)
        self.sockets = Sockets(self.deliveries)
        self.request_url = RequestUrl(self.deliveries, signing_secret)
        self.background: set[asyncio.Task[Any]] = set()
        """Posts under way that no test waits for."""
