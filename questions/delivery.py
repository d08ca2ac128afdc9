"""A delivery: one recipient's row of a broadcast, what became of it, and the sum of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class DeliveryState(StrEnum):
    """How far a delivery is; the first three are open."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    SKIPPED = "skipped"


OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENDING)


class Reason(StrEnum):
    """Why a delivery came to nothing."""

    BLOCKED = "blocked"
    GONE = "gone"
    REFUSED = "refused"
    MESSAGE_GONE = "message_gone"
    BROKEN = "broken"
    AMBIGUOUS = "ambiguous"
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"
    FORGOTTEN = "forgotten"
    NOTHING_NEW = "nothing_new"
    CANCELLED = "cancelled"


RETRIED = (Reason.REFUSED, Reason.MESSAGE_GONE, Reason.BROKEN, Reason.GONE, Reason.BLOCKED)
"""The reasons of failures that are tried again where an organizer asks for it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, as this message; None where the message is not told."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """It will not arrive. `reachable` is False where nothing can reach this chat any more."""

    reason: Reason
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Later:
    """It certainly did not arrive, and is to be tried again.

    `blocked` is for how many seconds Telegram takes nothing from this bot.
    """

    blocked: float = 0.0


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may have arrived or not."""


@dataclass(frozen=True, slots=True)
class Moved:
    """It did not arrive: the group has another number now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class NotBegun:
    """It was not even tried: the row is free again."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """There is nothing to send."""

    reason: Reason


Outcome: TypeAlias = Sent | Failed | Later | Unsure | Moved | NotBegun | Skipped
"""What became of one request."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many recipients a broadcast has, and what became of them.

    `counted` is False while recipients are still being added. `repeated` are those who may have
    got it twice, each flagged.
    """

    recipients: int
    open: Mapping[DeliveryState, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    repeated: int = 0
    counted: bool = True

    @property
    def left(self) -> int:
        """How many are open."""
        return sum(self.open.values())

    @property
    def sent(self) -> int:
        """How many got it."""
        closed = sum(self.failed.values()) + sum(self.skipped.values()) + self.held
        return self.recipients - self.left - closed


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a row becomes: when it is due again where it stays open, and whether it is flagged."""

    state: DeliveryState
    reason: Reason | None = None
    due_in: float = 0.0
    flagged: bool = False


MOST_UNSURE = 5
"""How often a message may be sent of which it is never known whether it arrived."""

LONGEST_WAIT = 60.0
"""The longest wait before a row is tried again, in seconds."""


def settle(outcome: Outcome, *, attempts: int, holds: bool, harmless: bool) -> Settlement:
    """Tell what a row becomes that was tried `attempts` times.

    `holds` says that what may have arrived is not sent again, `harmless` that sending it again
    changes nothing.
    """
    wait = min(0.5 * 2.0 ** min(attempts, 10), LONGEST_WAIT)
    match outcome:
        case Sent():
            return Settlement(DeliveryState.SENT)
        case Failed(reason):
            return Settlement(DeliveryState.FAILED, reason)
        case Skipped(reason):
            return Settlement(DeliveryState.SKIPPED, reason)
        case Later(blocked):
            return Settlement(DeliveryState.PENDING, due_in=0.0 if blocked else wait)
        case Unsure() if harmless:
            return Settlement(DeliveryState.PENDING, due_in=wait)
        case Unsure() if holds or attempts >= MOST_UNSURE:
            return Settlement(DeliveryState.HELD, Reason.AMBIGUOUS, flagged=not holds)
        case Unsure():
            return Settlement(DeliveryState.PENDING, due_in=wait, flagged=True)
        case Moved() | NotBegun():
            return Settlement(DeliveryState.PENDING)
