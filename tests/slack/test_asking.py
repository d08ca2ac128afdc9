"""Asking in Slack: the same answers as on Telegram, by command, mention and direct message."""

from __future__ import annotations

from tests.slack.conftest import Workspace
from tests.slack.steps import record, submission


async def test_a_direct_message_is_answered_with_words_date_and_source(
    workspace: Workspace,
) -> None:
    await workspace.guest.dm("where does Okonkwo stand on the death penalty?")
    answer = await workspace.guest.reads("I will work for abolition everywhere.")
    assert "20 May 2026" in answer.words
    assert "https://example.org/okonkwo" in answer.words
    assert not any(label.startswith("Follow") for label in answer.labels)


async def test_a_mention_is_answered_in_a_thread_and_the_talk_goes_on(
    workspace: Workspace,
) -> None:
    asked = await workspace.ada.mention("okonkwo on the death penalty?", workspace.review)
    await workspace.slack.message(workspace.review, "abolition", thread=asked.ts)
    more = await workspace.ada.mention("and Rivera?", workspace.review, thread=asked.ts)
    assert more.thread == asked.ts
    answer = await workspace.slack.message(workspace.review, "Cada Estado", thread=asked.ts)
    assert answer.pings == []


async def test_the_command_answers_whoever_gave_it_alone(workspace: Workspace) -> None:
    await workspace.ada.command(
        "/hustings", "ask who supports the death penalty abolition?", channel=workspace.review
    )
    answer = await workspace.ada.reads("Commits to this", workspace.review)
    assert answer.ephemeral_to == workspace.ada.id


async def test_a_button_shows_its_answer_in_place(workspace: Workspace) -> None:
    await workspace.ada.dm("okonkwo death penalty")
    answer = await workspace.ada.reads("abolition everywhere")
    await workspace.ada.press(answer, "Other candidates")
    everybody = await workspace.ada.reads("Cada Estado decide sus penas.")
    assert everybody.ts == answer.ts


async def test_a_forged_button_is_refused(workspace: Workspace) -> None:
    await workspace.ada.dm("okonkwo death penalty")
    answer = await workspace.ada.reads("abolition everywhere")
    for forged in ("f:8", "e:1", "nonsense", "'; --"):
        pressed = await workspace.ada.press(answer, "Other candidates", forged={"value": forged})
        assert pressed.acked
        await workspace.ada.reads("does not belong to me")
    await workspace.ada.press(answer, "Other candidates", forged={"value": "s:99:c01"})
    await workspace.ada.reads("not part of the current agenda")


async def test_drafts_are_never_shown(workspace: Workspace) -> None:
    await record(workspace.ada)
    await submission(workspace)
    await workspace.ben.dm("where does Rivera stand on asylum?")
    answer = await workspace.ben.reads("Tomás Rivera")
    assert "abolish" not in answer.words


async def test_an_event_delivered_again_is_answered_once(workspace: Workspace) -> None:
    await workspace.ada.dm("okonkwo death penalty")
    await workspace.ada.reads("abolition everywhere")
    (event,) = [each for each in await workspace.slack.deliveries() if each.kind == "events_api"]
    await workspace.slack.replay(event)
    await workspace.ada.dm("rivera death penalty")
    await workspace.ada.reads("Cada Estado")
    said = await workspace.slack.messages(await workspace.ada.direct())
    assert sum(each.by_bot for each in said) == 2


async def test_what_is_no_command_is_a_question_and_nothing_is_help(workspace: Workspace) -> None:
    await workspace.ada.command("/hustings", "okonkwo death penalty", channel=workspace.review)
    await workspace.ada.reads("abolition everywhere", workspace.review)
    await workspace.ada.command("/hustings", "", channel=workspace.review)
    told = await workspace.ada.reads("/hustings record", workspace.review)
    assert told.ephemeral_to == workspace.ada.id


async def test_help_is_said_where_it_is_asked_for(workspace: Workspace) -> None:
    await workspace.guest.dm("help")
    assert "/hustings record" in (await workspace.guest.reads("What `/hustings` can do")).words


async def test_an_error_is_reported_without_asking_for_a_reply(workspace: Workspace) -> None:
    await workspace.ada.dm("okonkwo death penalty")
    answer = await workspace.ada.reads("abolition everywhere")
    await workspace.ada.press(answer, "Report an error")
    thanks = await workspace.ada.reads("on the list that staff see")
    assert "reply" not in thanks.words
