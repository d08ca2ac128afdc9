"""`hustings run` as real processes: one that polls, or several behind a webhook."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.emulators.telegram import TOKEN
from tests.processes import Started, end, start, until_it_heeds

PUBLIC = "http://hustings.invalid"
"""Where the proxy in front of all processes would be; the emulator plays its part."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 30.0) -> None:
    """Wait for something that another process does; TimeoutError where it does not."""
    async with asyncio.timeout(seconds):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.05)  # a process sends no events


@dataclass(slots=True)
class Running:
    """One process of Hustings, started as often as it is killed."""

    folder: Path
    settings: dict[str, str]
    words: tuple[str, ...] = ("run",)
    port: int = field(default_factory=free_port)
    process: Started | None = None
    lives: int = 0
    """How often it was started."""

    @property
    def root(self) -> str:
        """Where it serves HTTP."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that it logged, every life of it."""
        return (self.folder / f"log-{self.port}").read_text()

    async def start(self) -> None:
        """Start it."""
        self.lives += 1
        self.process = await start(
            *self.words,
            folder=self.folder,
            settings={
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "HTTP_PORT": str(self.port),
                **self.settings,
            },
            log=self.folder / f"log-{self.port}",
        )

    async def kill(self) -> None:
        """End it as `kill -9` does."""
        assert self.process
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """End it as an operator does; its exit status."""
        assert self.process
        await until_it_heeds(self.process)
        self.process.terminate()
        return await self.process.wait()

    async def get(self, path: str) -> tuple[int, str]:
        """What it answers on a path: 0 where nothing listens."""
        try:
            async with aiohttp.ClientSession() as session, session.get(self.root + path) as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientConnectionError:
            return 0, ""

    async def until_ready(self) -> None:
        """Wait until it serves."""

        async def ready() -> bool:
            assert self.process
            assert self.process.returncode is None, self.log
            return (await self.get("/readyz"))[0] == 200

        await until(ready)


@asynccontextmanager
async def many(count: int, folder: Path, **settings: str) -> AsyncIterator[list[Running]]:
    """Start so many processes; whatever still runs at the end is killed."""
    every = [Running(folder, settings) for _ in range(count)]
    try:
        for each in every:
            await each.start()
        yield every
    finally:
        for each in every:
            if each.process:
                await end(each.process)
