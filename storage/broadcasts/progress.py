"""Progress: counted from the rows themselves, by indexes that hold what is not sent."""

from __future__ import annotations

from sqlalchemy import func, select

from questions.delivery import DeliveryState, Progress
from questions.errors import UnknownBroadcast
from storage.database import Connection
from storage.tables import broadcasts, deliveries


async def read_progress(connection: Connection, broadcast_id: int) -> Progress:
    """Count a broadcast's recipients by what became of them. Raises UnknownBroadcast."""
    whole = (
        await connection.execute(
            select(broadcasts.c.recipients, broadcasts.c.counted).where(
                broadcasts.c.id == broadcast_id
            )
        )
    ).first()
    if whole is None:
        raise UnknownBroadcast(f"There is no broadcast {broadcast_id}.")
    of_it = deliveries.c.broadcast_id == broadcast_id
    still_open = await connection.execute(
        select(deliveries.c.state, func.count())
        .where(of_it, deliveries.c.due_at.is_not(None))
        .group_by(deliveries.c.state)
    )
    closed = await connection.execute(
        select(deliveries.c.state, deliveries.c.reason, func.count())
        .where(of_it, deliveries.c.reason.is_not(None))
        .group_by(deliveries.c.state, deliveries.c.reason)
    )
    counts: dict[str, dict[str, int]] = {}
    for state, reason, number in closed:
        counts.setdefault(state, {})[reason] = number
    flagged = select(func.count()).where(of_it, deliveries.c.maybe_duplicate)
    return Progress(
        recipients=whole.recipients,
        open={DeliveryState(state): number for state, number in still_open},
        failed=counts.get(DeliveryState.FAILED, {}),
        skipped=counts.get(DeliveryState.SKIPPED, {}),
        held=sum(counts.get(DeliveryState.HELD, {}).values()),
        repeated=int(await connection.scalar(flagged) or 0),
        counted=whole.counted,
    )
