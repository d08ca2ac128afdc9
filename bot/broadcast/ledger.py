"""The worker's side of the store: claims, and intents and outcomes that share commits."""

from __future__ import annotations

from collections.abc import Sequence

from bot import metrics
from storage.broadcasts import claims, outcomes
from storage.broadcasts.claims import Claim, Parcel
from storage.broadcasts.lanes import open_lane
from storage.broadcasts.outcomes import Report
from storage.database import Database
from storage.together import Together


class Ledger:
    """One worker's rows: its lease is what marks them as its own."""

    def __init__(self, database: Database, *, bot_id: str, lease: str, seconds: float) -> None:
        """Write to a store; rows are this worker's for `seconds`."""
        self._database = database
        self._bot_id = bot_id
        self._lease = lease
        self._seconds = seconds
        self._write: Together[int | Report, Parcel | None] = Together(self._write_all)

    async def open(self, *, pace: float) -> None:
        """Set the pace of this bot's lane, in messages a second."""
        async with self._database.writing() as connection:
            await open_lane(connection, self._bot_id, pace=pace)

    async def claim(self, most: int) -> Claim:
        """Take rows and slots; the store is not locked where nothing is being sent."""
        async with self._database.glancing() as connection:
            if not await claims.has_work(connection):
                return Claim()
        async with self._database.writing() as connection:
            return await claims.claim(
                connection, self._bot_id, self._lease, most=most, seconds=self._seconds
            )

    async def begin(self, row_id: int) -> Parcel | None:
        """Say that a row is about to be sent; None where it must not be."""
        return await self._write(row_id)

    async def settle(self, report: Report) -> None:
        """Write down what became of a request."""
        await self._write(report)

    async def release(self, row_ids: Sequence[int]) -> None:
        """Give rows back that were not begun."""
        async with self._database.writing() as connection:
            await claims.release(connection, self._lease, row_ids)

    async def _write_all(self, items: Sequence[int | Report]) -> Sequence[Parcel | None]:
        reports = [each for each in items if isinstance(each, Report)]
        rows = [each for each in items if isinstance(each, int)]
        begun: dict[int, Parcel] = {}
        async with self._database.writing() as connection:
            if reports:
                await outcomes.write(connection, self._bot_id, self._lease, reports)
            if rows:
                begun = await claims.begin(
                    connection, self._bot_id, self._lease, rows, seconds=self._seconds
                )
        for report in reports:
            metrics.deliveries.labels(type(report.outcome).__name__.lower()).inc()
        return [begun.get(each) if isinstance(each, int) else None for each in items]
