"""getUpdates and webhooks, as Telegram's server does them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import telegram as ptb
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict
from telegram.ext import Application, ContextTypes, MessageHandler

from tests.emulators.telegram import TOKEN, TelegramEmulator


async def test_updates_are_given_again_until_an_offset_confirms_them(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    for text in ("one", "two", "three"):
        telegram.say(ada, text)
    first, second, third = await bot.get_updates()
    assert await bot.get_updates() == (first, second, third)
    assert await bot.get_updates(limit=2) == (first, second)
    assert await bot.get_updates(offset=second.update_id) == (second, third)
    assert telegram.pending_updates == [second.update_id, third.update_id]
    assert telegram.confirmed_up_to == first.update_id
    assert await bot.get_updates(offset=third.update_id + 1) == ()
    assert telegram.pending_updates == []


async def test_a_negative_offset_counts_from_the_end_and_forgets_all_before(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    for text in ("one", "two", "three"):
        telegram.say(ada, text)
    (last,) = await bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "three"
    assert telegram.pending_updates == [last.update_id]


async def test_a_long_poll_is_answered_as_soon_as_somebody_writes(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.polled)
    telegram.say(ada, "hello")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "hello"


async def test_a_second_poller_ends_the_first_with_a_conflict(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.polled)
    async with Bot(TOKEN, base_url=telegram.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        telegram.say(ada, "hello")
        assert len(await second) == 1
    assert telegram.count("getUpdates", 409) == 1


async def test_a_poller_that_has_gone_is_no_conflict(telegram: TelegramEmulator) -> None:
    async with Bot(TOKEN, base_url=telegram.base_url) as gone:
        poll = asyncio.create_task(gone.get_updates(timeout=30))
        await telegram.until(lambda: telegram.polled)
        left = asyncio.create_task(telegram.until(lambda: not telegram.polled))
        await asyncio.sleep(0)
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
    await left
    async with Bot(TOKEN, base_url=telegram.base_url) as back:
        telegram.say(telegram.person(), "hello")
        assert len(await back.get_updates(timeout=30)) == 1
    assert telegram.count("getUpdates", 409) == 0


async def test_updates_that_the_bot_did_not_ask_for_never_arise(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    await bot.get_updates(allowed_updates=["callback_query"])
    telegram.say(ada, "not wanted")
    assert telegram.pending_updates == []
    await bot.get_updates(allowed_updates=[])
    telegram.say(ada, "wanted")
    assert len(telegram.pending_updates) == 1


async def test_the_library_s_own_application_works_against_it(telegram: TelegramEmulator) -> None:
    async def echo(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text(f"you said {update.effective_message.text}")

    application = Application.builder().token(TOKEN).base_url(telegram.base_url).build()
    application.add_handler(MessageHandler(None, echo))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling()
        await application.start()
        ada = telegram.person()
        assert (await telegram.ask(ada, "hello")).text == "you said hello"
        assert (await telegram.ask(ada, "again")).text == "you said again"
        await application.updater.stop()
        await application.stop()
    assert telegram.violations == []
    assert telegram.refused == []


class Hook:
    """A webhook that takes updates, or refuses them while told to."""

    def __init__(self) -> None:
        self.url = ""
        self.refusals = 0
        self.taken: list[tuple[int, str | None]] = []

    async def take(self, request: web.Request) -> web.Response:
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=503)
        update = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.taken.append((update["update_id"], secret))
        return web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """A webhook that runs."""
    target = Hook()
    application = web.Application()
    application.router.add_post("/hook", target.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    target.url = f"http://{host}:{port}/hook"
    yield target
    await runner.cleanup()


async def test_a_webhook_gets_waiting_and_coming_updates_with_the_secret(
    telegram: TelegramEmulator, bot: Bot, hook: Hook
) -> None:
    ada = telegram.person()
    telegram.say(ada, "before")
    await bot.set_webhook(hook.url, secret_token="s-3_cret", max_connections=2)
    telegram.say(ada, "after")
    await telegram.until(lambda: not telegram.pending_updates)
    assert [secret for _, secret in hook.taken] == ["s-3_cret"] * 2
    assert [update_id for update_id, _ in hook.taken] == sorted(dict(hook.taken))
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (hook.url, 2, 0)


async def test_an_update_that_a_webhook_refuses_is_posted_again(
    telegram: TelegramEmulator, bot: Bot, hook: Hook
) -> None:
    hook.refusals = 1
    telegram.webhook.retry_seconds = 0.001
    await bot.set_webhook(hook.url)
    ada = telegram.person()
    telegram.say(ada, "one")
    telegram.say(ada, "two")
    await telegram.until(lambda: not telegram.pending_updates)
    assert [update_id for update_id, _ in hook.taken] == sorted(dict(hook.taken))
    assert [post.status for post in telegram.webhook.posts] == [503, 200, 200]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_posts_go_through_equal_processes_in_turn_and_past_a_dead_one(
    telegram: TelegramEmulator, bot: Bot, hook: Hook
) -> None:
    telegram.webhook.retry_seconds = 0.001
    telegram.webhook.through = ["http://127.0.0.1:1", hook.url.removesuffix("/hook")]
    await bot.set_webhook("https://bot.example.org/hook")
    telegram.say(telegram.person(), "hello")
    await telegram.until(lambda: not telegram.pending_updates)
    assert [post.status for post in telegram.webhook.posts] == [0, 200]


async def test_webhook_and_polling_exclude_each_other(
    telegram: TelegramEmulator, bot: Bot, hook: Hook
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.polled)
    await bot.set_webhook(hook.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    telegram.say(telegram.person(), "hello")
    assert len(await bot.get_updates()) == 1
    assert hook.taken == []


async def test_a_secret_with_other_characters_is_refused(bot: Bot, hook: Hook) -> None:
    with pytest.raises(ptb.error.BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook(hook.url, secret_token="white space")
