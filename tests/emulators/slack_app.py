"""A small real Bolt app, for the tests of the Slack emulator."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Person, SeenView
from tests.emulators.slack.desk import Desk

Body = dict[str, Any]


def bolt(slack: Desk) -> AsyncApp:
    """A Bolt app without listeners, whose client talks to the emulator."""
    return AsyncApp(
        client=AsyncWebClient(BOT_TOKEN, base_url=slack.base_url), signing_secret=SIGNING_SECRET
    )


@asynccontextmanager
async def connected(slack: Desk, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app in Socket Mode, from its hello to its end."""
    handler = AsyncSocketModeHandler(app, APP_TOKEN, web_client=app.client, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        await slack.connected()
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def words(text: str) -> Body:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Body:
    """A section of Slack's markup."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str, action: str, **more: Any) -> Body:
    """A button."""
    return {"type": "button", "text": words(text), "action_id": action, **more}


def field(label: str, block: str, element: Body, **more: Any) -> Body:
    """An input block, its element's action id the block's id with an `_in` behind it."""
    made = {"action_id": f"{block}_in", **element}
    return {"type": "input", "block_id": block, "label": words(label), "element": made, **more}


def modal(title: str, *blocks: Body, **more: Any) -> Body:
    """A modal with a button to submit it."""
    kept = list(blocks) or [section("Loading")]
    body = {"type": "modal", "title": words(title), "blocks": kept, "submit": words("Save")}
    return body | more


def home(*blocks: Body) -> Body:
    """A home tab."""
    return {"type": "home", "blocks": list(blocks)}


def option(text: str, value: str) -> Body:
    """An option of a select."""
    return {"text": words(text), "value": value}


@asynccontextmanager
async def listening(slack: Desk, app: AsyncApp) -> AsyncIterator[str]:
    """The app behind a Request URL, to which the emulator delivers."""

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server = web.Application()
    server.router.add_post("/slack/events", handle)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await slack.deliver_to(url)
    try:
        yield url
    finally:
        await runner.cleanup()


async def trigger(person: Person) -> str:
    """A new trigger of somebody's."""
    return str((await person.command("/trigger")).payload["trigger_id"])


async def opened(web: AsyncWebClient, person: Person, view: Any) -> SeenView:
    """A modal that somebody looks at."""
    await web.views_open(trigger_id=await trigger(person), view=view)
    seen = await person.view()
    assert seen
    return seen
