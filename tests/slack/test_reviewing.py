"""Reviewing: nothing is published before a second person has approved it, and once is enough."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

from bot.actions.exchange import import_files
from bot.desk import Desk
from bot.slack.app import client
from bot.slack.postings import catch_up
from bot.slack.room import Room
from questions.member import Member, Role
from questions.response import Content, Source, Statement
from storage import audit
from storage.authoring import draft, submit
from storage.queues import read_drafts
from tests.emulators.slack import BOT_TOKEN, SlackEmulator, faults
from tests.slack.conftest import Workspace, member_of
from tests.slack.steps import (
    LETTER,
    SUBMIT,
    choose_place,
    open_form,
    published,
    record,
    send_back,
    shown,
    submission,
    submitted,
)


async def test_an_approval_publishes_and_the_buttons_give_way(workspace: Workspace) -> None:
    card = await submitted(workspace)
    await workspace.ben.press(card, "Approve")
    assert await shown(workspace) == LETTER["Their words"]
    decided = await workspace.ben.reads("\n:white_check_mark: Approved by", workspace.review)
    assert (decided.ts, decided.labels) == (card.ts, [])
    told = await workspace.slack.message(workspace.review, "revision 1", thread=card.ts)
    assert f"<@{workspace.ada.id}>" in told.text


async def test_nobody_approves_their_own(workspace: Workspace) -> None:
    await record(workspace.ben)
    card = await submission(workspace)
    await workspace.ben.press(card, "Approve")
    told = await workspace.ben.reads("other than its author", workspace.review)
    assert told.ephemeral_to == workspace.ben.id
    assert await shown(workspace) is None


async def test_strangers_and_staff_without_the_role_decide_nothing(workspace: Workspace) -> None:
    card = await submitted(workspace)
    stranger = await workspace.slack.person("Eve", stranger=True)
    for person in (workspace.guest, stranger):
        for label in ("Approve", "Reject"):
            await person.press(card, label)
        await person.reads("role reviewer", workspace.review)
        assert await shown(workspace) is None
    assert (await submission(workspace)).labels == card.labels


async def test_two_reviewers_at_once_make_one_decision_and_the_other_is_told(
    workspace: Workspace,
) -> None:
    card = await submitted(workspace)
    await asyncio.gather(
        workspace.ben.press(card, "Approve"), workspace.cleo.press(card, "Approve")
    )
    assert await shown(workspace) == LETTER["Their words"]
    async with workspace.desk.database.reading() as connection:
        entries = await audit.read_entries(connection, limit=1_000)
    approvals = [each for each in entries if each.action == "revision.approve"]
    assert len(approvals) == 1
    second = workspace.cleo if approvals[0].actor == member_of(workspace.ben) else workspace.ben
    told = await second.reads("decided already", workspace.review)
    assert "Approved by" in told.words


async def test_a_press_delivered_again_decides_once(workspace: Workspace) -> None:
    card = await submitted(workspace)
    pressed = await workspace.ben.press(card, "Approve")
    await workspace.slack.replay(pressed)
    async with workspace.desk.database.reading() as connection:
        entries = await audit.read_entries(connection, limit=1_000)
    assert sum(each.action == "revision.approve" for each in entries) == 1


async def test_changes_are_requested_made_and_approved(workspace: Workspace) -> None:
    card = await submitted(workspace)
    await send_back(workspace, card, "Add the page, please.")
    told = await workspace.slack.message(workspace.review, "Add the page", thread=card.ts)
    assert f"<@{workspace.ada.id}>" in told.text
    await workspace.ada.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ada.reads("Your drafts", workspace.review)
    await workspace.ada.press(queue, "Edit")
    form = await workspace.ada.sees("Edit your draft", containing="Add the page, please.")
    await workspace.ada.submit(form, {"Place in it": "page 3"} | SUBMIT)
    again = await workspace.slack.message(workspace.review, "page 3")
    assert again.ts != card.ts
    await workspace.cleo.press(again, "Approve")
    assert await shown(workspace) == LETTER["Their words"]


async def test_an_old_message_decides_nothing_about_what_was_submitted_anew(
    workspace: Workspace,
) -> None:
    card = await submitted(workspace)
    value = next(
        element["value"]
        for block in card.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    )
    await send_back(workspace, card, "Not yet.")
    await workspace.ada.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ada.reads("Your drafts", workspace.review)
    await workspace.ada.press(queue, "Submit for review")
    again = await workspace.slack.message(workspace.review, "in review")
    forged = {"value": value}
    await workspace.ben.press(again, "Approve", forged=forged)
    await workspace.ben.reads("submitted anew since", workspace.review)
    assert await shown(workspace) is None


async def test_a_rejection_needs_a_reason_and_is_final(workspace: Workspace) -> None:
    card = await submitted(workspace)
    await workspace.ben.press(card, "Reject")
    asked = await workspace.ben.sees("Reject", containing="Note for the author")
    await workspace.ben.submit(asked, {"Note for the author": "This was satire."})
    decided = await submission(workspace, "This was satire.")
    assert decided.labels == []
    async with workspace.desk.database.reading() as connection:
        assert await read_drafts(connection, member_of(workspace.ada), limit=5) == []
    assert await shown(workspace) is None


async def test_a_forged_decision_in_a_modals_metadata_gains_nothing(workspace: Workspace) -> None:
    card = await submitted(workspace)
    for about in ("approve:1.1", "reject:1", "reject:99999.1", "", "reject:1.1; drop"):
        await workspace.ben.press(card, "Reject")
        asked = await workspace.ben.sees("Reject", containing="Note for the author")
        forged = {"private_metadata": about}
        refused = await workspace.ben.submit(asked, {"Note for the author": "x"}, forged=forged)
        assert refused.view is not None
        assert refused.view.title == "For you alone"
        await workspace.ben.close(refused.view)
        await workspace.ben.close(asked)
    assert (await submission(workspace)).labels == card.labels


async def test_a_retraction_leaves_its_reason_and_passes_review_too(workspace: Workspace) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    await ada.press(form, "Retract it…")
    asked = await ada.sees("Retract a response", containing="Supporters read this")
    await ada.submit(asked, {"Reason": "It was never said."})
    card = await submission(workspace, "Takes the response back")
    assert await published(workspace.desk.database, "c01", "8.1.1") is not None
    await workspace.ben.press(card, "Approve")
    assert await published(workspace.desk.database, "c01", "8.1.1") is None
    await ada.dm("where does okonkwo stand on the death penalty?")
    assert "It was never said." in (await ada.reads("retracted")).words


async def test_no_recorded_text_pings_anybody_or_forges_a_link(workspace: Workspace) -> None:
    nasty = "<!here> <@U00000002> & *bold* <https://evil.example|our site> ~x~ `y`"
    await record(workspace.ada, typed=LETTER | SUBMIT | {"Their words": nasty})
    card = await submission(workspace, "evil.example")
    assert card.pings == [f"<@{workspace.ada.id}>"]
    await workspace.ben.press(card, "Approve")
    await workspace.ben.dm("where does rivera stand on asylum?")
    assert (await workspace.ben.reads("evil.example")).pings == []


async def test_a_submission_is_looked_at_and_decided_from_the_queue(workspace: Workspace) -> None:
    await submitted(workspace)
    await workspace.ben.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ben.reads("Waiting for your review", workspace.review)
    await workspace.ben.press(queue, "Review")
    look = await workspace.ben.sees("Review", containing=LETTER["Their words"])
    await workspace.ben.press(look, "Approve")
    assert "Approved by" in (await workspace.ben.sees(containing="revision 1")).words
    assert await shown(workspace) == LETTER["Their words"]


async def test_a_kind_of_source_is_called_on_cards_as_in_the_form(workspace: Workspace) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    typed = {"source.0.kind": "Debate or hearing", "What does this change?": "correction"}
    await ada.submit(form, LETTER | SUBMIT | typed)
    card = await submission(workspace, "R-1 · correction")
    assert "*Sources*\n• Reply to the coalition: " in card.words
    assert "\n→\n• Debate or hearing: " in card.words
    assert "*Sources*\n• Debate or hearing: " in card.words


async def test_a_long_answer_is_read_whole_before_it_is_decided(workspace: Workspace) -> None:
    first, second = "First words. " * 220, "and the very last ones."
    typed = LETTER | SUBMIT | {"Their words": first.strip()}
    form = await choose_place(
        workspace.ada, await open_form(workspace.ada), "Tomás Rivera", "7.1.1"
    )
    await workspace.ada.submit(form, typed | {"Their words": f"{first}{second}"[:3_000]})
    card = await submission(workspace, "First words.")
    assert second not in card.words
    await workspace.ben.press(card, "Read it all")
    look = await workspace.ben.sees("Review", containing=second)
    await workspace.ben.press(look, "Approve")
    await workspace.ben.sees(containing="Approved by")
    assert (await shown(workspace) or "").endswith(second)


async def test_a_submission_is_shown_though_slack_asks_for_patience(workspace: Workspace) -> None:
    await workspace.slack.message(workspace.review, "overdue")
    await workspace.slack.fault(faults.rate_limited(1), "chat.postMessage")
    assert (await submitted(workspace)).labels == ["Approve", "Request changes", "Reject"]


async def test_an_import_is_reviewed_from_the_queue_without_a_message_for_each(
    workspace: Workspace, tmp_path: Path
) -> None:
    response = {
        "candidate": "c02",
        "question": "7.1.1",
        "quote": "I will abolish it everywhere.",
        "said_on": "2026-05-20",
        "sources": [{"url": "https://example.org/rivera"}],
    }
    path = tmp_path / "more.json"
    path.write_text(json.dumps({"responses": [response]}))
    await import_files(workspace.desk.database, [path], operator="operator:x", publish=False)
    await workspace.ben.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ben.reads("Waiting for your review", workspace.review)
    assert "By x" in queue.words
    await workspace.ben.press(queue, "Review")
    look = await workspace.ben.sees("Review", containing="Imported by x")
    await workspace.ben.press(look, "Approve")
    await workspace.ben.sees(containing="Approved by")
    assert await shown(workspace) == "I will abolish it everywhere."
    said = await workspace.slack.messages(workspace.review)
    assert not any("I will abolish" in each.words for each in said if each.ephemeral_to is None)


async def test_a_submission_that_slack_refuses_keeps_no_other_from_being_shown(
    desk: Desk,
) -> None:
    ada = Member("slack:T1:U1", "amnesty", frozenset({Role.STAFF}))
    async with desk.database.writing() as connection:
        for question, quote in (("7.1.1", "One answer."), ("7.2.1", "Another answer.")):
            source = Source(url="https://example.org/letter")
            content = Content(Statement(date(2026, 5, 20), (source,), quote=quote))
            edition = (await desk.catalogue()).edition.id
            made = await draft(connection, ("c04", question), edition, content, None, author=ada)
            await submit(connection, made.id, author=ada)
    async with SlackEmulator() as slack:
        review = await slack.channel("review")
        await slack.fault(faults.refused("invalid_blocks"), "chat.postMessage")
        await catch_up(Room(desk, client(BOT_TOKEN, slack.api_url), "U0", review.id))
        (shown,) = await slack.messages(review)
    assert "Another answer." in shown.words
