"""Send one letter of a broadcast, once, and tell what Telegram's answer means for its row."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import cast

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
from telegram.request import RequestData

from bot.broadcast.letter import Letter, Post
from bot.card import Card
from bot.telegram.delivery import NO_CHAT, seconds
from bot.telegram.prepared import Prepared, beginning_of, prepare
from bot.telegram.render import message
from bot.telegram.transport import AiohttpRequest, NotSentError
from questions.delivery import Failed, Later, Moved, Outcome, Reason, Sent, Unsure
from questions.errors import NotConfigured

log = logging.getLogger(__name__)

AS_WANTED = ("message is not modified", "message to delete not found")
"""Refusals that say that a chat already is as it should be."""

MESSAGE_GONE = ("message to edit not found", "can't be edited", "can't be deleted", "id_invalid")


@lru_cache(maxsize=1_000)
def _written(card: Card) -> bytes:
    return beginning_of(message(card))


@asynccontextmanager
async def courier(
    token: str, api_url: str, *, within: float, at_once: int
) -> AsyncIterator[tuple[str, Post]]:
    """Give a bot's number, and what sends letters with it, each in `within` seconds at most.

    No more than `at_once` may be under way: nothing waits for a connection.

    Raises NotConfigured where the token is none.
    """
    reading = within * 2 / 3
    async with AiohttpRequest(connect_timeout=within / 3, connections=at_once) as request:
        try:
            bot = Bot(
                token, base_url=f"{api_url}/bot", request=request, get_updates_request=request
            )
        except InvalidToken:
            raise NotConfigured("TELEGRAM_BOT_TOKEN is not a token") from None
        yield token.partition(":")[0], _post(bot, read_timeout=reading)


def _post(bot: Bot, *, read_timeout: float) -> Post:

    async def deliver(letter: Letter) -> Outcome:
        method, prepared = _request(letter)
        url, data = f"{bot.base_url}/{method}", cast("RequestData", prepared)
        try:
            answer = await bot.request.post(url, data, read_timeout=read_timeout)
        except TelegramError as error:
            return outcome_of(error)
        if isinstance(answer, dict) and isinstance(answer.get("message_id"), int):
            return Sent(answer["message_id"])
        return Sent()

    return deliver


def _request(letter: Letter) -> tuple[str, Prepared]:
    place = {"chat_id": letter.chat_id}
    if letter.message_id is not None:
        place["message_id"] = letter.message_id
    if letter.card is None:
        return "deleteMessage", prepare(beginning_of({}), **place)
    method = "sendMessage" if letter.message_id is None else "editMessageText"
    return method, prepare(_written(letter.card), **place)


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
