"""A bare python-telegram-bot broadcast on its stock client, 64 at a time, nothing recorded."""

from __future__ import annotations

import asyncio
import sys
import time

from telegram import Bot

from tests.emulators.telegram import TOKEN

AT_ONCE = 64


async def main(url: str, first: str, count: str, text: str) -> None:
    """Send one message to each of `count` chats, their ids from `first` on."""
    chats = range(int(first), int(first) + int(count))
    async with Bot(TOKEN, base_url=f"{url}/bot") as bot:
        print(time.monotonic(), flush=True)
        for start in range(0, len(chats), AT_ONCE):
            some = chats[start : start + AT_ONCE]
            await asyncio.gather(*(bot.send_message(chat, text) for chat in some))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
