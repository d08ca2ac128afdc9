"""The emulator's clock, which a test moves on instead of sleeping."""

from __future__ import annotations

import time


class Clock:
    """Unix seconds, real ones until a test moves them on."""

    def __init__(self) -> None:
        """Runs with the real time."""
        self._ahead = 0.0

    def now(self) -> float:
        """The time as the emulated Slack has it, in Unix seconds."""
        return time.time() + self._ahead

    def passed(self) -> float:
        """How many seconds a test has let pass.

        Deadlines of seconds go by it: a machine that is busy for a moment misses none.
        """
        return self._ahead

    def advance(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self._ahead += seconds
