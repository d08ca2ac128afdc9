"""Supporters in a store, broadcasts to them, and real sending processes to kill."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.actions import broadcasts
from questions.broadcast import Ambiguity, Broadcast, Draft, State
from questions.delivery import DeliveryState, Progress
from storage.database import Database
from storage.tables import deliveries, supporters
from tests.emulators.telegram import TOKEN
from tests.processes import Started, end, start, until_it_heeds

FIRST = 1_000_001
"""The chat id of the first supporter, as `crowd` gives them out."""

PATIENCE = 60.0
LEASE = 20.0
"""Seconds that no living worker is silent for, however busy the machine is."""

BRIEF = {"BROADCAST_LEASE": "4"}
"""The setting of workers that others are to take over from: those are flagged in any case."""

NEWS = Draft(texts={"en": "News for everyone", "fr": "Des nouvelles"})

Result = TypeVar("Result")


async def add_supporters(
    database: Database, people: int, *, first: int = FIRST, **traits: object
) -> list[int]:
    """Keep so many supporters; their chat ids."""
    chats = list(range(first, first + people))
    since = datetime(2026, 5, 1, tzinfo=UTC)
    rows: list[dict[str, Any]] = [
        {"chat_id": chat, "language": "en", "since": since, **traits} for chat in chats
    ]
    async with database.writing() as connection:
        for start in range(0, len(rows), 10_000):
            await connection.execute(insert(supporters), rows[start : start + 10_000])
    return chats


async def started(
    database: Database, draft: Draft = NEWS, *, ambiguity: Ambiguity = Ambiguity.RESEND
) -> int:
    """Compose, approve and start a broadcast; its number."""
    draft = replace(draft, ambiguity=ambiguity)
    made = await broadcasts.compose(database, draft, actor="operator:ann")
    await broadcasts.approve(database, made.id, version=1, actor="operator:ben")
    await broadcasts.start(database, made.id, actor="operator:ann")
    return made.id


@dataclass(slots=True)
class Worker:
    """A sending process."""

    process: Started

    async def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        await self.process.wait()

    async def freeze(self, database: Database, number: int, *, sending: int) -> None:
        """Stop it where it is while so many requests of a broadcast's are on their way.

        Not in the middle of a transaction: nobody else could go on.
        """
        self.process.send_signal(signal.SIGSTOP)
        while await is_held(database) or await is_sending(database, number) != sending:
            self.thaw()
            await asyncio.sleep(0.02)
            self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if nothing had happened."""
        self.process.send_signal(signal.SIGCONT)

    async def stop(self) -> int:
        """Ask it to end, once it can be asked; its exit status."""
        await until_it_heeds(self.process)
        self.process.terminate()
        return await self.process.wait()


def working(store: str, telegram_url: str, **settings: str) -> AbstractAsyncContextManager[Worker]:
    """Run a process that only sends, uncapped where no pace is given; kill it at the end."""
    return _running(("broadcast", "work"), store, telegram_url, settings)


def serving(store: str, telegram_url: str, **settings: str) -> AbstractAsyncContextManager[Worker]:
    """Run the whole service, likewise."""
    return _running(("run",), store, telegram_url, settings)


@asynccontextmanager
async def _running(
    command: tuple[str, ...], store: str, telegram_url: str, settings: Mapping[str, str]
) -> AsyncIterator[Worker]:
    process = await start(
        *command,
        folder=Path.cwd(),
        settings={
            "DATABASE_URL": store,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram_url,
            "BROADCAST_PACE": "0",
            "BROADCAST_LEASE": str(LEASE),
            "DIGEST_AT": "never",
            **settings,
        },
    )
    try:
        yield Worker(process)
    finally:
        await end(process)


async def until(
    look: Callable[[], Awaitable[Result]],
    holds: Callable[[Result], object] = bool,
    *,
    patience: float = PATIENCE,
) -> Result:
    """Look again and again until it holds; what was seen then."""
    async with asyncio.timeout(patience):
        while not holds(seen := await look()):  # noqa: ASYNC110 - another process changes it
            await asyncio.sleep(0.02)
        return seen


async def is_sending(database: Database, number: int) -> int:
    """Count the deliveries of a broadcast that are being sent."""
    _, progress = await read(database, number)
    return progress.open.get(DeliveryState.SENDING, 0)


async def is_held(database: Database) -> bool:
    """Say whether a transaction of anybody's keeps others from writing deliveries."""
    if database.is_sqlite:
        store = sqlite3.connect(database.engine.url.database or "", timeout=0)
        try:
            store.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        finally:
            store.close()
        return False
    lock = text("LOCK TABLE deliveries, lanes IN ACCESS EXCLUSIVE MODE NOWAIT")
    try:
        async with database.writing() as connection:
            await connection.execute(lock)
    except DBAPIError:
        return True
    return False


async def read(database: Database, number: int) -> tuple[Broadcast, Progress]:
    """Read a broadcast and its progress."""
    return await broadcasts.read(database, number)


async def until_over(database: Database, number: int, patience: float = PATIENCE) -> Progress:
    """Wait until a broadcast is done or cancelled; how it came out."""
    over = (State.DONE, State.CANCELLED)
    _, progress = await until(
        lambda: read(database, number), lambda seen: seen[0].state in over, patience=patience
    )
    return progress


async def until_progress(
    database: Database, number: int, holds: Callable[[Progress], object]
) -> Progress:
    """Wait until a broadcast is so far."""
    _, progress = await until(lambda: read(database, number), lambda seen: holds(seen[1]))
    return progress


async def rows_of(database: Database, number: int, *states: str) -> list[Any]:
    """Read the deliveries of a broadcast, of these states where any are named."""
    query = select(deliveries).where(deliveries.c.broadcast_id == number).order_by(deliveries.c.id)
    async with database.reading() as connection:
        rows = (await connection.execute(query)).all()
    return [row for row in rows if not states or row.state in states]


def repeated(got: Mapping[int, int]) -> set[int]:
    """Tell which chats got more than one message."""
    return {chat for chat, times in got.items() if times > 1}


def everyone_got_it(got: Counter[int], chats: Iterable[int]) -> bool:
    """Say whether nobody was missed, and nobody else was written to."""
    return set(got) == set(chats)
