"""The real process: it starts, serves, survives `kill -9`, and ends with 0 on SIGTERM."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from storage.database import Database
from storage.reports import read_reports
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.processes import Started, end, start
from tests.samples import stock

LOG = "log"
PEOPLE = 40


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> str:
    """The sample roster in a store that no process has open."""
    database = Database(database_url)
    await stock(database, tmp_path)
    await database.close()
    return database_url


@asynccontextmanager
async def running(
    telegram: TelegramEmulator, store: str, folder: Path, *, installed: bool = False
) -> AsyncIterator[Started]:
    """Run `hustings run` in an empty folder; kill it at the end if it still runs."""
    process = await start(
        "run",
        folder=folder,
        settings={
            "DATABASE_URL": store,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
        },
        log=folder / LOG,
        installed=installed,
    )
    try:
        yield process
    finally:
        await end(process)


async def test_it_serves_and_ends_with_0_on_sigterm(store: str, tmp_path: Path) -> None:
    async with (
        TelegramEmulator() as telegram,
        running(telegram, store, tmp_path, installed=True) as process,
    ):
        ada = telegram.person()
        reply = await telegram.ask(ada, "okonkwo death penalty")
        assert "abolition everywhere" in reply.text
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    logged = (tmp_path / LOG).read_text()
    assert TOKEN not in logged
    assert TOKEN.partition(":")[2] not in logged
    assert "okonkwo death" not in logged
    assert str(ada.id) not in logged
    assert telegram.violations == []


async def test_kill_9_loses_no_update(store: str, tmp_path: Path) -> None:
    """Kill it again and again while people ask; everybody is answered in the end.

    Nothing is said twice but replies that were in flight at a kill: at most one a person, as
    each chat is answered one message at a time.
    """
    async with TelegramEmulator() as telegram:
        people = [telegram.person(f"P{number}") for number in range(PEOPLE)]
        asked = 0
        for round_number in range(4):
            async with running(telegram, store, tmp_path) as process:
                telegram.say_many(
                    (person, f"what does priority {round_number + 1} say?") for person in people
                )
                asked += len(people)
                goal = telegram.count("sendMessage") + 5 + 7 * round_number
                await telegram.until(partial(sent, telegram, goal), timeout=60)
                process.kill()
                await process.wait()
        async with running(telegram, store, tmp_path) as process:
            await telegram.until(
                lambda: all(len(answers(telegram, person.id)) >= 4 for person in people), timeout=60
            )
            process.terminate()
            assert await process.wait() == 0
        for person in people:
            said = answers(telegram, person.id)
            assert set(said) == {f"Priority {number}" for number in range(1, 5)}
            assert sum(said.values()) <= 4 + 4
        assert asked == 4 * PEOPLE


def sent(telegram: TelegramEmulator, goal: int) -> bool:
    return telegram.count("sendMessage") >= goal


def answers(telegram: TelegramEmulator, chat: int) -> Counter[str]:
    return Counter(
        seen.text.partition("\n")[0] for seen in telegram.conversation(chat) if seen.by_bot
    )


async def test_a_token_that_telegram_does_not_know_is_said_plainly(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with (
        TelegramEmulator(token="1:other") as telegram,
        running(telegram, sqlite_url, tmp_path) as process,
    ):
        assert await process.wait() == 2
    logged = (tmp_path / LOG).read_text()
    assert "Telegram does not know this TELEGRAM_BOT_TOKEN" in logged
    assert "Traceback" not in logged


async def test_kill_9_does_nothing_twice_that_changes_the_store(store: str, tmp_path: Path) -> None:
    """Reports of errors leave one row each, however often the process is killed in between."""
    async with TelegramEmulator() as telegram:
        people = [telegram.person(f"P{number}") for number in range(PEOPLE)]
        async with running(telegram, store, tmp_path) as process:
            screens = [await telegram.ask(person, "/start") for person in people]
            for screen in screens:
                telegram.press_forged(screen, "r:8.1.1:c01")
            await telegram.until(partial(edited, telegram, 7), timeout=60)
            process.kill()
            await process.wait()
        async with running(telegram, store, tmp_path) as process:
            await telegram.until(lambda: telegram.count("getMe") == 2 and telegram.polled, 60)
            await telegram.until(
                lambda: all("Reported as" in telegram.again(each).text for each in screens),
                timeout=60,
            )
            process.terminate()
            assert await process.wait() == 0
    database = Database(store)
    async with database.reading() as connection:
        reports = await read_reports(connection, 10 * PEOPLE)
    await database.close()
    assert len(reports) == PEOPLE


def edited(telegram: TelegramEmulator, goal: int) -> bool:
    return telegram.count("editMessageText") >= goal


FORMS = {
    "where does Okonkwo stand on the death penalty?": ("20 May 2026", "example.org/okonkwo"),
    "okonkwo death penalty": ("20 May 2026", "example.org/okonkwo"),
    "capital punishment": ("22 May 2026", "example.org/rivera"),
    "compare okonkwo and rivera on the death penalty": ("20 May 2026", "example.org/okonkwo"),
    "what has Okonkwo said?": ("8 Death penalty: 1 question put, 1 answered",),
    "who supports ending the death penalty?": ("Commits to this: Amara Okonkwo",),
    "who has not answered on the death penalty?": ("Declined to answer: Ingrid Østergaard",),
    "list the candidates": ("Republic of Arvenia",),
    "what are the priorities?": ("Combat impunity",),
    "list the questions on priority 8": ("8.1.1",),
    "capitol punishmnet okonkwo": ("20 May 2026", "example.org/okonkwo"),
}


async def test_the_real_process_answers_every_form_of_query(store: str, tmp_path: Path) -> None:
    async with TelegramEmulator() as telegram, running(telegram, store, tmp_path):
        for said, shown in FORMS.items():
            reply = await telegram.ask(telegram.person(), said)
            everything = reply.text + " ".join(reply.links.values())
            assert [each for each in shown if each not in everything] == [], said
        assert telegram.violations == []
