"""The real process with both platforms: from the letter to the supporter, through `kill -9`."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from questions.member import Member
from storage.audit import read_entries
from storage.database import Database
from storage.members import grant
from storage.tables import revisions
from tests.emulators.slack import (
    APP_TOKEN,
    BOT_TOKEN,
    SIGNING_SECRET,
    Channel,
    Person,
    SlackEmulator,
    faults,
)
from tests.emulators.telegram import TelegramEmulator
from tests.running.processes import Running, until
from tests.samples import stock
from tests.slack.conftest import ROLES, member_of
from tests.slack.steps import LETTER, SUBMIT, choose_place, open_form


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> str:
    database = Database(database_url)
    await stock(database, tmp_path)
    await database.close()
    return database_url


class Coalition:
    """Both platforms, one process of Hustings, and people in their roles."""

    def __init__(self, slack: SlackEmulator, telegram: TelegramEmulator, running: Running) -> None:
        self.slack, self.telegram, self.running = slack, telegram, running
        self.people: dict[str, Person] = {}

    async def restart(self, *, by_socket: bool = True) -> None:
        """Kill it as `kill -9` does, and start it again."""
        await self.running.kill()
        await self.start(by_socket=by_socket)

    async def start(self, *, by_socket: bool = True) -> None:
        await self.running.start()
        await self.running.until_ready()
        if by_socket:
            await self.slack.connected()
        else:
            await until(self._listens)

    async def _listens(self) -> bool:
        return '"Slack"' not in (await self.running.get("/readyz"))[1] and (
            "Slack is served" in self.running.log
        )


@asynccontextmanager
async def coalition(
    store: str, folder: Path, *, by_socket: bool = True
) -> AsyncIterator[tuple[Coalition, Channel]]:
    async with SlackEmulator() as slack, TelegramEmulator() as telegram:
        people = {name: await slack.person(name) for name in (*ROLES, "Gil")}
        review = await slack.channel("review", members=list(people.values()))
        settings = {
            "DATABASE_URL": store,
            "TELEGRAM_API_URL": telegram.url,
            "SLACK_API_URL": slack.base_url.rstrip("/"),
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_REVIEW_CHANNEL": review.id,
        }
        if by_socket:
            settings["SLACK_APP_TOKEN"] = APP_TOKEN
        else:
            settings["SLACK_SIGNING_SECRET"] = SIGNING_SECRET
        made = Coalition(slack, telegram, Running(folder, settings))
        made.people = people
        database = Database(store)
        async with database.writing() as connection:
            for name, (organisation, roles) in ROLES.items():
                member = Member(member_of(people[name]), organisation, frozenset(roles))
                await grant(connection, member, actor="operator:test")
        await database.close()
        try:
            await made.start(by_socket=by_socket)
            if not by_socket:
                await slack.deliver_to(f"{made.running.root}/slack")
            yield made, review
        finally:
            if made.running.process and made.running.process.returncode is None:
                await made.running.kill()
        assert await slack.violations() == []
        assert telegram.violations == []
        for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, LETTER["Their words"]):
            assert secret not in made.running.log


async def count(store: str, *states: str) -> int:
    database = Database(store)
    async with database.reading() as connection:
        rows = await connection.execute(
            select(revisions.c.id).where(
                revisions.c.state.in_(states), revisions.c.author.is_not(None)
            )
        )
        found = len(rows.all())
    await database.close()
    return found


async def acts(store: str) -> Counter[str]:
    database = Database(store)
    async with database.reading() as connection:
        entries = await read_entries(connection, limit=10_000)
    await database.close()
    return Counter(each.action for each in entries)


@pytest.mark.parametrize("by_socket", [True, False], ids=["socket", "http"])
async def test_a_letter_reaches_supporters_once_two_people_have_seen_it(
    store: str, tmp_path: Path, *, by_socket: bool
) -> None:
    """Record, request changes, revise, approve by another member; Telegram answers with it."""
    async with coalition(store, tmp_path, by_socket=by_socket) as (made, review):
        ada, ben = made.people["Ada"], made.people["Ben"]
        form = await choose_place(ada, await open_form(ada), "Tomás Rivera", "7.1.1")
        await ada.submit(form, LETTER | SUBMIT)
        card = await made.slack.message(review, "I will abolish it everywhere.")
        await ben.press(card, "Request changes")
        asked = await ben.sees("Request changes", containing="Note for the author")
        await ben.submit(asked, {"Note for the author": "Which page?"})
        await made.slack.message(review, "Which page?", thread=card.ts)
        await ada.command("/hustings", "queue", channel=review)
        queue = await ada.reads("Your drafts", review)
        await ada.press(queue, "Edit")
        form = await ada.sees("Edit your draft", containing="Which page?")
        await ada.submit(form, {"Place in it": "page 3"} | SUBMIT)
        again = await made.slack.message(review, "page 3")
        supporter = made.telegram.person()
        before = await made.telegram.ask(supporter, "where does Rivera stand on asylum?")
        assert "abolish" not in before.text
        await ben.press(again, "Approve")
        after = await made.telegram.ask(supporter, "where does Rivera stand on asylum?")
        assert "I will abolish it everywhere." in after.text
        assert "page 3" in after.text
        assert await made.running.stop() == 0


async def test_what_was_recorded_is_shown_to_reviewers_though_it_was_killed_before(
    store: str, tmp_path: Path
) -> None:
    """Killed between the commit of a submission and its message, and again after a decision."""
    async with coalition(store, tmp_path) as (made, review):
        ada, ben = made.people["Ada"], made.people["Ben"]
        await made.slack.message(review, "overdue")
        form = await choose_place(ada, await open_form(ada), "Tomás Rivera", "7.1.1")
        number = await made.slack.fault(faults.hung(), "chat.postMessage")
        await ada.submit(form, LETTER | SUBMIT)
        await made.slack.until(lambda: _hit(made.slack, number))
        await made.restart()
        card = await made.slack.message(review, "I will abolish it everywhere.", timeout=60)
        number = await made.slack.fault(faults.hung(), "chat.update")
        await ben.press(card, "Approve")
        await made.slack.until(lambda: _hit(made.slack, number))
        await made.restart()
        await made.slack.message(review, "\n:white_check_mark: Approved by", timeout=60)
        shown = [
            each
            for each in await made.slack.messages(review)
            if "I will abolish" in each.words and each.by_bot
        ]
        assert [each.labels for each in shown] == [[]]
        done = await acts(store)
        assert (done["revision.submit"], done["revision.approve"]) == (1, 1)


async def _hit(slack: SlackEmulator, number: int) -> bool:
    return bool(await slack.fault_hits(number))


async def test_kill_9_loses_no_submission_and_makes_none_twice(store: str, tmp_path: Path) -> None:
    """Killed right after each submission, before or after its commit; people submit once more."""
    async with coalition(store, tmp_path) as (made, _):
        ada = made.people["Ada"]
        for number, question in enumerate(("1.1.1", "2.1.1", "3.1.1", "4.1.1", "5.1.1", "6.1.1")):
            form = await choose_place(ada, await open_form(ada), "Tomás Rivera", question)
            typed = LETTER | {"Their words": f"Answer number {number}."}
            if number % 2:
                # Committed, and killed before anybody is told.
                await ada.submit(form, typed, wait=False)
                expected = number + 1

                async def kept(expected: int = expected) -> bool:
                    return await count(store, "draft") == expected

                await until(kept)
            else:
                await ada.submit(form, typed, wait=False)
            await made.restart()
            left = await ada.view()
            assert left is not None
            if left.callback_id == "record":
                await ada.submit(left, typed)
            assert await count(store, "draft") == number + 1
            told = await ada.view()
            assert told is not None
            await ada.close(told, whole=True)
        assert (await acts(store))["revision.draft"] == 6


async def test_what_is_said_to_the_app_is_answered_after_a_kill(store: str, tmp_path: Path) -> None:
    async with coalition(store, tmp_path) as (made, review):
        guest = made.people["Gil"]
        await made.slack.message(review, "overdue")
        number = await made.slack.fault(faults.hung(), "chat.postMessage")
        await guest.dm("okonkwo death penalty")
        await made.slack.until(lambda: _hit(made.slack, number))
        await made.restart()
        await guest.reads("I will work for abolition everywhere.", timeout=60)
        said = [each for each in await made.slack.messages(await guest.direct()) if each.by_bot]
        assert len(said) == 1


async def test_signed_requests_count_once_and_unsigned_ones_not_at_all(
    store: str, tmp_path: Path
) -> None:
    async with coalition(store, tmp_path, by_socket=False) as (made, review):
        ada, ben = made.people["Ada"], made.people["Ben"]
        form = await choose_place(ada, await open_form(ada), "Tomás Rivera", "7.1.1")
        done = await ada.submit(form, LETTER | SUBMIT)
        card = await made.slack.message(review, "I will abolish it everywhere.")
        assert (await made.slack.replay(done.delivery)).status == 200
        for wrong in ({"secret": "wrong"}, {"age": 301.0}, {"unsigned": True}):
            refused = await made.slack.replay(done.delivery, **wrong)
            assert refused.status == 401
        pressed = await ben.press(card, "Approve")
        assert (await made.slack.replay(pressed)).status == 200
        assert (await made.slack.replay(pressed, secret="wrong")).status == 401
        done_acts = await acts(store)
        assert (done_acts["revision.submit"], done_acts["revision.approve"]) == (1, 1)


async def test_a_token_that_slack_does_not_know_does_not_keep_telegram_from_serving(
    store: str, tmp_path: Path
) -> None:
    async with SlackEmulator(bot_token="xoxb-another") as slack, TelegramEmulator() as telegram:
        settings = {
            "DATABASE_URL": store,
            "TELEGRAM_API_URL": telegram.url,
            "SLACK_API_URL": slack.base_url.rstrip("/"),
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
        }
        running = Running(tmp_path, settings)
        await running.start()
        await running.until_ready()
        answer = await telegram.ask(telegram.person(), "okonkwo death penalty")
        assert "abolition" in answer.text
        assert "Slack does not know this SLACK_BOT_TOKEN" in (await running.get("/readyz"))[1]
        assert await running.stop() == 0
