"""Slack's side of the service: connect, listen, keep the review channel in step, let go."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.desk import Desk
from bot.health import Health
from bot.intake.intake import Intake
from bot.intake.side import Side
from bot.slack.app import app, client
from bot.slack.broadcast_posts import keep_broadcasts_posted
from bot.slack.events import (
    OUTAGES,
    ask_for_patience,
    deliver,
    from_json,
    handle,
    to_json,
    weekly,
)
from bot.slack.postings import keep_posted
from bot.slack.room import Room
from bot.web.server import Routes
from questions.errors import NotConfigured, StoreUnreachable
from storage.holds import Allowance

log = logging.getLogger(__name__)

PART = "Slack"

PATH = "/slack"
"""Where Slack posts commands, presses and events to, under the public URL."""

PAUSE = 2.0
"""How long to wait before Slack is tried again, in seconds."""

WEEKLY = 3_600.0
"""How often it is looked whether a week has begun, in seconds."""

ALLOWANCE = Allowance(burst=40, every=1.0)
"""What a channel may ask: faster than that nobody reads."""

NOT_OURS = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")
"""Slack's words for a token that is none, or no longer one."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """What Slack's side is told: its tokens, and how reviews and broadcasts go."""

    bot_token: str
    app_token: str | None = None
    signing_secret: str | None = None
    api_url: str = "https://slack.com/api"
    review_channel: str | None = None
    by_another_organisation: bool = False
    broadcast_channel: str | None = None
    broadcast_approval: bool = True

    def __repr__(self) -> str:
        """Name the kind of value only: tokens are in it."""
        return "SlackSettings(…)"


@dataclass(frozen=True, slots=True)
class SlackSide:
    """A connected workspace: its app, its room, and what takes its events in."""

    room: Room
    app: AsyncApp
    intake: Intake


async def serve(
    desk: Desk,
    settings: SlackSettings,
    *,
    stopping: asyncio.Event,
    health: Health | None = None,
    routes: Routes | None = None,
) -> None:
    """Serve Slack until told to stop: in Socket Mode, or what it posts to our side's routes.

    Raises NotConfigured where a token is of no use, or there is no way for Slack to reach us.
    """
    health = health or Health()
    if not settings.app_token and (not settings.signing_secret or routes is None):
        raise NotConfigured(
            "Slack needs SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET with PUBLIC_URL or HTTP_PORT"
        )
    side = await connect(desk, settings, stopping, health)
    if side is None:
        return
    if settings.app_token:
        await _by_socket(side, settings, stopping, health)
    elif routes is not None:
        routes["POST", PATH] = partial(_receive, side.app)
        health.say(PART, None)
        try:
            await attend(side, settings, stopping)
        finally:
            del routes["POST", PATH]


async def _receive(app_: AsyncApp, request: web.Request) -> web.Response:
    """Let Bolt check a request's signature and age, and answer it."""
    answered = await app_.async_dispatch(await to_bolt_request(request))
    if answered.status == HTTPStatus.UNAUTHORIZED:
        metrics.forged.labels("slack").inc()
        log.warning("a request to Slack's path came without its signature")
    return await to_aiohttp_response(answered)


async def _by_socket(
    side: SlackSide, settings: SlackSettings, stopping: asyncio.Event, health: Health
) -> None:
    handler = AsyncSocketModeHandler(
        side.app,
        settings.app_token or "",
        web_client=client(settings.app_token or "", settings.api_url),
    )
    try:
        if await _connect_socket(handler, stopping, health):
            health.say(PART, None)
            await attend(side, settings, stopping)
    finally:
        with suppress(Exception):
            await handler.close_async()  # type: ignore[no-untyped-call] # Bolt gives no type


async def connect(
    desk: Desk, settings: SlackSettings, stopping: asyncio.Event, health: Health
) -> SlackSide | None:
    """Learn who the token is, for as long as it takes Slack to be reached; None when stopped.

    Bolt acknowledges and drops what it cannot authorise: so the token is asked about first.
    """
    web = client(settings.bot_token, settings.api_url)
    while not stopping.is_set():
        try:
            told = await web.auth_test()
        except SlackApiError as error:
            if error.response.get("error") in NOT_OURS:
                raise NotConfigured("Slack does not know this SLACK_BOT_TOKEN") from None
            health.say(PART, f"Slack refuses ({error.response.get('error')}); trying again")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            health.say(PART, f"Slack cannot be reached ({type(error).__name__}); trying again")
        else:
            return _side(desk, settings, web, str(told["team_id"]), str(told["user_id"]))
        await _pause(stopping, PAUSE)
    return None


def _side(
    desk: Desk, settings: SlackSettings, web: AsyncWebClient, team: str, user: str
) -> SlackSide:
    room = Room(
        desk,
        web,
        user,
        review_channel=settings.review_channel,
        by_another_organisation=settings.by_another_organisation,
        broadcast_channel=settings.broadcast_channel or settings.review_channel,
        broadcast_approval=settings.broadcast_approval,
    )
    intake = Intake(
        desk.database,
        Side(
            name=f"slack:{team}",
            handle=partial(handle, room),
            too_much=partial(ask_for_patience, room),
            deliver=partial(deliver, room),
            write=to_json,
            read=from_json,
            outages=OUTAGES,
            allowance=ALLOWANCE,
        ),
    )
    made = app(room, intake, signing_secret=settings.signing_secret)
    return SlackSide(room, made, intake)


async def attend(side: SlackSide, settings: SlackSettings, stopping: asyncio.Event) -> None:
    """Answer events and keep the channels in step, until told to stop."""
    async with asyncio.TaskGroup() as group:
        group.create_task(side.intake.run(stopping))
        group.create_task(keep_posted(side.room, settings.bot_token, stopping))
        group.create_task(keep_broadcasts_posted(side.room, stopping))
        group.create_task(_list_weekly(side, stopping))


async def _list_weekly(side: SlackSide, stopping: asyncio.Event) -> None:
    """List what is overdue once a week, whichever process gets to it first."""
    while not stopping.is_set():
        year, week, _ = datetime.now(UTC).isocalendar()
        try:
            await side.intake.take_in([weekly(f"{year}-W{week:02}")])
        except StoreUnreachable as error:
            log.warning("this week's list is not begun yet: %s", error)
        await _pause(stopping, WEEKLY)


async def _connect_socket(
    handler: AsyncSocketModeHandler, stopping: asyncio.Event, health: Health
) -> bool:
    while not stopping.is_set():
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call] # likewise
        except SlackApiError as error:
            if error.response.get("error") in NOT_OURS:
                raise NotConfigured("Slack does not know this SLACK_APP_TOKEN") from None
            health.say(PART, f"Slack gives no socket ({error.response.get('error')})")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            health.say(PART, f"Slack cannot be reached ({type(error).__name__}); trying again")
        else:
            return True
        await _pause(stopping, PAUSE)
    return False


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
