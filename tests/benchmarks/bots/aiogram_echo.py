"""A bare aiogram echo bot, as its documentation shows one; the API's root is given."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from tests.emulators.telegram import TOKEN


async def echo(message: Message) -> None:
    """Send a message's text back."""
    await message.answer(message.text or "")


async def main(url: str) -> None:
    """Poll until SIGTERM."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
