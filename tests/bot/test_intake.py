"""Any number of processes share an inbox: one chat's messages are handled in order, each once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from bot.intake.handled import Handled
from bot.intake.intake import Intake
from bot.intake.side import Side
from bot.turn import Effect
from storage.database import Connection, Database
from storage.holds import UNLIMITED, Allowance
from storage.inbox import Arrival, Body
from storage.tables import holds, inbox

CHATS = [f"chat {number}" for number in range(5)]


@dataclass
class Platform:
    """A platform whose messages are numbers, and what was answered in each chat."""

    database: Database
    allowance: Allowance = UNLIMITED
    said: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    at_work: set[str] = field(default_factory=set)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    fails: Exception | None = None
    effects: list[int] = field(default_factory=list)

    @property
    def side(self) -> Side:
        return Side(
            name="numbers",
            handle=self.handle,
            too_much=lambda body: ([body["chat"], "wait"],),
            deliver=self.deliver,
            write=lambda calls: [{"call": call} for call in calls],
            read=lambda reply: tuple(each["call"] for each in reply),
            outages=(ConnectionError,),
            allowance=self.allowance,
        )

    async def handle(self, body: Body) -> Handled:
        chat, number = body["chat"], body["number"]
        assert chat not in self.at_work, "two of one chat at once"
        self.at_work.add(chat)
        await asyncio.sleep(0)

        async def effect(_: Connection) -> None:
            self.effects.append(number)

        return Handled(([chat, number],), (effect,) if number % 2 else ())

    async def deliver(self, call: list[Any]) -> tuple[Effect, ...]:
        chat, number = call
        if self.fails is not None:
            self.at_work.discard(chat)
            raise self.fails
        self.said[chat].append(number)
        self.at_work.discard(chat)
        async with self.changed:
            self.changed.notify_all()
        return ()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: sum(map(len, self.said.values())) >= count)

    async def left_open(self) -> int:
        async with self.database.reading() as connection:
            rows = await connection.execute(select(inbox.c.body, inbox.c.reply))
            return sum(row.body is not None or row.reply is not None for row in rows)


def arrivals(chat: str, *numbers: int) -> list[Arrival]:
    return [
        Arrival(f"{chat}/{number}", chat, {"chat": chat, "number": number}) for number in numbers
    ]


@asynccontextmanager
async def serving(platform: Platform, processes: int) -> AsyncIterator[list[Intake]]:
    stopping = asyncio.Event()
    intakes = [Intake(platform.database, platform.side) for _ in range(processes)]
    running = [asyncio.create_task(intake.run(stopping)) for intake in intakes]
    yield intakes
    stopping.set()
    await asyncio.gather(*running)


async def test_a_chat_that_writes_to_every_process_is_answered_in_order_and_once(
    database: Database,
) -> None:
    platform = Platform(database)
    async with serving(platform, 3) as intakes:
        for number in range(40):
            intake = intakes[number % 3]
            again = intakes[(number + 1) % 3]
            batch = [each for chat in CHATS for each in arrivals(chat, number)]
            await asyncio.gather(intake.take_in(batch), again.take_in(batch))
        await platform.until(40 * len(CHATS))
    assert platform.said == {chat: list(range(40)) for chat in CHATS}
    assert sorted(platform.effects) == sorted(
        number for number in range(40) if number % 2 for _ in CHATS
    )
    assert await platform.left_open() == 0


async def test_nobody_holds_a_chat_once_its_messages_are_answered(database: Database) -> None:
    platform = Platform(database)
    async with serving(platform, 1) as (intake,):
        await intake.take_in(arrivals("chat", 1, 2, 3))
        await platform.until(3)
    async with database.reading() as connection:
        assert set(await connection.scalars(select(holds.c.held_by))) == {None}


async def test_a_long_queue_of_one_chat_is_read_bit_by_bit_and_in_order(
    database: Database,
) -> None:
    platform = Platform(database)
    async with serving(platform, 2) as intakes:
        for first in range(0, 300, 30):
            await intakes[first % 60 // 30].take_in(arrivals("chat", *range(first, first + 30)))
        await platform.until(300)
    assert platform.said["chat"] == list(range(300))


async def test_what_a_stopped_process_leaves_is_taken_up_by_another(database: Database) -> None:
    platform = Platform(database, fails=ConnectionError())
    async with serving(platform, 1) as (intake,):
        await intake.take_in(arrivals("chat", 1, 2))
    assert platform.said == {}
    platform.fails = None
    async with serving(platform, 1):
        await platform.until(2)
    assert platform.said["chat"] == [1, 2]
    assert platform.effects == [1]


async def test_what_fails_for_a_reason_of_its_own_is_given_up_in_the_end(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.intake.intake.AGAIN", 0.0)
    platform = Platform(database, fails=ValueError("somebody's words"))
    async with serving(platform, 1) as (intake,):
        await intake.take_in(arrivals("chat", 1))
        async with asyncio.timeout(20):
            # The store has no events.
            while await platform.left_open():  # noqa: ASYNC110
                await asyncio.sleep(0)
    assert "it is given up" in caplog.text
    assert platform.effects == [1]


async def test_a_flood_is_asked_to_wait_once_and_others_are_answered(database: Database) -> None:
    platform = Platform(database, Allowance(burst=5, every=60.0))
    async with serving(platform, 2) as intakes:
        for number in range(100):
            await intakes[number % 2].take_in(arrivals("flood", number))
        await intakes[0].take_in(arrivals("other", 1))
        await platform.until(7)
    assert platform.said == {"flood": [0, 1, 2, 3, 4, "wait"], "other": [1]}
    assert await platform.left_open() == 0


async def test_what_does_not_ask_for_anything_is_handled_in_a_flood_too(
    database: Database,
) -> None:
    platform = Platform(database, Allowance(burst=1, every=60.0))
    async with serving(platform, 1) as (intake,):
        await intake.take_in(arrivals("chat", 1, 2, 3))
        body = {"chat": "chat", "number": 8}
        await intake.take_in([Arrival("news", "chat", body, asks=False)])
        await platform.until(3)
    assert platform.said["chat"] == [1, "wait", 8]
