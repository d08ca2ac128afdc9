"""Telegram's webhook: what it posts is in the store before it is acknowledged."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from dataclasses import dataclass

from aiohttp import web
from telegram import Bot

from bot import metrics
from bot.intake.intake import Intake
from bot.telegram.arrivals import WANTED, arrival_of
from bot.web.server import Routes

log = logging.getLogger(__name__)

PATH = "/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"

CONNECTIONS = 100
"""How many requests Telegram makes side by side (Telegram: 1 to 100, by default 40)."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram is to post to: the root that it sees, the secret, and our side's routes."""

    public_url: str
    secret: str
    routes: Routes


def secret_of(token: str) -> str:
    """Derive the webhook's secret from the bot's token: the same at every process."""
    return hmac.new(token.encode(), b"hustings telegram webhook", hashlib.sha256).hexdigest()


async def set_webhook(bot: Bot, webhook: Webhook) -> None:
    """Let Telegram post updates to us from now on. Raises TelegramError's kinds."""
    await bot.set_webhook(
        f"{webhook.public_url}{PATH}",
        secret_token=webhook.secret,
        allowed_updates=WANTED,
        max_connections=CONNECTIONS,
    )


async def receive(intake: Intake, secret: str, request: web.Request) -> web.Response:
    """Take an update in; whoever does not know the secret is turned away before anything is read.

    Telegram sends again what is answered with anything but 2xx.
    """
    given = request.headers.get(HEADER, "")
    if not hmac.compare_digest(given.encode(), secret.encode()):
        metrics.forged.labels("telegram").inc()
        log.warning("a request to Telegram's webhook came without its secret")
        raise web.HTTPForbidden
    try:
        arrival = arrival_of(json.loads(await request.read()))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise web.HTTPBadRequest from None
    try:
        await intake.take_in([arrival])
    except Exception as error:
        kind = type(error).__name__
        log.warning("the store cannot be written (%s); Telegram sends it again", kind)
        raise web.HTTPServiceUnavailable from error
    return web.Response()
