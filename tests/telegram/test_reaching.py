"""Supporters and what is sent to them unasked: linked chats, and being reachable again."""

from __future__ import annotations

from bot.actions import broadcasts
from bot.desk import Desk
from storage import linking, supporters
from tests.emulators.telegram import Person, TelegramEmulator

ANN = "operator:ann"


async def test_an_organizer_links_their_chat_by_a_link_that_works_once(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    parameter = await broadcasts.make_link(desk.database, actor=ANN)
    assert "linked to you" in (await telegram.ask(ada, f"/start {parameter}")).text
    bea = telegram.person("Bea")
    assert "only once" in (await telegram.ask(bea, f"/start {parameter}")).text
    async with desk.database.reading() as connection:
        assert await linking.read_linked(connection, ANN) == ada.id


async def test_forgetting_unlinks_too(telegram: TelegramEmulator, ada: Person, desk: Desk) -> None:
    parameter = await broadcasts.make_link(desk.database, actor=ANN)
    await telegram.ask(ada, f"/start {parameter}")
    await telegram.tap(await telegram.ask(ada, "/forget"), "Erase everything")
    async with desk.database.reading() as connection:
        assert await linking.read_linked(connection, ANN) is None


async def test_whoever_writes_or_presses_can_be_written_to_again(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    screen = await telegram.ask(ada, "/start")
    for comes_back in ("writes", "presses"):
        async with desk.database.writing() as connection:
            await supporters.set_reachable(connection, ada.id, reachable=False)
        if comes_back == "writes":
            await telegram.ask(ada, "refugees")
        else:
            await telegram.tap(screen, "Priorities")
        async with desk.database.reading() as connection:
            assert (await supporters.export(connection, ada.id))["unreachable_at"] is None
