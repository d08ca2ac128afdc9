"""What people try on: floods, links written by somebody else. It gains them nothing."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.presses import Follow, Forget, Report, to_link
from bot.telegram.service import ALLOWANCE
from storage.reports import read_reports
from storage.supporters import export
from tests.emulators.telegram import Person, TelegramEmulator


async def test_whoever_asks_faster_than_anybody_reads_is_asked_once_to_wait(
    telegram: TelegramEmulator, ada: Person
) -> None:
    telegram.say_many((ada, "/priorities") for _ in range(3 * ALLOWANCE.burst))
    assert "priorities" in (await telegram.ask(telegram.person(), "/priorities")).text
    await telegram.until(lambda: not telegram.pending_updates)
    texts = [(await telegram.reply(ada)).text for _ in range(ALLOWANCE.burst + 1)]
    assert "Please wait half a minute" in texts[-1]
    assert not any("Please wait" in text for text in texts[:-1])
    beside = await telegram.ask(telegram.person(), "/priorities")
    assert "priorities" in beside.text
    assert len([seen for seen in telegram.conversation(ada) if seen.by_bot]) < ALLOWANCE.burst + 5


@pytest.mark.parametrize(
    "action",
    [Follow(topic="8"), Follow(candidate="c01"), Forget(confirmed=True), Report("8.1.1", "c01")],
)
async def test_a_link_that_somebody_else_wrote_changes_nothing(
    telegram: TelegramEmulator, ada: Person, desk: Desk, action: Follow | Forget | Report
) -> None:
    await telegram.ask(ada, "/start")
    async with desk.database.reading() as connection:
        before = await export(connection, ada.id)
    await telegram.ask(ada, f"/start {to_link(action)}")
    async with desk.database.reading() as connection:
        after = await export(connection, ada.id)
        assert await read_reports(connection, 10) == []
    assert after["follows"] == before["follows"] == []
    assert after["since"] == before["since"]
