"""Nothing but messages sent, by aiohttp, side by side: as fast as the emulator takes them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

import aiohttp

from tests.emulators.telegram import TOKEN

CONNECTIONS = 64


async def main(url: str, first: str, count: str) -> None:
    """Send one message to each of `count` chats, their ids from `first` on."""
    chats = iter(range(int(first), int(first) + int(count)))
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(send(session, url, chats) for _ in range(CONNECTIONS)))


async def send(session: aiohttp.ClientSession, url: str, chats: Iterator[int]) -> None:
    """Send one message after the other for as long as there are chats."""
    for chat in chats:
        body = {"chat_id": str(chat), "text": "where does okonkwo stand on the death penalty"}
        async with session.post(f"{url}/bot{TOKEN}/sendMessage", data=body) as response:
            await response.read()
            response.raise_for_status()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
