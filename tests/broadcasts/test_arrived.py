"""What people see: their language, who sends it, links; edited or deleted wherever it arrived."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.actions import broadcasts
from questions.broadcast import Draft, Link
from questions.errors import NotPossible
from storage import linking, supporters
from storage.database import Database
from tests.broadcasts.sending import (
    NEWS,
    add_supporters,
    serving,
    started,
    until_over,
    working,
)
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.faults import lost_reply

ANN, BEN = "operator:ann", "operator:ben"
RUN_BY = {"RUN_BY": "The Coalition"}


async def test_everybody_reads_it_in_their_language_with_its_sender_and_its_links(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(3)
    ann, ben, cleo = await add_supporters(database, 3)
    async with database.writing() as connection:
        await supporters.greet(connection, ben, language="fr")
        await supporters.greet(connection, cleo, language="ja")
    draft = replace(NEWS, links=(Link("Read <more>", "https://example.org/news?a=1&b=2"),))
    async with working(database_url, telegram.url, **RUN_BY):
        await until_over(database, await started(database, draft))
    for chat, text in ((ann, "News for everyone"), (ben, "Des nouvelles"), (cleo, "News for")):
        seen = telegram.last(chat)
        assert seen.text.startswith(text)
        assert "Sent by The Coalition." in seen.text
        assert "/stop" in seen.text
        assert "Read <more>" in str(seen.to_json())


async def test_a_sent_broadcast_is_edited_and_deleted_everywhere_it_arrived(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(12)
    chats = await add_supporters(database, 12)
    telegram.block(chats[4])
    async with working(database_url, telegram.url):
        number = await started(database)
        await until_over(database, number)
        telegram.fault(lost_reply(), "editMessageText", times=2)
        edit = await broadcasts.edit_sent(database, number, Draft({"en": "Better"}), actor=ANN)
        await broadcasts.approve(database, edit.id, version=1, actor=BEN)
        await broadcasts.start(database, edit.id, actor=ANN)
        progress = await until_over(database, edit.id)
        got_it = [chat for chat in chats if chat != chats[4]]
        assert progress.recipients == progress.sent == len(got_it)
        assert all(telegram.last(chat).text.startswith("Better") for chat in got_it)
        deleted = await broadcasts.delete_sent(database, number, actor=ANN)
        progress = await until_over(database, deleted.id)
        assert progress.sent == len(got_it)
    for chat in got_it:
        assert [seen.deleted for seen in telegram.conversation(chat) if seen.by_bot] == [True]


async def test_what_still_runs_is_not_edited_where_it_is(database: Database) -> None:
    number = await started(database)
    with pytest.raises(NotPossible, match="done or cancelled"):
        await broadcasts.edit_sent(database, number, NEWS, actor=ANN)


async def test_what_never_started_is_not_edited_or_deleted_where_it_never_came(
    database: Database,
) -> None:
    never = await broadcasts.compose(database, NEWS, actor=ANN)
    await broadcasts.cancel(database, never.id, actor=ANN)
    with pytest.raises(NotPossible, match="was cancelled before it was sent to anybody"):
        await broadcasts.delete_sent(database, never.id, actor=ANN)
    with pytest.raises(NotPossible, match="was cancelled before it was sent to anybody"):
        await broadcasts.edit_sent(database, never.id, NEWS, actor=ANN)


async def test_an_organizer_sends_themselves_a_test_in_each_language(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(1)
    await add_supporters(database, 5, first=50)
    draft = await broadcasts.compose(database, NEWS, actor=ANN)
    with pytest.raises(NotPossible, match="Link your Telegram"):
        await broadcasts.send_test(database, draft.id, "fr", actor=ANN)
    code = (await broadcasts.make_link(database, actor=ANN)).removeprefix("link_")
    async with database.writing() as connection:
        assert await linking.redeem(connection, code, chat_id=1_000_001)
        assert not await linking.redeem(connection, code, chat_id=66)
    async with working(database_url, telegram.url, **RUN_BY):
        for language, text in (("fr", "Des nouvelles"), ("en", "News for everyone")):
            test = await broadcasts.send_test(database, draft.id, language, actor=ANN)
            await until_over(database, test.id)
            assert telegram.last(1_000_001).text.startswith(text)
    assert set(telegram.deliveries()) == {1_000_001}
    assert [each.id for each in await broadcasts.read_latest(database)] == [draft.id]


async def test_the_service_sends_beside_answering(
    database: Database, database_url: str, telegram: TelegramEmulator
) -> None:
    telegram.crowd(30)
    chats = await add_supporters(database, 30)
    settings = {"BROADCAST_PACE": "20", "DIGEST_AT": "never"}
    async with serving(database_url, telegram.url, **settings) as service:
        await telegram.until(lambda: telegram.polled, 30)
        number = await started(database)
        ada = telegram.person()
        assert "Combat impunity" in (await telegram.ask(ada, "/priorities")).text
        progress = await until_over(database, number)
        assert await service.stop() == 0
    assert progress.sent == 30
    assert set(chats) < set(telegram.deliveries())
