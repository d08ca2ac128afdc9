"""Do together what is asked for at the same time: one transaction serves many chats."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 200
"""How many items share one piece of work, so that none waits long for the others."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long work waits for more items to share it: `least` seconds, at once where it is 0.

    Where the last piece of work was shared, others are likely to come: then it waits up to `most`
    seconds, or until there are `enough` items.
    """

    least: float = 0.0
    most: float = 0.0
    enough: int = 1


NONE = Patience()


class Together(Generic[Item, Result]):
    """Hands items to `work` in batches: what gathers during one batch makes the next.

    `work` returns one result per item, in order. Where a batch fails, each of its items is tried
    alone, so that only those fail that cannot be done.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        *,
        patience: Patience = NONE,
    ) -> None:
        """Do `work` on what is asked for, with patience for others to join."""
        self._work = work
        self._patience = patience
        self._shared = False
        self._enough = asyncio.Event()
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._working: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """Return the result for one item, or raise what its work raised."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if len(self._waiting) >= self._patience.enough:
            self._enough.set()
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work_off())
        return await future

    async def finish(self) -> None:
        """Wait for what was asked for, also by those who have not waited for it themselves."""
        if self._working is not None:
            await self._working

    async def _work_off(self) -> None:
        while self._waiting:
            await self._gather()
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            self._shared = len(batch) > 1
            try:
                results = await self._work([item for item, _ in batch])
            except Exception as error:  # noqa: BLE001 - whatever it is, whoever asked is told
                await self._apart(batch, error)
            else:
                for (_, future), result in zip(batch, results, strict=True):
                    if not future.done():
                        future.set_result(result)

    async def _gather(self) -> None:
        """Give whoever is about to ask, too, the chance to join."""
        await asyncio.sleep(self._patience.least)
        more = self._patience.most - self._patience.least
        if not self._shared or more <= 0:
            return
        self._enough.clear()
        if len(self._waiting) < self._patience.enough:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._enough.wait(), more)

    async def _apart(
        self, batch: list[tuple[Item, asyncio.Future[Result]]], error: Exception
    ) -> None:
        for item, future in batch:
            failed: Exception | None = error
            if len(batch) > 1:
                try:
                    (result,) = await self._work([item])
                except Exception as own:  # noqa: BLE001 - likewise
                    failed = own
                else:
                    failed = None
            if future.done():
                continue
            if failed is None:
                future.set_result(result)
            else:
                future.set_exception(failed)
