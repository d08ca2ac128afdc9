"""Send what was decided to be sent, through whatever Telegram answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

# Bot's own methods build objects of every answer; nobody reads those here.
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot import metrics
from bot.telegram.calls import Call
from bot.telegram.render import Params
from bot.turn import Effect
from storage import supporters

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

PATIENCE = 6
"""How often a request is made that meets network errors, or Telegram's own, at one go."""

LONGEST_PAUSE = 30.0
"""The longest pause between two such tries, in seconds."""

HARMLESS = ("message is not modified", "query is too old", "query id is invalid")
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
NO_CHAT = ("chat not found", "peer_id_invalid", "user is deactivated", "group chat was upgraded")


async def deliver(bot: Bot, call: Call) -> tuple[Effect, ...]:
    """Make a request until it is settled; return what the store should learn from the answer.

    429 is waited out as long as Telegram says. What certainly was not received, and what may have
    been, is sent again: a reply that comes twice harms less than one that never comes. Raises
    NetworkError where that goes on: whoever keeps the call tries again later.
    """
    try:
        await patiently(lambda: post(bot, call.method, call.params))
    except ChatMigrated as moved:
        return await _follow(bot, call, moved.new_chat_id)
    except Forbidden:
        return _unreachable(call)
    except BadRequest as refusal:
        return await _refused(bot, call, str(refusal).lower())
    return ()


async def patiently(request: Callable[[], Awaitable[Answer]]) -> Answer:
    """Make a request again while Telegram says to wait, or cannot be reached; raise what else."""
    tries = 0
    while True:
        try:
            return await request()
        except RetryAfter as limit:
            metrics.rate_limits.labels("telegram").inc()
            await asyncio.sleep(seconds(limit))
        except BadRequest:
            raise  # python-telegram-bot counts it among the NetworkErrors
        except NetworkError:
            tries += 1
            if tries == PATIENCE:
                raise
            await asyncio.sleep(min(0.25 * 2**tries, LONGEST_PAUSE))


async def post(bot: Bot, method: str, params: Params, *, read_timeout: float = 20.0) -> object:
    """Make one request and return its result as it came; raises TelegramError's kinds."""
    parameters = [RequestParameter(name, value, None) for name, value in params.items()]
    url, data = f"{bot.base_url}/{method}", RequestData(parameters)
    return await bot.request.post(url, data, read_timeout=read_timeout)


def seconds(limit: RetryAfter) -> float:
    """Return how long Telegram says to wait."""
    wait = limit.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def _follow(bot: Bot, call: Call, new_chat_id: int) -> tuple[Effect, ...]:
    moved = replace(call, params={**call.params, "chat_id": new_chat_id})
    learnt = await deliver(bot, moved)
    if call.chat_id is None:
        return learnt
    move = partial(supporters.move, chat_id=call.chat_id, new_chat_id=new_chat_id)
    return (move, *learnt)


def _unreachable(call: Call) -> tuple[Effect, ...]:
    if call.chat_id is None:
        return ()
    return (partial(supporters.set_reachable, chat_id=call.chat_id, reachable=False),)


async def _refused(bot: Bot, call: Call, reason: str) -> tuple[Effect, ...]:
    if any(known in reason for known in HARMLESS):
        return ()
    if call.instead and any(known in reason for known in GONE):
        return await deliver(bot, call.instead)
    if any(known in reason for known in NO_CHAT):
        return _unreachable(call)
    log.error("Telegram refused %s: %s", call.method, reason)
    return ()
