"""An emulator and clients of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot

from tests.emulators.slack import BOT_TOKEN, Person, SlackEmulator
from tests.emulators.slack_app import bolt, connected
from tests.emulators.telegram import TOKEN, TelegramEmulator

Raw = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    """A running emulator."""
    async with TelegramEmulator() as running:
        yield running


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    """A running emulator of Slack."""
    async with SlackEmulator() as running:
        yield running


@pytest.fixture
def web(slack: SlackEmulator) -> AsyncWebClient:
    """Slack's real client, talking to the emulator."""
    return AsyncWebClient(BOT_TOKEN, base_url=slack.base_url)


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns of a change to come in `RetryAfter.retry_after` unless this is set."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def bot(telegram: TelegramEmulator) -> AsyncIterator[Bot]:
    """The real client, talking to the emulator."""
    async with Bot(TOKEN, base_url=telegram.base_url) as client:
        yield client


@pytest.fixture
async def raw(telegram: TelegramEmulator) -> AsyncIterator[Raw]:
    """A method called with a JSON body; the whole answer."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, /, **arguments: Any) -> dict[str, Any]:
            url = f"{telegram.base_url}{TOKEN}/{method}"
            async with session.post(url, json=arguments) as answer:
                body: dict[str, Any] = await answer.json()
                assert body.get("error_code", 200) == answer.status
                return body

        yield call


@pytest.fixture
async def app(slack: SlackEmulator) -> AsyncIterator[AsyncApp]:
    """A connected app that acknowledges ``/trigger`` and global shortcuts."""
    made = bolt(slack)

    async def acknowledge(ack: Any) -> None:
        await ack()

    made.command("/trigger")(acknowledge)
    made.shortcut("trigger")(acknowledge)
    made.action("anything")(acknowledge)
    async with connected(slack, made):
        yield made


@pytest.fixture
async def ada(slack: SlackEmulator, app: AsyncApp) -> Person:
    """Somebody for whom the app can open modals."""
    return await slack.person("Ada")
