"""What the bot asked of Telegram: every call, its time of arrival and its outcome."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

from tests.emulators.telegram.arguments import Arguments, plain


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Bot API method."""

    method: str
    arguments: Arguments
    """As on the wire; `argument` undoes the string encoding."""
    at: float
    """When it arrived, in seconds of the monotonic clock."""
    status: int
    """The HTTP status answered; 0 where the connection was cut."""
    error: str = ""
    injected: bool = False
    """Whether a fault set by the test decided the outcome."""

    def argument(self, name: str) -> Any:
        """An argument's value, None where it was not given."""
        return plain(name, self.arguments.get(name))

    @property
    def chat(self) -> int | None:
        """The chat it was about."""
        chat = self.argument("chat_id")
        return chat if isinstance(chat, int) else None


class CallLog:
    """The last calls in full, and of all calls their number and their times."""

    def __init__(self, keep: int) -> None:
        """Keeps the last ``keep`` calls; of older ones eight bytes, their time."""
        self.recent: deque[Call] = deque(maxlen=keep)
        self.outcomes: Counter[tuple[str, int]] = Counter()
        self._times: dict[str, array[float]] = {}

    def add(self, call: Call) -> None:
        """Record a call."""
        self.recent.append(call)
        self.outcomes[call.method, call.status] += 1
        times = self._times.get(call.method)
        if times is None:
            times = self._times[call.method] = array("d")
        times.append(call.at)

    def times(self, method: str) -> list[float]:
        """When each call of a method arrived, in order, in seconds of the monotonic clock."""
        return sorted(self._times.get(method, ()))

    def max_in_any_second(self, method: str) -> int:
        """The most calls of a method that arrived within any one second (half open)."""
        times = self.times(method)
        most = first = 0
        for last, at in enumerate(times):
            while times[first] <= at - 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most

    def clear(self) -> None:
        """Forget all calls so far."""
        self.recent.clear()
        self.outcomes.clear()
        self._times.clear()
