"""How much of what is in the store, for whoever watches it."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.database import Connection
from storage.inbox import IS_OPEN
from storage.tables import deliveries, error_reports, inbox, revisions, supporters, unresolved


async def read_gauges(connection: Connection) -> dict[str, int]:
    """Count what grows: updates, texts, reports, submissions and deliveries not done with."""
    counted = {
        "inbox_open": select(func.count()).select_from(inbox).where(IS_OPEN),
        "unresolved_texts": select(func.count()).select_from(unresolved),
        "error_reports": select(func.count())
        .select_from(error_reports)
        .where(error_reports.c.settled_at.is_(None)),
        "revisions_in_review": select(func.count())
        .select_from(revisions)
        .where(revisions.c.state == "in_review"),
        "deliveries_open": select(func.count())
        .select_from(deliveries)
        .where(deliveries.c.due_at.is_not(None)),
        "supporters_reachable": select(func.count())
        .select_from(supporters)
        .where(supporters.c.unreachable_at.is_(None), supporters.c.stopped_at.is_(None)),
    }
    return {what: await connection.scalar(query) or 0 for what, query in counted.items()}
