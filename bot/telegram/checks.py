"""What the doctor looks at on Telegram's side."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.settings import Settings
from bot.telegram.transport import AiohttpRequest
from bot.telegram.webhook import PATH

UNKNOWN = "Telegram does not know it: ask @BotFather for the token again"


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Bot]:
    async with AiohttpRequest(read_timeout=10.0) as request:
        url = f"{settings.telegram_api_url}/bot"
        token = settings.telegram_bot_token or ""
        yield Bot(token, base_url=url, request=request, get_updates_request=request)


async def check_token(settings: Settings) -> tuple[bool, str] | None:
    """Check that Telegram knows the token."""
    if not settings.telegram_bot_token:
        return None
    try:
        async with _bot(settings) as bot:
            me = await bot.get_me()
    except InvalidToken:
        return False, UNKNOWN
    except TelegramError as error:
        return False, f"Telegram cannot be reached: {error}"
    groups = "" if me.can_read_all_group_messages else ", sees in groups what is meant for it"
    inline = "" if me.supports_inline_queries else "; for inline mode, /setinline at @BotFather"
    return True, f"@{me.username}{groups}{inline}"


async def check_webhook(settings: Settings) -> tuple[bool, str] | None:
    """Check that updates come the way the settings say, and that Telegram gets rid of them."""
    if not settings.telegram_bot_token:
        return None
    try:
        async with _bot(settings) as bot:
            info = await bot.get_webhook_info()
    except TelegramError as error:
        return False, f"Telegram cannot be asked: {error}"
    wanted = f"{settings.public_url}{PATH}" if settings.public_url else ""
    if info.url and info.url != wanted:
        return False, f"they go to {info.url}; `hustings run` sets that right, or another runs it"
    if info.last_error_message and info.pending_update_count:
        waiting = info.pending_update_count
        return False, f"{waiting} wait; the last could not be posted: {info.last_error_message}"
    how = f"posted to {info.url}" if info.url else "polled" if not wanted else "not posted yet"
    return True, f"{how}, {info.pending_update_count} waiting"
