"""`hustings broadcast …` from a shell, from the draft to the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests import processes
from tests.broadcasts.sending import add_supporters, serving, until_over, working
from tests.emulators.telegram import TelegramEmulator


def run(store: str, folder: Path, *arguments: str, **settings: str) -> tuple[int, str, str]:
    """Run a command; its status, standard output and standard error."""
    done = processes.run(
        "broadcast", *arguments, folder=folder, settings={"DATABASE_URL": store, **settings}
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text("The first letters were answered.\n", encoding="utf-8")
    (tmp_path / "news.xx.txt").write_text("Flumper.", encoding="utf-8")
    (tmp_path / "news.fr.txt").write_text("Les premières lettres.", encoding="utf-8")
    return tmp_path


async def test_from_the_draft_to_the_report(
    database: Database, database_url: str, telegram: TelegramEmulator, folder: Path
) -> None:
    telegram.crowd(3)
    await add_supporters(database, 3)
    compose = ("draft", "news.txt", "news.fr.txt", "--link", "Read it=https://example.org")
    status, said, _ = run(database_url, folder, *compose)
    assert (status, said) == (0, "B-1 is a draft, for 3 people as of now.\n")
    status, _, why = run(database_url, folder, "approve", "1")
    assert status == 2
    assert "Somebody else has to approve" in why
    status, _, why = run(database_url, folder, "start", "1")
    assert (status, why) == (2, "This broadcast is not approved yet.\n")
    none_needed = {"BROADCAST_APPROVAL": "no"}
    status, said, _ = run(database_url, folder, "start", "1", **none_needed)
    assert (status, said) == (0, "B-1 is scheduled.\n")
    async with working(database_url, telegram.url):
        await until_over(database, 1)
    status, said, _ = run(database_url, folder, "show", "1", "--follow")
    assert status == 0
    assert "B-1 update, done: The first letters were answered." in said
    assert "recipients\t3\nsent\t3\nleft\t0\n" in said
    status, said, _ = run(database_url, folder, "list")
    assert said.startswith("1\tupdate\tdone\t")
    (folder / "news.txt").write_text("The second letters, too.", encoding="utf-8")
    status, said, _ = run(database_url, folder, "edit", "1", "news.txt")
    assert (status, said) == (0, "B-2 is a draft.\n")
    assert run(database_url, folder, "start", "2", **none_needed)[0] == 0
    async with working(database_url, telegram.url):
        await until_over(database, 2)
        assert run(database_url, folder, "delete", "1")[1] == "B-3 is running.\n"
        assert all(telegram.last(1_000_001 + n).text.startswith("The second") for n in range(3))
        await until_over(database, 3)


async def test_a_test_says_that_it_is_still_to_be_sent(
    database: Database, database_url: str, telegram: TelegramEmulator, folder: Path
) -> None:
    run(database_url, folder, "draft", "news.txt")
    status, said, _ = run(database_url, folder, "link")
    assert status == 0
    me = telegram.person("Ann")
    async with serving(database_url, telegram.url):
        await telegram.ask(me, said.strip())
    status, said, told = run(database_url, folder, "test", "1")
    assert (status, said) == (0, "B-2 will send B-1 in en to your own Telegram chat.\n")
    assert "as soon as `hustings run` or `hustings broadcast work` runs" in told
    async with working(database_url, telegram.url):
        await telegram.until(lambda: telegram.last(me).text.startswith("The first letters"))


def test_what_cannot_be_done_is_said_plainly(sqlite_url: str, folder: Path) -> None:
    for arguments, why in (
        (("show", "9"), "There is no broadcast 9."),
        (("draft", "nowhere.txt"), "nowhere.txt: No such file or directory"),
        (("draft", "news.txt", "--link", "https://x.org"), "a button is LABEL=https://…"),
        (("draft", "news.fr.txt"), "there is no text in the fallback language, en"),
        (("draft", "news.txt", "news.xx.txt"), "“xx” is no language known here; there are am, ar,"),
        (("draft", "news.txt", "--language", "xx"), "“xx” is no language known here"),
        (("draft", "news.txt", "--at", "2026-01-02T10:00"), "10:00 UTC, which is past"),
        (("draft", "news.txt", "--expires", "2026-01-02"), "expire at 2026-01-02 00:00 UTC"),
        (("draft", "news.txt", "--priority", "77"), "There is no such priority"),
        (("draft", "news.txt", "--corrects", "4"), "There is no broadcast 4."),
        (("work",), "No platform is configured."),
    ):
        status, said, told = run(sqlite_url, folder, *arguments)
        assert (status, said) == (2, ""), arguments
        assert why in told
        assert "Traceback" not in told
