"""What the app asked of Slack: every call, its time of arrival and its outcome."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from tests.emulators.slack.arguments import Arguments


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Web API method."""

    method: str
    arguments: Arguments
    at: float
    """When it arrived, in seconds of the machine's monotonic clock."""
    status: int
    """The HTTP status answered; 0 where the connection was cut."""
    error: str = ""
    """Slack's error, empty where it was carried out."""
    injected: bool = False
    """Whether a fault set by the test decided the outcome."""


CallLog = deque[Call]
