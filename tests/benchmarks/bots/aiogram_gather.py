"""A bare aiogram broadcast: everybody at once, nothing recorded; the API's root is given."""

from __future__ import annotations

import asyncio
import sys
import time

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.emulators.telegram import TOKEN


async def main(url: str, first: str, count: str, text: str) -> None:
    """Send one message to each of `count` chats, their ids from `first` on."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    chats = range(int(first), int(first) + int(count))
    print(time.monotonic(), flush=True)
    await asyncio.gather(*(bot.send_message(chat, text) for chat in chats))
    await bot.session.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
