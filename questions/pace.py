"""The pace at which a bot may send: evenly spaced slots, each used once, by whichever worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

AHEAD = 1.0
"""How far ahead slots are given away, in seconds: a store far away takes a while to answer."""

LATE = 0.1
"""For how long after its time a slot may still be used, in seconds: later it would crowd others."""


@dataclass(frozen=True, slots=True)
class Slots:
    """`count` slots, the first at `first`; where there are none, it is worth asking at `ask_at`."""

    first: datetime
    count: int
    interval: timedelta
    ask_at: datetime

    def after(self, used: int) -> datetime:
        """Tell when the next slot is once `used` of these are taken."""
        return self.first + used * self.interval

    def waits(self, now: datetime) -> list[float]:
        """Tell how long each slot is away, in seconds."""
        return [
            (self.first + place * self.interval - now).total_seconds()
            for place in range(self.count)
        ]


def free_slots(next_at: datetime, now: datetime, pace: float, most: int) -> Slots:
    """Tell which slots are free: at most `most`, none further ahead than `AHEAD`.

    `pace` is in slots a second; 0 sets no pace. A slot that nobody took in time is gone.
    """
    first = max(next_at, now)
    if not pace:
        return Slots(now, most, timedelta(0), now)
    interval = timedelta(seconds=1 / pace)
    horizon = now + timedelta(seconds=AHEAD)
    count = 0 if first > horizon else min(most, int((horizon - first) / interval) + 1)
    return Slots(first, count, interval, first - timedelta(seconds=AHEAD / 2))
