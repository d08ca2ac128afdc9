"""Telegram's side of the service: connect, introduce the bot, serve, let go."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.commands import COMMANDS
from bot.desk import Desk
from bot.intake.intake import Intake
from bot.intake.side import Side
from bot.telegram.calls import from_json, to_json
from bot.telegram.delivery import deliver
from bot.telegram.handlers import ask_for_patience, handle
from bot.telegram.polling import PAUSE, poll
from bot.telegram.room import Room
from bot.telegram.transport import AiohttpRequest
from bot.words import Words, read_words
from questions.errors import NotConfigured
from storage.holds import Allowance

log = logging.getLogger(__name__)

ALLOWANCE = Allowance(burst=40, every=1.0)
"""What a chat may ask: faster than that nobody reads; inline mode asks at every pause in typing."""


async def serve(desk: Desk, *, token: str, api_url: str, stopping: asyncio.Event) -> None:
    """Serve Telegram until told to stop. Raises NotConfigured where the token is not known."""
    async with AiohttpRequest() as request:
        try:
            url = f"{api_url}/bot"
            bot = Bot(token, base_url=url, request=request, get_updates_request=request)
        except InvalidToken:
            raise NotConfigured("TELEGRAM_BOT_TOKEN is not a token") from None
        if not await _connect(bot, stopping):
            return
        log.info("serving Telegram as @%s", bot.username)
        intake = Intake(desk.database, side_of(desk, bot))
        await _poll_until(stopping, bot, intake)


async def _poll_until(stopping: asyncio.Event, bot: Bot, intake: Intake) -> None:
    """Poll and answer; a poll that cannot go on ends the answering, too, and is raised."""
    over = asyncio.Event()
    answering = asyncio.create_task(intake.run(over))
    polling = asyncio.create_task(poll(bot, intake))
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in (polling, stopped):
        task.cancel()
    results = await asyncio.gather(polling, stopped, return_exceptions=True)
    over.set()
    await answering
    for result in results:
        if isinstance(result, Exception):
            raise result


def side_of(desk: Desk, bot: Bot) -> Side:
    """Make what the intake needs of a bot (initialized: it knows its own number)."""
    return Side(
        # Telegram counts the updates of each bot anew.
        name=f"telegram:{bot.id}",
        handle=partial(handle, Room(desk, bot)),
        too_much=ask_for_patience,
        deliver=partial(deliver, bot),
        write=to_json,
        read=from_json,
        outages=(NetworkError,),
        allowance=ALLOWANCE,
    )


async def _connect(bot: Bot, stopping: asyncio.Event) -> bool:
    """Introduce the bot, for as long as it takes Telegram to be reached; False when stopped."""
    while not stopping.is_set():
        try:
            await bot.initialize()
            # Telegram: no polls are answered while a webhook is set.
            await bot.delete_webhook()
            await _set_menus(bot, read_words())
        except InvalidToken:
            raise NotConfigured("Telegram does not know this TELEGRAM_BOT_TOKEN") from None
        except TelegramError as error:
            log.warning("Telegram cannot be reached (%s); trying again", error)
            await _pause(stopping)
        else:
            return True
    return False


async def _pause(stopping: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), PAUSE)
    except TimeoutError:
        return


async def _set_menus(bot: Bot, words: Words) -> None:
    """Offer each kind of chat the commands that work there."""
    shown = {name: command for name, command in COMMANDS.items() if not command.hidden}
    for_groups = [name for name, command in shown.items() if not command.private]
    for_members = [name for name in for_groups if not shown[name].administrators]
    for scope, names in (
        (BotCommandScopeAllPrivateChats(), list(shown)),
        (BotCommandScopeAllChatAdministrators(), for_groups),
        (BotCommandScopeAllGroupChats(), for_members),
    ):
        menu = [BotCommand(name, words(f"command.{name}")) for name in names]
        await bot.set_my_commands(menu, scope=scope)
