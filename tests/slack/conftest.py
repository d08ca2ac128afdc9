"""The real app, served in the test's own loop, talking to an emulated Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.actions import broadcasts
from bot.broadcast.service import Terms
from bot.broadcast.service import serve as send
from bot.desk import Desk
from bot.slack.service import SlackSettings, serve
from bot.telegram.service import serve as serve_telegram
from questions.member import Member, Role
from storage.database import Database
from storage.members import grant
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, Channel, Person, SeenMessage, SlackEmulator
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.samples import stock


@pytest.fixture
async def desk(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk at a store with the sample roster."""
    database = Database(sqlite_url)
    await stock(database, tmp_path)
    opened = Desk(database, run_by="Test Coalition")
    # Read and indexed before Slack waits for it, as the service does.
    await opened.catalogue()
    yield opened
    await database.close()


@dataclass(frozen=True, slots=True)
class Workspace:
    """Slack with the app serving, people in their roles, and the review channel."""

    slack: SlackEmulator
    desk: Desk
    review: Channel
    ada: Person
    """Staff, of Amnesty."""
    ben: Person
    """Staff and reviewer, of Human Rights Watch."""
    cleo: Person
    """Admin and reviewer, of Amnesty."""
    guest: Person
    """Nobody's member."""


ROLES = {
    "Ada": ("amnesty", {Role.STAFF}),
    "Ben": ("hrw", {Role.STAFF, Role.REVIEWER}),
    "Cleo": ("amnesty", {Role.ADMIN, Role.REVIEWER}),
}


async def grant_role(desk: Desk, person: Person, organisation: str, roles: set[Role]) -> None:
    async with desk.database.writing() as connection:
        member = Member(member_of(person), organisation, frozenset(roles))
        await grant(connection, member, actor="operator:test")


def member_of(person: Person) -> str:
    return f"slack:{person.user['team_id']}:{person.id}"


@pytest.fixture
async def workspace(desk: Desk) -> AsyncIterator[Workspace]:
    """At the end the app must have kept to Slack's rules."""
    async with SlackEmulator() as slack:
        people = {name: await slack.person(name) for name in (*ROLES, "Gil")}
        for name, (organisation, roles) in ROLES.items():
            await grant_role(desk, people[name], organisation, roles)
        review = await slack.channel("review", members=list(people.values()))
        stopping = asyncio.Event()
        settings = SlackSettings(
            BOT_TOKEN, APP_TOKEN, api_url=slack.base_url.rstrip("/"), review_channel=review.id
        )
        serving = asyncio.create_task(serve(desk, settings, stopping=stopping))
        await slack.connected()
        yield Workspace(
            slack, desk, review, people["Ada"], people["Ben"], people["Cleo"], people["Gil"]
        )
        stopping.set()
        await serving
        assert await slack.violations() == []
        assert await slack.refused() == []


@dataclass(frozen=True, slots=True)
class Organizers:
    """A workspace with two organizers, who may do nothing else."""

    workspace: Workspace
    dora: Person
    ed: Person

    async def card(self, containing: str) -> SeenMessage:
        """Wait until the message that shows a broadcast has these words."""
        return await self.workspace.slack.message(self.workspace.review, containing)

    async def draft(self, number: int = 1) -> Any:
        broadcast, _ = await broadcasts.read(self.workspace.desk.database, number)
        return broadcast


@pytest.fixture
async def organizers(workspace: Workspace) -> Organizers:
    people = [await workspace.slack.person(name) for name in ("Dora", "Ed")]
    for person in people:
        await grant_role(workspace.desk, person, "amnesty", {Role.ORGANIZER})
    return Organizers(workspace, *people)


@pytest.fixture
async def telegram(workspace: Workspace) -> AsyncIterator[TelegramEmulator]:
    """Telegram, with the bot serving and sending beside Slack's side, on the same store."""
    async with TelegramEmulator() as emulator:
        stopping = asyncio.Event()
        terms = Terms(pace=0, lease=5, digest_at=None)
        place: dict[str, Any] = {"token": TOKEN, "api_url": emulator.url, "stopping": stopping}
        serving = asyncio.gather(
            serve_telegram(workspace.desk, **place), send(workspace.desk, terms=terms, **place)
        )
        await emulator.until(lambda: emulator.polled or serving.done())
        yield emulator
        emulator.clear_faults()
        stopping.set()
        await serving
        assert emulator.violations == []
