"""Backup while serving, restore, retention, and the doctor: as an operator runs them."""

from __future__ import annotations

import asyncio
import stat
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.settings import Settings
from bot.tidying import tidy
from migrations.schema import downgrade
from storage.database import Database
from storage.reports import read_reports
from storage.supporters import export, follow, set_reachable
from storage.tables import supporters, unresolved
from storage.unresolved import count
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.processes import run
from tests.running.processes import PUBLIC, many
from tests.samples import stock

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def hustings(tmp_path: Path) -> Run:
    def hustings(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return run(*words, folder=tmp_path, settings={"TELEGRAM_BOT_TOKEN": "", **settings})

    return hustings


async def test_a_copy_made_while_it_serves_is_whole_and_can_be_put_back(
    sqlite_url: str, tmp_path: Path, hustings: Run
) -> None:
    database = Database(sqlite_url)
    await stock(database, tmp_path)
    await database.close()
    copy = tmp_path / "copy.db"
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}
        async with many(1, tmp_path, **settings) as (running,):
            await telegram.until(lambda: telegram.polled, timeout=30)
            people = [telegram.person() for _ in range(40)]
            for who in people:
                screen = await telegram.ask(who, "/start")
                telegram.press_forged(screen, "r:8.1.1:c01")
            made = await asyncio.to_thread(hustings, "backup", str(copy), DATABASE_URL=sqlite_url)
            assert made.returncode == 0, made.stderr
            served = hustings("restore", str(copy), DATABASE_URL=sqlite_url)
            assert served.returncode == 2
            assert "Stop Hustings first" in served.stderr
            assert await running.stop() == 0
    put_back_over_a_damaged_store(hustings, copy, sqlite_url)
    restored = Database(sqlite_url)
    async with restored.reading() as connection:
        kept = await export(connection, people[0].id)
        reports = await read_reports(connection, 100)
    await restored.close()
    assert kept["chat_id"] == people[0].id
    assert len(reports) <= len(people)
    assert hustings("doctor", DATABASE_URL=sqlite_url).returncode == 0


def put_back_over_a_damaged_store(hustings: Run, copy: Path, url: str) -> None:
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    store = Path(url.removeprefix("sqlite:///"))
    store.write_bytes(b"overwritten by mistake")
    put_back = hustings("restore", str(copy), DATABASE_URL=url)
    assert put_back.returncode == 0, put_back.stderr
    (replaced,) = store.parent.glob(f"{store.name}.replaced-*")
    assert replaced.read_bytes() == b"overwritten by mistake"


async def test_only_a_copy_of_a_store_is_put_back(
    sqlite_url: str, tmp_path: Path, hustings: Run
) -> None:
    other = tmp_path / "other.db"
    other.write_text("not a database")
    refused = hustings("restore", str(other), DATABASE_URL=sqlite_url)
    assert refused.returncode == 2
    assert "is no copy of a store" in refused.stderr
    assert "Traceback" not in refused.stderr
    again = hustings("backup", str(other), DATABASE_URL=sqlite_url)
    assert again.returncode == 2
    assert "is there already" in again.stderr


async def test_an_older_copy_says_which_command_brings_it_up(
    sqlite_url: str, tmp_path: Path, hustings: Run
) -> None:
    database = Database(sqlite_url)
    await downgrade(database, "0001")
    await database.close()
    copy = str(tmp_path / "copy.db")
    assert hustings("backup", copy, DATABASE_URL=sqlite_url).returncode == 0
    put_back = hustings("restore", copy, DATABASE_URL=sqlite_url)
    assert "Run `hustings migrate`" in put_back.stdout
    assert "older than this version" in hustings("doctor", DATABASE_URL=sqlite_url).stdout


def test_for_postgres_the_commands_are_printed_without_the_password(hustings: Run) -> None:
    url = "postgresql://me:hidden-word@db.example.org/hustings"
    said = hustings("backup", "x.dump", DATABASE_URL=url).stdout
    said += hustings("restore", "x.dump", DATABASE_URL=url).stdout
    assert "pg_dump --format=custom --file=x.dump 'postgresql://me@db.example.org/hustings'" in said
    assert "pg_restore" in said
    assert "hidden-word" not in said


async def test_the_doctor_says_what_to_mend(sqlite_url: str, tmp_path: Path, hustings: Run) -> None:
    async with TelegramEmulator() as telegram:
        settings = {"DATABASE_URL": sqlite_url, "TELEGRAM_API_URL": telegram.url}

        async def doctor(**more: str) -> subprocess.CompletedProcess[str]:
            return await asyncio.to_thread(hustings, "doctor", **{**settings, **more})

        well = await doctor(TELEGRAM_BOT_TOKEN=TOKEN)
        assert well.returncode == 0, well.stdout
        assert "@hustings_test_bot" in well.stdout
        unknown = await doctor(TELEGRAM_BOT_TOKEN="1:unknown-token")
        assert unknown.returncode == 1
        assert "ask @BotFather for the token again" in unknown.stdout
        insecure = await doctor(TELEGRAM_BOT_TOKEN=TOKEN, PUBLIC_URL=PUBLIC)
        assert "must begin with https://" in insecure.stdout
        telegram.state.webhook.set("https://elsewhere.example/hook", "", 40)
        elsewhere = await doctor(TELEGRAM_BOT_TOKEN=TOKEN)
        assert "they go to https://elsewhere.example/hook" in elsewhere.stdout
        (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
        (tmp_path / ".env").chmod(0o644)
        assert "chmod 600" in (await doctor(TELEGRAM_BOT_TOKEN=TOKEN)).stdout
        (tmp_path / ".env").chmod(0o600)
        assert "chmod 600" not in (await doctor(TELEGRAM_BOT_TOKEN=TOKEN)).stdout
    gone = hustings("doctor", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert gone.returncode == 1
    assert "The store cannot be reached" in gone.stdout


async def test_what_has_served_its_time_is_erased(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.writing() as connection:
        for chat, days in ((1, 366), (2, 364)):
            await follow(connection, chat, "priority", "8", language="en")
            await set_reachable(connection, chat, reachable=False)
            gone = supporters.c.chat_id == chat
            left = now - timedelta(days=days)
            await connection.execute(update(supporters).where(gone).values(unreachable_at=left))
        for text, days in (("old words", 31), ("new words", 29)):
            await count(connection, text, "clarify")
            asked = unresolved.c.text == text
            last = (now - timedelta(days=days)).date()
            await connection.execute(update(unresolved).where(asked).values(last_on=last))
    await tidy(database, Settings("sqlite:///unused"))
    async with database.reading() as connection:
        assert (await connection.scalars(select(supporters.c.chat_id))).all() == [2]
        assert (await connection.scalars(select(unresolved.c.text))).all() == ["new words"]
