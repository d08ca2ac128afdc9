"""The states of a broadcast, and what each outcome makes of a delivery."""

from __future__ import annotations

import pytest

from questions.broadcast import MOVES, State, require_move
from questions.delivery import (
    MOST_UNSURE,
    DeliveryState,
    Failed,
    Later,
    Moved,
    NotBegun,
    Outcome,
    Progress,
    Reason,
    Sent,
    Unsure,
    settle,
)
from questions.errors import NotPossible

SENT, FAILED, HELD, PENDING = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.HELD,
    DeliveryState.PENDING,
)


def test_every_state_is_reached_and_what_is_cancelled_stays_so() -> None:
    reached = {after for ways in MOVES.values() for after in ways}
    assert reached == set(State)
    assert MOVES[State.CANCELLED] == frozenset()
    for after in State:
        with pytest.raises(NotPossible, match="cancelled"):
            require_move(State.CANCELLED, after)


def test_nothing_is_sent_that_was_not_approved() -> None:
    assert [before for before in State if State.SCHEDULED in MOVES[before]] == [State.APPROVED]
    assert State.RUNNING not in MOVES[State.DRAFT] | MOVES[State.APPROVED]


@pytest.mark.parametrize(
    ("outcome", "holds", "harmless", "state", "flagged"),
    [
        (Sent(7), False, False, SENT, False),
        (Failed(Reason.BLOCKED), False, False, FAILED, False),
        (Later(), True, False, PENDING, False),
        (Moved(9), True, False, PENDING, False),
        (NotBegun(), True, False, PENDING, False),
        (Unsure(), False, False, PENDING, True),
        (Unsure(), True, False, HELD, False),
        (Unsure(), True, True, PENDING, False),
    ],
)
def test_what_an_outcome_makes_of_a_delivery(
    outcome: Outcome, state: DeliveryState, *, holds: bool, harmless: bool, flagged: bool
) -> None:
    becomes = settle(outcome, attempts=1, holds=holds, harmless=harmless)
    assert (becomes.state, becomes.flagged) == (state, flagged)


def test_what_is_never_sure_is_not_sent_for_ever() -> None:
    becomes = settle(Unsure(), attempts=MOST_UNSURE, holds=False, harmless=False)
    assert becomes.state is HELD


def test_a_wait_that_telegram_names_is_the_lanes_and_not_the_rows() -> None:
    assert settle(Later(blocked=30), attempts=9, holds=False, harmless=False).due_in == 0
    waits = [settle(Later(), attempts=n, holds=False, harmless=False).due_in for n in range(12)]
    assert waits == sorted(waits)
    assert waits[-1] == 60


def test_what_is_not_open_and_did_not_fail_was_sent() -> None:
    progress = Progress(10, {PENDING: 2}, {"blocked": 1}, {"stopped": 1}, held=1)
    assert (progress.left, progress.sent) == (2, 5)
