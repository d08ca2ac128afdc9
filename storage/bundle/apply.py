"""Write an import down, chunk by chunk, so that others write in between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from storage.bundle.plan import PARTS, ImportPlan, chunks, tally
from storage.bundle.summary import Counts, ImportSummary
from storage.database import Database


async def apply_import(
    database: Database, plan: ImportPlan, *, progress: Callable[[int, int], None]
) -> ImportSummary:
    """Write what was planned; `progress` is told how many entries are written, of how many.

    Each chunk is compared anew in its own transaction: what another writer did since the plan is
    kept, and an import that was killed goes on where it was when it is started again.
    """
    done = 0
    counts = {key: Counts(unchanged=unchanged) for key, unchanged in plan.unchanged.items()}
    for key, part in PARTS.items():
        for chunk in chunks(plan.entries[key]):
            async with database.writing() as connection:
                began = monotonic()
                await part.hold(connection, chunk)
                changes = await part.changes(connection, chunk, plan.terms)
                if changes:
                    await part.write(connection, changes, plan.terms)
            counts[key] += tally(changes, chunk)
            done += len(chunk)
            progress(done, plan.total)
            # SQLite lets nobody queue: another process that waits for it only looks now and then,
            # so it is left free for as long as it was held.
            await asyncio.sleep(monotonic() - began if database.is_sqlite else 0)
    return ImportSummary(**counts, published=plan.terms.publish)
