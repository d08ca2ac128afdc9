"""Broadcasts from Slack: tested, approved by somebody else, steered, reported."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select

from bot.actions import broadcasts
from bot.slack.app import client
from bot.slack.broadcast_posts import keep_broadcasts_posted
from bot.slack.room import Room
from questions.broadcast import State
from storage.broadcast_posts import APART
from storage.tables import broadcast_posts
from tests.broadcasts.sending import add_supporters, until
from tests.emulators.slack import BOT_TOKEN
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.faults import blocked, held, refused
from tests.slack.conftest import Organizers, Workspace, member_of
from tests.slack.organizing import FRENCH, NEWS, TITLE, compose, open_form, start


async def test_a_broadcast_goes_from_a_modal_to_everybody_and_is_reported(
    organizers: Organizers, telegram: TelegramEmulator
) -> None:
    workspace, dora, ed = organizers.workspace, organizers.dora, organizers.ed
    telegram.crowd(6)
    chats = await add_supporters(workspace.desk.database, 6)
    telegram.fault(blocked(), chat=chats[2])
    form = await open_form(dora)
    await dora.press(form, "Add a language")
    form = await dora.sees(TITLE, containing="Another language")
    done = await dora.submit(form, NEWS | FRENCH)
    assert done.view is not None
    assert "B-1 is a draft" in done.view.words
    assert "6 people" in done.view.words
    card = await organizers.card("News for everyone")

    own = telegram.person("Dora")
    await dora.press(card, "Send me a test: French")
    told = await dora.reads("First link your Telegram chat", workspace.review)
    assert told.ephemeral_to == dora.id
    link = re.search(r"https://t\.me/(\w+)\?start=(link_\w+)", told.words)
    assert link is not None
    assert "linked to you" in (await telegram.ask(own, f"/start {link[2]}")).text
    await dora.press(card, "Send me a test: French")
    await dora.reads("on its way to your Telegram chat, in French", workspace.review)
    await telegram.until(lambda: telegram.last(own).text.startswith("Des nouvelles"))

    await ed.press(card, "Approve")
    await dora.press(await organizers.card("B-1 · update · approved"), "Start")
    report = await organizers.card("B-1 · update · done")
    assert report.ts == card.ts
    assert "*Sent* 6 · *left* 0" in report.words
    assert "failed, blocked: 1" in report.words
    assert {"Retry failed", "Edit everywhere", "Delete everywhere"} <= set(report.labels)
    # Who links a chat has pressed Start there, and gets what supporters get.
    got = telegram.deliveries("News for everyone")
    assert got == dict.fromkeys({*chats, own.id} - {chats[2]}, 1)


async def test_nobody_approves_or_starts_their_own(organizers: Organizers) -> None:
    await compose(organizers.dora)
    card = await organizers.card("B-1 · update · draft")
    assert "Start" not in card.labels
    await organizers.dora.press(card, "Approve")
    await organizers.dora.reads("Somebody else has to approve", organizers.workspace.review)
    forged = {"action_id": "broadcast:start:1", "value": "1.1"}
    await organizers.dora.press(card, "Approve", forged=forged)
    await organizers.dora.reads("not approved yet", organizers.workspace.review)
    assert (await organizers.draft()).state is State.DRAFT


async def test_editing_after_approval_voids_it_and_an_old_message_approves_nothing(
    organizers: Organizers,
) -> None:
    dora, ed = organizers.dora, organizers.ed
    await compose(dora)
    old = await organizers.card("B-1 · update · draft")
    await ed.press(old, "Approve")
    await dora.press(await organizers.card("B-1 · update · approved"), "Edit")
    form = await dora.sees("Change the words", containing="Who gets it.")
    assert "News for everyone" in str(form.values)
    await dora.submit(form, {"text.0.0": "Other words"})
    card = await organizers.card("Other words")
    assert "Approved by" not in card.words
    assert "Approve" in card.labels
    await ed.press(old, "Approve", stale=True)
    await ed.reads("changed since you read it", organizers.workspace.review)
    assert (await organizers.draft()).approver is None


async def test_it_is_paused_resumed_and_cancelled(
    organizers: Organizers, telegram: TelegramEmulator
) -> None:
    telegram.crowd(5)
    await add_supporters(organizers.workspace.desk.database, 5)
    telegram.fault(held(), times=None)
    await start(organizers)
    card = await organizers.card("*Sent* 0 · *left* 5")
    assert card.labels == ["Pause", "Cancel it"]
    await organizers.ed.press(card, "Pause")
    paused = await organizers.card("B-1 · update · paused")
    assert paused.labels == ["Resume", "Cancel it"]
    await organizers.ed.press(paused, "Resume")
    running = await organizers.card("B-1 · update · being sent")
    await organizers.dora.press(running, "Cancel it")
    over = await organizers.card("B-1 · update · cancelled")
    assert over.ts == card.ts
    await organizers.dora.press(running, "Pause", stale=True)
    await organizers.dora.reads("it cannot become paused", organizers.workspace.review)


async def test_what_was_sent_is_edited_and_deleted_everywhere(
    organizers: Organizers, telegram: TelegramEmulator
) -> None:
    dora, ed = organizers.dora, organizers.ed
    telegram.crowd(3)
    chats = await add_supporters(organizers.workspace.desk.database, 3)
    await start(organizers)
    report = await organizers.card("B-1 · update · done")
    await dora.press(report, "Edit everywhere")
    form = await dora.sees("Change the words", containing="3 people")
    assert "Starts on" not in form.fields
    await dora.submit(form, {"text.0.0": "Better news"})
    await ed.press(await organizers.card("B-2 · edit of B-1 · draft"), "Approve")
    await dora.press(await organizers.card("B-2 · edit of B-1 · approved"), "Start")
    await organizers.card("B-2 · edit of B-1 · done")
    assert all(telegram.last(chat).text.startswith("Better news") for chat in chats)
    pressed = await dora.press(report, "Delete everywhere")
    slack = organizers.workspace.slack
    await slack.acknowledged(await slack.replay(pressed))
    await organizers.card("B-3 · deletion of B-1 · done")
    kept = [each for chat in chats for each in telegram.conversation(chat) if not each.deleted]
    assert kept == []
    assert len(await broadcasts.read_latest(organizers.workspace.desk.database)) == 3


async def test_what_failed_is_tried_again_from_the_report(
    organizers: Organizers, telegram: TelegramEmulator
) -> None:
    telegram.crowd(3)
    await add_supporters(organizers.workspace.desk.database, 3)
    telegram.fault(refused(400, "Bad Request: something new"))
    await start(organizers)
    report = await organizers.card("failed, refused by Telegram: 1")
    await organizers.ed.press(report, "Retry failed")
    again = await organizers.card("*Sent* 3 · *left* 0")
    assert (again.ts, again.labels) == (report.ts, ["Edit everywhere", "Delete everywhere"])
    await organizers.ed.press(report, "Retry failed", stale=True)
    await organizers.ed.reads("nothing to try again", organizers.workspace.review)


async def test_others_than_organizers_and_forged_values_gain_nothing(
    organizers: Organizers,
) -> None:
    workspace = organizers.workspace
    await compose(organizers.dora)
    card = await organizers.card("B-1 · update · draft")
    for person in (workspace.guest, workspace.ada, workspace.cleo):
        await person.command("/hustings", "broadcast")
        assert "role organizer" in (await person.sees("For you alone")).words
        for label in ("Approve", "Cancel it", "Send me a test: English", "Link my Telegram chat"):
            await person.press(card, label)
            await person.reads("role organizer", workspace.review)
        await person.command("/hustings", "broadcast list", channel=workspace.review)
        await person.reads("role organizer", workspace.review)
    for value in ("", "1", "1.x", "99.1", "1.99", "9" * 30 + ".1", "1.1; drop"):
        await organizers.ed.press(card, "Approve", forged={"value": value})
    await organizers.ed.press(card, "Send me a test: English", forged={"value": "1:tlh"})
    form = await open_form(organizers.ed)
    for about in ("1.99", "of:1", "of:x", "99.1"):
        refused = await organizers.ed.submit(form, NEWS, forged={"private_metadata": about})
        assert refused.view is not None
        assert refused.view.title == "For you alone"
        await organizers.ed.close(refused.view)
    kept = await organizers.draft()
    assert (kept.state, kept.version, kept.author) == (State.DRAFT, 1, member_of(organizers.dora))
    assert len(await broadcasts.read_latest(workspace.desk.database)) == 1


async def test_broadcasts_are_listed_and_steered_from_the_list_and_from_home(
    organizers: Organizers,
) -> None:
    review = organizers.workspace.review
    await compose(organizers.dora)
    await organizers.ed.command("/hustings", "broadcast list", channel=review)
    listed = await organizers.ed.reads("Broadcasts", review)
    assert "B-1 · update · draft" in listed.words
    await organizers.ed.press(listed, "Show")
    look = await organizers.ed.sees("B-1", containing="News for everyone")
    await organizers.ed.press(look, "Approve")
    assert "Start" in (await organizers.ed.sees("B-1", containing="approved")).labels
    await organizers.dora.open_home()
    home = await organizers.dora.sees_home("B-1 · update · approved")
    await organizers.dora.press(home, TITLE)
    await organizers.dora.sees(TITLE, containing="Who gets it.")


@asynccontextmanager
async def another_process(workspace: Workspace) -> AsyncIterator[None]:
    """Keep the cards in step as another process does; cut off at the end as by a crash."""
    app = client(BOT_TOKEN, workspace.slack.api_url)
    room = Room(workspace.desk, app, "U0", broadcast_channel=workspace.review.id)
    task = asyncio.create_task(keep_broadcasts_posted(room, asyncio.Event()))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def changed(workspace: Workspace, last: datetime | None = None) -> datetime:
    """Wait until the store has it that the card was changed again; when, by the store's clock."""

    async def look() -> datetime | None:
        async with workspace.desk.database.reading() as connection:
            at: datetime | None = await connection.scalar(select(broadcast_posts.c.changed_at))
            return at

    at = await until(look, lambda at: at not in (None, last))
    assert at is not None
    return at


async def test_many_processes_one_of_them_killed_keep_one_card_and_change_it_seldom(
    organizers: Organizers,
) -> None:
    workspace, dora, ed = organizers.workspace, organizers.dora, organizers.ed
    async with another_process(workspace):
        async with another_process(workspace):
            await compose(dora)
            draft = await organizers.card("B-1 · update · draft")
            times = [await changed(workspace)]
            await ed.press(draft, "Approve")
            approved = await organizers.card("B-1 · update · approved")
            times.append(await changed(workspace, times[-1]))
        await dora.press(approved, "Start")
        begun = await organizers.card("B-1 · update · to be sent")
        times.append(await changed(workspace, times[-1]))
        await dora.press(begun, "Cancel it")
        await organizers.card("B-1 · update · cancelled")
        times.append(await changed(workspace, times[-1]))
    shown = await workspace.slack.messages(workspace.review)
    assert len([each for each in shown if "B-1" in each.words and not each.ephemeral_to]) == 1
    assert len(await workspace.slack.calls("chat.update")) == 3
    assert all(later - earlier >= APART for earlier, later in pairwise(times))
