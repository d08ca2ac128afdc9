"""Waiting for something to become true, without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Wakes whoever waits whenever the emulator's state has changed."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self.version = 0
        self._waiting: set[asyncio.Event] = set()

    def notify(self) -> None:
        """Something changed."""
        self.version += 1
        for event in self._waiting:
            event.set()

    async def until(self, predicate: Callable[[], T], timeout: float) -> T:  # noqa: ASYNC109 - part of the verb
        """The predicate's value as soon as it is true; TimeoutError after ``timeout`` seconds."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(timeout):
                while not (value := predicate()):
                    event.clear()
                    await event.wait()
                return value
        finally:
            self._waiting.discard(event)
