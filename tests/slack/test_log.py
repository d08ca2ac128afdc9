"""The log: who did what to a response, in lines that staff can read."""

from __future__ import annotations

import pytest

from tests.slack.conftest import Workspace
from tests.slack.steps import (
    LETTER,
    send_back,
    submitted,
)


async def test_the_whole_history_is_shown(workspace: Workspace) -> None:
    card = await submitted(workspace)
    await workspace.ben.press(card, "Approve")
    reference = card.words.split(" ")[0]
    await workspace.ada.command("/hustings", f"log {reference}", channel=workspace.review)
    log = await workspace.ada.reads(f"Everything done to {reference}", workspace.review)
    assert "*Tomás Rivera*" in log.words
    ada, ben = f"<@{workspace.ada.id}>", f"<@{workspace.ben.id}>"
    acts = (
        f"{ada} began a draft (first record)",
        f"_Their words:_ {LETTER['Their words']}",
        "_Said on:_ 20 May 2026",
        "_Sources:_ • Reply to the coalition: <https://example.org/lin-letter|",
        f"{ada} submitted it for review (first record)",
        f"{ben} approved it (first record). It is published as revision 1.",
    )
    places = [log.words.index(act) for act in acts]
    assert places == sorted(places)


async def test_a_history_tells_what_an_edit_changed_and_why_it_was_sent_back(
    workspace: Workspace,
) -> None:
    card = await submitted(workspace)
    await send_back(workspace, card, "He said everyone.")
    await workspace.ada.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ada.reads("Your drafts", workspace.review)
    await workspace.ada.press(queue, "Edit")
    form = await workspace.ada.sees("Edit your draft", containing="He said everyone.")
    await workspace.ada.submit(form, {"Their words": "I will abolish it for everyone."})
    reference = card.words.split(" ")[0]
    await workspace.ada.command("/hustings", f"log {reference}", channel=workspace.review)
    log = await workspace.ada.reads(f"Everything done to {reference}", workspace.review)
    assert "requested changes (first record):\n> He said everyone." in log.words
    changed = f"_Their words:_ {LETTER['Their words']} → I will abolish it for everyone."
    assert f"changed the draft (first record)\n{changed}" in log.words
    for id_or_column in ("said_on", "direct_reply", "in_review", "revision.", "{", '"'):
        assert id_or_column not in log.words


@pytest.mark.parametrize("said", ["log", "log nothing", "log R-999999"])
async def test_a_history_of_nothing_is_said_plainly(workspace: Workspace, said: str) -> None:
    await workspace.ada.command("/hustings", said, channel=workspace.review)
    expected = "Nothing is known" if "R-" in said else "Which response?"
    assert (await workspace.ada.reads(expected, workspace.review)).ephemeral_to
