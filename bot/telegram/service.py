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
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.commands import COMMANDS
from bot.desk import Desk
from bot.health import Health
from bot.intake.intake import Intake
from bot.intake.side import Side
from bot.telegram.arrivals import heard_from
from bot.telegram.calls import from_json, to_json
from bot.telegram.delivery import deliver
from bot.telegram.handlers import ask_for_patience, handle
from bot.telegram.polling import PAUSE, poll
from bot.telegram.room import Room
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import PATH, Webhook, receive, set_webhook
from bot.words import Words, read_words
from questions.errors import NotConfigured
from storage.bots import meet
from storage.holds import Allowance

log = logging.getLogger(__name__)

PART = "Telegram"

ALLOWANCE = Allowance(burst=40, every=1.0)
"""What a chat may ask: faster than that nobody reads; inline mode asks at every pause in typing."""


async def serve(
    desk: Desk,
    *,
    token: str,
    api_url: str,
    stopping: asyncio.Event,
    health: Health | None = None,
    webhook: Webhook | None = None,
) -> None:
    """Serve Telegram until told to stop: by polling, or what it posts to a webhook.

    Raises NotConfigured where the token is not known.
    """
    health = health or Health()
    async with AiohttpRequest() as request:
        try:
            url = f"{api_url}/bot"
            bot = Bot(token, base_url=url, request=request, get_updates_request=request)
        except InvalidToken:
            raise NotConfigured("TELEGRAM_BOT_TOKEN is not a token") from None
        if not await _connect(bot, stopping, health, webhook):
            return
        log.info("serving Telegram as @%s", bot.username)
        async with desk.database.writing() as connection:
            await meet(connection, str(bot.id), bot.username)
        health.say(PART, None)
        intake = Intake(desk.database, side_of(desk, bot))
        if webhook is None:
            await _poll_until(stopping, bot, intake, health)
        else:
            await _receive_until(stopping, webhook, intake)


async def _receive_until(stopping: asyncio.Event, webhook: Webhook, intake: Intake) -> None:
    webhook.routes["POST", PATH] = partial(receive, intake, webhook.secret)
    try:
        await intake.run(stopping)
    finally:
        del webhook.routes["POST", PATH]


async def _poll_until(stopping: asyncio.Event, bot: Bot, intake: Intake, health: Health) -> None:
    """Poll and answer; a poll that cannot go on ends the answering, too, and is raised."""
    over = asyncio.Event()
    answering = asyncio.create_task(intake.run(over))
    polling = asyncio.create_task(poll(bot, intake, partial(health.say, PART)))
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
        heard=heard_from,
    )


async def _connect(
    bot: Bot, stopping: asyncio.Event, health: Health, webhook: Webhook | None
) -> bool:
    """Introduce the bot, for as long as it takes Telegram to be reached; False when stopped."""
    while not stopping.is_set():
        try:
            await bot.initialize()
            await _set_menus(bot, read_words())
            if webhook is None:
                # Telegram: no polls are answered while a webhook is set.
                await bot.delete_webhook()
            else:
                await set_webhook(bot, webhook)
        except InvalidToken:
            raise NotConfigured("Telegram does not know this TELEGRAM_BOT_TOKEN") from None
        except BadRequest as refusal:
            health.say(PART, f"Telegram refuses PUBLIC_URL or its secret: {refusal}")
            await _pause(stopping)
        except TelegramError as error:
            health.say(PART, f"Telegram cannot be reached ({error}); trying again")
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
