"""Two thousand updates and ten kills: nothing is lost, and each chat is answered in order.

Nothing is said twice but replies that were in flight at a kill.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from storage.database import Database
from storage.reports import read_reports
from tests.emulators.telegram import Person, TelegramEmulator
from tests.running.processes import PUBLIC, Running, many, until

PEOPLE, PRIORITIES = 250, 8
KILLS = 10
AT_ONCE = 200


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_two_thousand_updates_survive_ten_kills(
    store: str, tmp_path: Path, *, webhook: bool
) -> None:
    processes = 1 if store.startswith("sqlite") else 3
    async with TelegramEmulator(keep_calls=50_000) as telegram:
        settings = {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url}
        settings |= {"PUBLIC_URL": PUBLIC} if webhook else {}
        people = [telegram.person(f"P{number}") for number in range(PEOPLE)]
        async with many(processes, tmp_path, **settings) as running:
            telegram.webhook.through = [each.root for each in running]
            await telegram.until(lambda: telegram.polled or telegram.webhook.url, timeout=30)
            for number in range(PRIORITIES):
                telegram.say_many((who, f"what does priority {number + 1} say?") for who in people)
            asked = PEOPLE * PRIORITIES
            await _kill_again_and_again(telegram, running, asked)
            await telegram.until(lambda: _all_answered(telegram, people), timeout=90)
            for each in running:
                # Of three that poll, Telegram answers one: none but that one is ready.
                await until(partial(_runs, each))
            assert [await each.stop() for each in running] == [0] * processes
        assert telegram.violations == []
        repeated = 0
        for who in people:
            said = _answers(telegram, who)
            first = list(dict.fromkeys(said))
            assert first == [f"Priority {number + 1}" for number in range(PRIORITIES)]
            repeated += len(said) - len(first)
            assert max(Counter(said).values()) <= 1 + KILLS
        assert repeated <= KILLS * AT_ONCE


async def _runs(process: Running) -> bool:
    return (await process.get("/healthz"))[0] == 200


async def _kill_again_and_again(
    telegram: TelegramEmulator, running: list[Running], asked: int
) -> None:
    """Kill one process after the other, each time a part of the answers has been sent."""
    chance = random.Random(1)
    victims = itertools.cycle(running)
    for kill in range(KILLS):
        goal = (kill + chance.random()) * asked / (KILLS + 1)
        await telegram.until(partial(_called, telegram, "sendMessage", goal), timeout=90)
        victim = next(victims)
        await victim.kill()
        await victim.start()


def _called(telegram: TelegramEmulator, method: str, times: float) -> bool:
    return telegram.count(method) >= times


def _all_answered(telegram: TelegramEmulator, people: list[Person]) -> bool:
    if telegram.count("sendMessage", status=200) < len(people) * PRIORITIES:
        return False
    return all(len(set(_answers(telegram, who))) == PRIORITIES for who in people)


def _answers(telegram: TelegramEmulator, who: Person) -> list[str]:
    return [seen.text.partition("\n")[0] for seen in telegram.conversation(who) if seen.by_bot]


async def test_what_changes_the_store_is_done_once_whichever_process_is_killed(
    store: str, tmp_path: Path
) -> None:
    processes = 1 if store.startswith("sqlite") else 3
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": store, "TELEGRAM_API_URL": telegram.url, "PUBLIC_URL": PUBLIC}
        people = [telegram.person(f"P{number}") for number in range(60)]
        async with many(processes, tmp_path, **settings) as running:
            telegram.webhook.through = [each.root for each in running]
            for each in running:
                await each.until_ready()
            screens = [await telegram.ask(who, "/start") for who in people]
            for screen in screens:
                telegram.press_forged(screen, "r:8.1.1:c01")
            for number, each in enumerate(running):
                goal = 5 + 15 * number
                await telegram.until(
                    partial(_called, telegram, "editMessageText", goal), timeout=60
                )
                await each.kill()
                await each.start()
            await telegram.until(
                lambda: all("Reported as" in telegram.again(each).text for each in screens),
                timeout=60,
            )
    database = Database(store)
    async with database.reading() as connection:
        reports = await read_reports(connection, 1_000)
    await database.close()
    assert len(reports) == len(people)
