"""Send one letter of a broadcast, once, and tell what Telegram's answer means for its row."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.broadcast.letter import Letter, Post
from bot.telegram.delivery import NO_CHAT, post, seconds
from bot.telegram.render import Params, message
from bot.telegram.transport import AiohttpRequest, NotSentError
from questions.delivery import Failed, Later, Moved, Outcome, Reason, Sent, Unsure
from questions.errors import NotConfigured

log = logging.getLogger(__name__)

AS_WANTED = ("message is not modified", "message to delete not found")
"""Refusals that say that a chat already is as it should be."""

MESSAGE_GONE = ("message to edit not found", "can't be edited", "can't be deleted", "id_invalid")

_written: Callable[..., Params] = lru_cache(maxsize=1_000)(message)


@asynccontextmanager
async def courier(token: str, api_url: str, *, within: float) -> AsyncIterator[tuple[str, Post]]:
    """Give a bot's number, and what sends letters with it, each in `within` seconds at most.

    Raises NotConfigured where the token is none.
    """
    reading = within * 2 / 3
    async with AiohttpRequest(connect_timeout=within / 3) as request:
        try:
            bot = Bot(
                token, base_url=f"{api_url}/bot", request=request, get_updates_request=request
            )
        except InvalidToken:
            raise NotConfigured("TELEGRAM_BOT_TOKEN is not a token") from None
        yield token.partition(":")[0], _post(bot, read_timeout=reading)


def _post(bot: Bot, *, read_timeout: float) -> Post:

    async def deliver(letter: Letter) -> Outcome:
        method, params = _request(letter)
        try:
            answer = await post(bot, method, params, read_timeout=read_timeout)
        except TelegramError as error:
            return outcome_of(error)
        if isinstance(answer, dict) and isinstance(answer.get("message_id"), int):
            return Sent(answer["message_id"])
        return Sent()

    return deliver


def _request(letter: Letter) -> tuple[str, Params]:
    params: Params = {"chat_id": letter.chat_id}
    if letter.message_id is not None:
        params["message_id"] = letter.message_id
    if letter.card is None:
        return "deleteMessage", params
    method = "sendMessage" if letter.message_id is None else "editMessageText"
    return method, params | _written(letter.card)


def outcome_of(error: TelegramError) -> Outcome:
    """Tell what an error says of the message. Raises NotConfigured where the token is not known.

    Only what certainly did not arrive is simply sent again: of a request whose answer never came,
    and of an error of Telegram's own, nobody knows.
    """
    match error:
        case RetryAfter():
            return Later(blocked=seconds(error))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case InvalidToken():
            raise NotConfigured("Telegram does not know this TELEGRAM_BOT_TOKEN") from None
        case Forbidden():
            return Failed(Reason.BLOCKED, reachable=False)
        case BadRequest():
            return _refused(str(error))
        case NotSentError():
            return Later()
        case NetworkError():
            return Unsure()
        case _:
            log.error("Telegram refused a broadcast's message: %s", error)
            return Failed(Reason.REFUSED)


def _refused(reason: str) -> Outcome:
    said = reason.lower()
    if any(known in said for known in AS_WANTED):
        return Sent()
    if any(known in said for known in MESSAGE_GONE):
        return Failed(Reason.MESSAGE_GONE)
    if any(known in said for known in NO_CHAT):
        return Failed(Reason.GONE, reachable=False)
    log.error("Telegram refused a broadcast's message: %s", reason)
    return Failed(Reason.REFUSED)
