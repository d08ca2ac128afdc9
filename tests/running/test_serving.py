"""What operators see of a running service: health, figures, refusals, and its end."""

from __future__ import annotations

import asyncio
import io
import json
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from storage.database import Database
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.emulators.telegram.faults import server_error
from tests.running.processes import PUBLIC, Running, many, until
from tests.samples import SAMPLE, stock

SECRET = "a-secret-of-our-own"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
FORGED = {"update_id": 1, "message": {"chat": {"id": 5, "type": "private"}, "text": "/forget"}}


async def post(running: Running, body: bytes, secret: str | None = None) -> int:
    headers = {HEADER: secret} if secret is not None else {}
    url, data = f"{running.root}/telegram", io.BytesIO(body)
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=data, headers=headers) as answer,
    ):
        return answer.status


async def says(running: Running, words: str) -> bool:
    return words in (await running.get("/readyz"))[1]


async def test_a_webhook_takes_only_what_knows_its_secret(sqlite_url: str, tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}
        settings |= {"PUBLIC_URL": PUBLIC, "TELEGRAM_WEBHOOK_SECRET": SECRET}
        async with many(1, tmp_path, **settings) as (running,):
            telegram.webhook.through = [running.root]
            await running.until_ready()
            body = json.dumps(FORGED).encode()
            assert await post(running, body) == 403
            assert await post(running, body, "") == 403
            assert await post(running, body, SECRET + "x") == 403
            assert await post(running, b"not json", SECRET) == 400
            assert await post(running, b"[1]", SECRET) == 400
            assert await post(running, b"x" * 2_000_000, SECRET) == 413
            ada = telegram.person()
            assert "priorities" in (await telegram.ask(ada, "/priorities")).text
            assert telegram.count("sendMessage") == 1
            _, figures = await running.get("/metrics")
            assert 'hustings_requests_refused_total{platform="telegram"} 3.0' in figures
            assert await running.stop() == 0


async def test_figures_count_what_was_done_and_say_nothing_of_anybody(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    await stock(database, tmp_path)
    await database.close()
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}
        async with many(1, tmp_path, **settings) as (running,):
            ada = telegram.person()
            await telegram.ask(ada, "okonkwo death penalty")
            await telegram.ask(ada, "what is the weather tomorrow")
            _, figures = await running.get("/metrics")
    assert 'hustings_updates_total{platform="telegram:4242"} 2.0' in figures
    assert 'hustings_answers_total{behaviour="answer"} 1.0' in figures
    assert 'hustings_answers_total{behaviour="out_of_scope"} 1.0' in figures
    assert 'hustings_settle_seconds_count{platform="telegram:4242"}' in figures
    assert 'hustings_store_seconds_bucket{kind="write",le="0.1"}' in figures
    assert 'hustings_rows{what="unresolved_texts"} 1.0' in figures
    assert "weather" not in figures
    assert str(ada.id) not in figures


async def test_a_platform_that_is_down_is_said_and_tried_until_it_is_there(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with TelegramEmulator() as telegram:
        down = telegram.fault(server_error(502), method=None, times=None)
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}
        async with many(1, tmp_path, **settings) as (running,):
            await telegram.until(lambda: down.hits, timeout=30)
            assert await running.get("/healthz") == (200, "alive\n")
            await until(partial(says, running, "cannot be reached"))
            assert (await running.get("/readyz"))[0] == 503
            down.clear()
            await running.until_ready()
            assert (await running.get("/nothing"))[0] == 404


async def test_a_second_poller_of_the_same_token_is_said_plainly(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}
        async with many(2, tmp_path, **settings) as running:
            await until(partial(says, running[0], "another process is polling"))
            assert "another process is polling" in running[0].log


async def test_a_port_that_is_taken_is_said_plainly(sqlite_url: str, tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}
        async with many(1, tmp_path, **settings) as (running,):
            await running.until_ready()
            other = Running(tmp_path, settings | {"HTTP_PORT": str(running.port)})
            await other.start()
            assert other.process
            assert await other.process.wait() == 2
    assert f"HTTP_PORT {running.port} is not to be had" in other.log
    assert "Traceback" not in other.log


@pytest.mark.parametrize("form", ["text", "json"])
async def test_no_log_holds_a_token_a_text_or_a_chat(store: str, tmp_path: Path, form: str) -> None:
    """Let everything go wrong that can, at the most talkative level, and read all of the log."""
    said = ["okonkwo death penalty", "blathering nonsense", "rivera abortion"]
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url, "PUBLIC_URL": PUBLIC}
        settings |= {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": form, "TELEGRAM_WEBHOOK_SECRET": SECRET}
        async with many(2, tmp_path, **settings) as running:
            telegram.webhook.through = [each.root for each in running]
            for each in running:
                await each.until_ready()
            people = [telegram.person(f"Name{number}") for number in range(3)]
            for who in people:
                for text in said:
                    telegram.say(who, text)
            for who in people:
                for _ in said:
                    await telegram.reply(who)
            telegram.fault(server_error(500), times=3)
            screen = await telegram.ask(people[0], "/start")
            telegram.press_forged(screen, "forged: by somebody")
            await telegram.reply(people[0])
            await post(running[0], b"{}", "wrong secret")
            telegram.inject({"update_id": 5, "message": {"chat": {"id": "odd chat"}, "text": 7}})
            await telegram.until(lambda: not telegram.pending_updates)
            await running[0].kill()
            assert await running[1].stop() == 0
    logged = "".join(each.log for each in running)
    assert "reference" in logged
    private = [TOKEN, TOKEN.partition(":")[2], SECRET, "wrong secret", "forged: by"]
    private += [*said, "blathering", "odd chat"]
    private += [str(who.id) for who in people] + [who.first_name for who in people]
    assert [each for each in private if each in logged] == []
    if form == "json":
        assert all(json.loads(line)["level"] for line in running[1].log.splitlines())


async def test_what_is_published_is_answered_by_every_process_within_two_seconds(
    postgres_url: str, tmp_path: Path
) -> None:
    database = Database(postgres_url)
    await stock(database, tmp_path, {"candidates": SAMPLE["candidates"]})
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": postgres_url, "TELEGRAM_API_URL": telegram.url}
        async with many(3, tmp_path, PUBLIC_URL=PUBLIC, **settings) as running:
            for each in running:
                await each.until_ready()
            for each in running:
                telegram.webhook.through = [each.root]
                before = await telegram.ask(telegram.person(), "okonkwo death penalty")
                assert "I will work" not in before.text
            await stock(database, tmp_path)
            await asyncio.sleep(2)  # what the promise allows
            for each in running:
                telegram.webhook.through = [each.root]
                after = await telegram.ask(telegram.person(), "okonkwo death penalty")
                assert "I will work for abolition" in after.text
    await database.close()
