"""What the doctor looks at on Slack's side."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.settings import Settings
from bot.slack.app import client

SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "im:history",
    "im:write",
    "users:read",
)
"""What the app must be allowed to do, as the manifest asks for it."""

MANIFEST = "install the app again from deploy/slack-manifest.yaml"


async def check_token(settings: Settings) -> tuple[bool, str] | None:
    """Check that Slack knows the bot token, and that it may do what it has to."""
    if not settings.slack_bot_token:
        return None
    try:
        told = await client(settings.slack_bot_token, settings.slack_api_url).auth_test()
    except SlackApiError as error:
        return False, f"Slack refuses SLACK_BOT_TOKEN ({error.response.get('error')}): {MANIFEST}"
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return False, f"Slack cannot be reached: {type(error).__name__}"
    allowed = str(told.headers.get("x-oauth-scopes", "")).replace(" ", "").split(",")
    missing = [scope for scope in SCOPES if scope not in allowed]
    if missing:
        return False, f"the app may not {', '.join(missing)}: {MANIFEST}"
    return True, f"{told['user']} in {told['team']}"


async def check_way_in(settings: Settings) -> tuple[bool, str] | None:
    """Check that Slack has a way to reach us."""
    if not settings.slack_bot_token:
        return None
    if settings.slack_app_token is None:
        if settings.slack_signing_secret and settings.http_port is not None:
            return True, f"it posts to {settings.public_url or 'this server'}/slack, signed"
        return False, "set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET with PUBLIC_URL"
    web = client(settings.slack_app_token, settings.slack_api_url)
    try:
        await web.apps_connections_open(app_token=settings.slack_app_token)
    except SlackApiError as error:
        reason = error.response.get("error")
        return False, f"Slack refuses SLACK_APP_TOKEN ({reason}); it needs connections:write"
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return False, f"Slack cannot be reached: {type(error).__name__}"
    return True, "Socket Mode"


async def check_review_channel(settings: Settings) -> tuple[bool, str] | None:
    """Check that submissions can be shown where reviewers are."""
    if not settings.slack_bot_token:
        return None
    if not settings.slack_review_channel:
        return False, "set SLACK_REVIEW_CHANNEL, or reviewers learn of nothing but in App Home"
    return await _check_channel(settings, "SLACK_REVIEW_CHANNEL", settings.slack_review_channel)


async def check_broadcast_channel(settings: Settings) -> tuple[bool, str] | None:
    """Check that broadcasts can be shown where organizers are, where they have a channel."""
    if not settings.slack_bot_token or not settings.slack_broadcast_channel:
        return None
    channel = settings.slack_broadcast_channel
    return await _check_channel(settings, "SLACK_BROADCAST_CHANNEL", channel)


async def _check_channel(settings: Settings, name: str, channel_id: str) -> tuple[bool, str]:
    web = client(settings.slack_bot_token or "", settings.slack_api_url)
    try:
        told = await web.conversations_info(channel=channel_id)
    except SlackApiError as error:
        reason = error.response.get("error")
        return False, f"{name} is no channel the app sees ({reason}): its id is meant"
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return False, f"Slack cannot be reached: {type(error).__name__}"
    channel = told["channel"]
    if not channel.get("is_member"):
        return False, f"the app is not in #{channel['name']}: /invite it there"
    return True, f"#{channel['name']}"
