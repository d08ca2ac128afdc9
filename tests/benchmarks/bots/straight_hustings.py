"""Hustings without its durable intake: polled, handled and answered, nothing kept of it.

What it costs to store what arrives before it is acknowledged is measured against this.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Sequence
from typing import TypeAlias, cast

from telegram import Bot

from bot.actions.setup import prepare
from bot.desk import Desk
from bot.intake.ledger import PATIENCE
from bot.telegram.arrivals import WANTED
from bot.telegram.delivery import post
from bot.telegram.service import side_of
from bot.telegram.transport import AiohttpRequest
from questions.understanding.resolution import Context
from storage.contexts import remembering
from storage.database import Database
from storage.inbox import Body
from storage.many import make
from storage.together import Together
from tests.emulators.telegram import TOKEN

Answered: TypeAlias = tuple[int, Context] | None


async def main(url: str, store: str) -> None:
    """Poll until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    database = Database(store)
    await prepare(database)
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)
        await bot.initialize()
        polling = asyncio.create_task(poll(Desk(database), bot))
        await stopping.wait()
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    await database.close()


async def poll(desk: Desk, bot: Bot) -> None:
    """Answer every update beside the next poll, at most 200 at once."""
    side, places = side_of(desk, bot), asyncio.Semaphore(200)

    async def keep(answered: Sequence[Answered]) -> list[None]:
        if about := [each for each in answered if each]:
            async with desk.database.writing() as connection:
                await make(connection, [remembering(connection, about)])
        return [None] * len(answered)

    kept: Together[Answered, None] = Together(keep, patience=PATIENCE)

    async def answer(update: Body) -> None:
        async with places:
            outcome = await side.handle(update)
            for call in outcome.calls:
                await side.deliver(call)
            await kept(outcome.answered)

    offset = 0
    working: set[asyncio.Task[None]] = set()
    while True:
        wanted = {"offset": offset, "timeout": 25, "allowed_updates": WANTED}
        updates = cast("list[Body]", await post(bot, "getUpdates", wanted, read_timeout=35))
        for update in updates:
            offset = update["update_id"] + 1
            task = asyncio.create_task(answer(update))
            working.add(task)
            task.add_done_callback(working.discard)
        while len(working) > 1_000:
            await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
