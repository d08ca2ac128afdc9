"""Telegram's long poll: what it brings is in the store before the next one acknowledges it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import cast

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import metrics
from bot.intake.intake import Intake
from bot.telegram.arrivals import WANTED, arrival_of
from bot.telegram.delivery import post, seconds
from questions.errors import NotConfigured
from storage.inbox import Body

log = logging.getLogger(__name__)

POLL = 25
"""How long Telegram holds a poll when there is nothing, in seconds."""

PAUSE = 2.0
"""How long to wait after a poll that failed, in seconds."""


async def poll(bot: Bot, intake: Intake, say: Callable[[str | None], None]) -> None:
    """Poll for ever; say what is wrong, if anything, after each poll.

    Raises NotConfigured where Telegram does not know the token.
    """
    offset = 0
    while True:
        await intake.room()
        try:
            updates = await _get_updates(bot, offset)
        except RetryAfter as limit:
            metrics.rate_limits.labels("telegram").inc()
            await asyncio.sleep(seconds(limit))
        except Conflict:
            say("another process is polling Telegram with this token; trying again")
            await asyncio.sleep(PAUSE)
        except InvalidToken as error:
            raise NotConfigured("Telegram does not know this TELEGRAM_BOT_TOKEN") from error
        except TelegramError as error:
            say(f"Telegram cannot be reached ({error}); trying again")
            await asyncio.sleep(PAUSE)
        else:
            say(None)
            if updates and await _take_in(intake, updates):
                offset = int(updates[-1]["update_id"]) + 1


async def _get_updates(bot: Bot, offset: int) -> list[Body]:
    """Poll; asking from `offset` on tells Telegram that all before it are stored."""
    wanted = {"offset": offset, "limit": 100, "timeout": POLL, "allowed_updates": WANTED}
    updates = cast("list[Body]", await post(bot, "getUpdates", wanted, read_timeout=POLL + 10))
    return sorted(updates, key=lambda update: int(update["update_id"]))


async def _take_in(intake: Intake, updates: list[Body]) -> bool:
    """Store updates; say whether they are stored."""
    try:
        await intake.take_in([arrival_of(update) for update in updates])
    except Exception:
        log.exception("the store cannot be written; Telegram keeps the updates meanwhile")
        await asyncio.sleep(PAUSE)
        return False
    return True
