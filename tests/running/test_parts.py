"""The parts of the service: one that fails keeps none of the others from being served."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot import service
from bot.desk import Desk
from bot.role import Role
from bot.service import FRONT, PARTS, Part, Service
from bot.settings import Settings
from questions.errors import NotConfigured
from storage.database import Database


@pytest.fixture
async def serving(sqlite_url: str) -> AsyncIterator[Service]:
    database = Database(sqlite_url)
    yield Service(Settings(sqlite_url), Desk(database), asyncio.Event())
    await database.close()


def part(name: str, serve: Callable[[Service], Awaitable[None]]) -> Part:
    return Part(name, FRONT, lambda _: True, serve)


async def until_stopped(serving: Service) -> None:
    serving.health.say("well", None)
    await serving.stopping.wait()


async def not_configured(_: Service) -> None:
    raise NotConfigured("its token is unknown")


async def test_a_part_that_cannot_be_served_keeps_no_other_from_it(serving: Service) -> None:
    parts = [part("bad", not_configured), part("well", until_stopped)]
    running = asyncio.create_task(service._serve(serving, parts))
    async with asyncio.timeout(10):
        while "bad" not in serving.health.wrong or not serving.health.serves:  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert serving.health.wrong == {"bad": "its token is unknown"}
    assert not running.done()
    serving.stopping.set()
    await running


async def test_where_nothing_can_be_served_the_reason_is_raised(serving: Service) -> None:
    with pytest.raises(NotConfigured, match="its token is unknown"):
        await service._serve(serving, [part("bad", not_configured)])


async def test_a_part_that_fails_is_said_so_and_started_again(
    serving: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.AGAIN", 0.0)
    begun = 0

    async def fails_at_first(serving: Service) -> None:
        nonlocal begun
        begun += 1
        if begun == 1:
            raise RuntimeError("a mistake")
        assert serving.health.wrong == {"hasty": "it failed, as the log says, and is started again"}
        serving.stopping.set()

    await service._serve(serving, [part("hasty", fails_at_first)])
    assert begun == 2


def test_every_part_is_served_by_a_process_that_does_everything() -> None:
    assert all(Role.ALL in each.roles for each in PARTS)
