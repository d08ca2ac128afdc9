"""Outcomes: what became of requests, written by the worker that made them and by nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, update

from questions.delivery import (
    DeliveryState,
    Failed,
    Later,
    Moved,
    Outcome,
    Sent,
    Settlement,
    settle,
)
from storage import supporters
from storage.broadcasts.claims import Parcel
from storage.broadcasts.lanes import block
from storage.clock import now
from storage.database import Connection
from storage.tables import deliveries


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a parcel; whether what is unsure is held, and whether repeating harms."""

    parcel: Parcel
    outcome: Outcome
    holds: bool = False
    harmless: bool = False

    @property
    def settlement(self) -> Settlement:
        """What the row becomes."""
        return settle(
            self.outcome,
            attempts=self.parcel.attempts,
            holds=self.holds,
            harmless=self.harmless,
        )


_sent = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("row"),
        deliveries.c.state == DeliveryState.SENDING,
        deliveries.c.lease == bindparam("mine"),
        # A row that came back to the same worker meanwhile is another try.
        deliveries.c.attempts == bindparam("try"),
    )
    .values(
        state=DeliveryState.SENT,
        message_id=bindparam("message"),
        settled_at=bindparam("at"),
        due_at=None,
        lease=None,
        leased_until=None,
    )
)

_otherwise = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("row"),
        deliveries.c.state == DeliveryState.SENDING,
        deliveries.c.lease == bindparam("mine"),
        # A row that came back to the same worker meanwhile is another try.
        deliveries.c.attempts == bindparam("try"),
    )
    .values(
        state=bindparam("becomes"),
        reason=bindparam("why"),
        settled_at=bindparam("at"),
        due_at=bindparam("due"),
        maybe_duplicate=or_(deliveries.c.maybe_duplicate, bindparam("flag")),
        lease=None,
        leased_until=None,
    )
)


async def write(connection: Connection, bot_id: str, lease: str, reports: Sequence[Report]) -> None:
    """Write outcomes down, of rows that are still this lease's; the store learns from each.

    A 429 shuts the lane; a blocked or vanished chat is unreachable until it writes again; a
    group that moved is followed.
    """
    at = await now(connection)
    sent: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for each in reports:
        if isinstance(each.outcome, Sent):
            message = each.outcome.message_id or each.parcel.message_id
            sent.append({**_key(each, lease), "message": message, "at": at})
        else:
            others.append(_row(each, lease, at))
    if sent:
        await connection.execute(_sent, sent)
    if others:
        await connection.execute(_otherwise, others)
        await _learn(connection, bot_id, reports)


def _key(report: Report, lease: str) -> dict[str, Any]:
    return {"row": report.parcel.id, "mine": lease, "try": report.parcel.attempts}


def _row(report: Report, lease: str, at: datetime) -> dict[str, Any]:
    becomes = report.settlement
    is_open = becomes.state is DeliveryState.PENDING
    return {
        **_key(report, lease),
        "becomes": becomes.state,
        "why": becomes.reason,
        "at": None if is_open else at,
        "due": at + timedelta(seconds=becomes.due_in) if is_open else None,
        "flag": becomes.flagged,
    }


async def _learn(connection: Connection, bot_id: str, reports: Sequence[Report]) -> None:
    shut = 0.0
    for each in reports:
        match each.outcome:
            case Later(blocked):
                shut = max(shut, blocked)
            case Failed(reachable=False):
                await supporters.set_reachable(connection, each.parcel.chat_id, reachable=False)
            case Moved(chat_id):
                await supporters.move(connection, each.parcel.chat_id, chat_id)
    if shut:
        await block(connection, bot_id, shut)
