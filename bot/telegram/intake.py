"""From Telegram's poll to the answer: stored first, handled once, one at a time per chat."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import replace
from typing import TypeAlias, cast

from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.calls import from_json
from bot.telegram.delivery import deliver, post, seconds
from bot.telegram.handled import Handled
from bot.telegram.ledger import Ledger
from bot.turn import Effect
from questions.errors import NotConfigured
from storage import supporters
from storage.database import Database
from storage.inbox import Arrival, Body, read_open, take_in

log = logging.getLogger(__name__)

Handler: TypeAlias = Callable[[Body], Awaitable[Handled]]

PLATFORM = "telegram"

WANTED = ["message", "callback_query", "inline_query", "my_chat_member"]
"""The kinds of updates asked for."""

POLL = 25
"""How long Telegram holds a poll when there is nothing, in seconds."""

AT_ONCE = 200
"""How many chats are answered side by side."""

BACKLOG = 1_000
"""How many stored updates may wait in memory before the next poll; the rest wait at Telegram."""

AGAIN = 15.0
"""After how long it is tried again to settle what could not be settled, in seconds."""

DRAIN = 10.0
"""How long a stop waits for what is in hand, in seconds."""

PAUSE = 2.0
"""How long to wait after a poll that failed, in seconds."""


class Intake:
    """Polls, stores, and hands every chat's updates to the handler in order."""

    def __init__(self, database: Database, bot: Bot, handle: Handler) -> None:
        """Serve one bot token on one store."""
        self._database = database
        self._bot = bot
        self._handle = handle
        # Telegram counts the updates of each bot anew.
        self._platform = f"{PLATFORM}:{bot.id}"
        self._ledger = Ledger(database, self._platform)
        self._lanes: dict[str, deque[Arrival]] = {}
        self._in_hand: set[str] = set()
        self._looking_again = False
        self._working: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._room = asyncio.Condition()
        self._waiting = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Serve until told to stop, then finish what is in hand.

        Raises NotConfigured where Telegram does not know the token.
        """
        async with self._database.reading() as connection:
            self._enqueue(await read_open(connection, self._platform))
        polling = asyncio.create_task(self._poll())
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (polling, stopped):
            task.cancel()
        results = await asyncio.gather(polling, stopped, return_exceptions=True)
        await self._drain()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _drain(self) -> None:
        """Finish what is in hand; what waits, or takes too long, is in the store."""
        self._lanes.clear()
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _poll(self) -> None:
        offset = 0
        conflict = False
        while True:
            try:
                updates = await self._get_updates(offset)
            except RetryAfter as limit:
                await asyncio.sleep(seconds(limit))
            except Conflict:
                if not conflict:
                    log.error("another process is polling Telegram with this token; trying again")
                conflict = True
                await asyncio.sleep(PAUSE)
            except InvalidToken as error:
                raise NotConfigured("Telegram does not know this TELEGRAM_BOT_TOKEN") from error
            except TelegramError as error:
                log.warning("Telegram cannot be reached (%s); trying again", error)
                await asyncio.sleep(PAUSE)
            else:
                conflict = False
                if updates and await self._take_in(updates):
                    offset = int(updates[-1]["update_id"]) + 1

    async def _get_updates(self, offset: int) -> list[Body]:
        """Poll; asking from `offset` on tells Telegram that all before it are stored."""
        wanted = {
            "offset": offset,
            "limit": 100,
            "timeout": POLL,
            "allowed_updates": WANTED,
        }
        updates = cast(
            "list[Body]", await post(self._bot, "getUpdates", wanted, read_timeout=POLL + 10)
        )
        return sorted(updates, key=lambda update: int(update["update_id"]))

    async def _take_in(self, updates: list[Body]) -> bool:
        """Store updates and set to work on them; say whether they are stored."""
        arrivals = [
            Arrival(str(update["update_id"]), chat_of(update), update) for update in updates
        ]
        # In hand before they are stored: whoever looks for what is left must not take them up, too.
        stored_now = {arrival.update_id for arrival in arrivals} - self._in_hand
        self._in_hand |= stored_now
        try:
            async with self._database.writing() as connection:
                new = await take_in(connection, self._platform, arrivals)
                if wrote := [chat for update in updates if (chat := _writer_of(update))]:
                    await supporters.heard_from(connection, wrote)
        except Exception:
            log.exception("the store cannot be written; Telegram keeps the updates meanwhile")
            self._in_hand -= stored_now
            await asyncio.sleep(PAUSE)
            return False
        self._in_hand -= stored_now - {arrival.update_id for arrival in new}
        self._enqueue(new)
        async with self._room:
            await self._room.wait_for(lambda: self._waiting < BACKLOG)
        return True

    def _enqueue(self, arrivals: Iterable[Arrival]) -> None:
        """Put updates into their chats' lanes, and set somebody to work on each lane."""
        for arrival in arrivals:
            self._waiting += 1
            self._in_hand.add(arrival.update_id)
            chat = arrival.chat or f"update {arrival.update_id}"
            if chat in self._lanes:
                self._lanes[chat].append(arrival)
                continue
            self._lanes[chat] = deque([arrival])
            self._spawn(self._work(chat))

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _work(self, chat: str) -> None:
        """Handle one chat's updates until there are none left."""
        while lane := self._lanes.get(chat):
            arrival = lane.popleft()
            async with self._places:
                try:
                    await self._settle(arrival)
                except Exception as error:
                    known = isinstance(error, NetworkError)
                    log.warning(
                        "update %s is not settled (%s); trying again in %d s",
                        *(arrival.update_id, error, AGAIN),
                        exc_info=not known,
                    )
                    asyncio.get_running_loop().call_later(AGAIN, self._again)
            self._in_hand.discard(arrival.update_id)
            self._waiting -= 1
            async with self._room:
                self._room.notify_all()
        self._lanes.pop(chat, None)

    def _again(self) -> None:
        """Look in the store for what is not settled and in nobody's hands."""
        if not self._looking_again:
            self._looking_again = True
            self._spawn(self._look_again())

    async def _look_again(self) -> None:
        # What is settled while the store is read would look unsettled in what was read.
        busy = set(self._in_hand)
        try:
            async with self._database.reading() as connection:
                left = await read_open(connection, self._platform)
        except Exception:
            log.exception("the store cannot be read; trying again in %d s", AGAIN)
            asyncio.get_running_loop().call_later(AGAIN, self._again)
        else:
            busy |= self._in_hand
            self._enqueue(each for each in left if each.update_id not in busy)
        finally:
            self._looking_again = False

    async def _settle(self, arrival: Arrival) -> None:
        """Handle an update, or send what is left to send for it; then nothing of it is kept.

        What changes the store is committed with the mark that it was handled before anything is
        sent. What changes nothing may as well be handled again after a crash: it is marked once,
        when its reply was sent.
        """
        if arrival.body is None:
            outcome = Handled(from_json(arrival.reply or []))
        else:
            outcome = await self._handle(arrival.body)
            if outcome.effects:
                await self._ledger.handled(arrival.update_id, outcome)
                outcome = replace(outcome, effects=(), answered=None)
        learnt: tuple[Effect, ...] = ()
        for call in outcome.calls:
            learnt += await deliver(self._bot, call)
        await self._ledger.done(arrival.update_id, learnt, outcome.answered)


def _writer_of(update: Body) -> int | None:
    """Tell which chat can be written to, as somebody just wrote or pressed there."""
    match update:
        case {"message": {"chat": {"id": int(chat)}}} | {
            "callback_query": {"message": {"chat": {"id": int(chat)}}}
        }:
            return chat
    return None


def chat_of(update: Body) -> str | None:
    """Tell which chat an update belongs to; an inline query to its person's own."""
    match update:
        case {"message": {"chat": {"id": chat}}}:
            return str(chat)
        case {"callback_query": {"message": {"chat": {"id": chat}}}}:
            return str(chat)
        case {"my_chat_member": {"chat": {"id": chat}}}:
            return str(chat)
        case {"callback_query": {"from": {"id": person}}} | {
            "inline_query": {"from": {"id": person}}
        }:
            return str(person)
    return None
