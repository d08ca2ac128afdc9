"""How long Slack waits for the answer to a submission, at twenty submissions a second.

People record one letter's answers question after question, each a second after the last; the app
and the emulator are processes of their own. Slack gives up on an answer after three seconds.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.actions.setup import prepare
from questions.member import Member, Role
from storage.database import Database
from storage.members import grant
from tests.benchmarks.report import Line, table
from tests.benchmarks.stores import empty_stores
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, Person, slack_process
from tests.samples import stock

PEOPLE = 20
"""How many record at once, each a submission a second."""

SUBMISSIONS = 20
"""How many each of them submits."""

CANDIDATES = ("Lin Wei", "Tomás Rivera", "Ingrid Østergaard")
"""Whose letters they record: what is recorded of one candidate is written one after the other."""

AIM = 0.5
"""Within how many seconds 99 in 100 are to be answered."""

NEXT = "Save, and go on to the next question of this letter"


def report() -> str:
    """Measure, and lay the figures out."""
    return asyncio.run(_report())


async def _report() -> str:
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        async with empty_stores(Path(folder)) as stores:
            for kind, url in stores.items():
                lines += _lines(kind, await _measure(url, Path(folder)))
    return table(
        f"Submissions acknowledged, {PEOPLE} a second for {SUBMISSIONS} s, in milliseconds", lines
    )


def _lines(kind: str, took: list[float]) -> Iterator[Line]:
    ordered = sorted(took)
    for share in (0.5, 0.99, 1.0):
        figure = ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        held = {"held_to": f"≤ {AIM * 1_000:g}", "met": figure <= AIM} if share == 0.99 else {}
        name = {0.5: "median", 0.99: "99 in 100", 1.0: "slowest"}[share]
        yield Line(f"{kind}, {len(took)} submissions, {name}", f"{figure * 1_000:,.0f}", **held)  # type: ignore[arg-type]


async def _measure(url: str, folder: Path) -> list[float]:
    async with slack_process() as slack:
        people = [await slack.person(f"Person {number}") for number in range(PEOPLE)]
        await _ready(url, folder, people)
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("hustings"),
            "run",
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "DATABASE_URL": url,
                "SLACK_API_URL": slack.base_url.rstrip("/"),
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_APP_TOKEN": APP_TOKEN,
            },
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await slack.connected()
            await asyncio.gather(
                *(_begin(each, CANDIDATES[number % 3]) for number, each in enumerate(people))
            )
            every = await asyncio.gather(
                *(_record(each, delay=number / PEOPLE) for number, each in enumerate(people))
            )
        finally:
            process.terminate()
            await process.wait()
    return [each for took in every for each in took]


async def _ready(url: str, folder: Path, people: list[Person]) -> None:
    database = Database(url)
    await prepare(database)
    await stock(database, folder)
    async with database.writing() as connection:
        for each in people:
            member = Member(f"slack:{each.user['team_id']}:{each.id}", "amnesty", STAFF)
            await grant(connection, member, actor="operator:bench")
    await database.close()


STAFF = frozenset({Role.STAFF})


async def _begin(person: Person, candidate: str) -> None:
    await person.command("/hustings", "record")
    form = await person.sees("Record a response", containing="Their words")
    await person.choose(form, "Candidate", candidate)
    await person.choose(form, "Question", "1.1.1")
    await person.sees(containing="*1.1.1*")


async def _record(person: Person, *, delay: float) -> list[float]:
    """Submit once a second, whatever came of the last; return how long each answer took."""
    took = []
    loop = asyncio.get_running_loop()
    due = loop.time() + delay
    for number in range(SUBMISSIONS):
        await asyncio.sleep(max(0.0, due - loop.time()))
        due += 1.0
        form = await person.view()
        assert form is not None
        typed: dict[str, Any] = {
            "Their words": f"{person.name} quotes answer {number}.",
            "Said on": "2026-05-20",
            "Address": "https://example.org/letter",
            "And then": NEXT,
        }
        if "This seems to be there already" in form.fields:
            typed["This seems to be there already"] = ["I have looked: record it all the same"]
        done = await person.submit(form, typed)
        assert done.delivery.took is not None
        took.append(done.delivery.took)
    return took
