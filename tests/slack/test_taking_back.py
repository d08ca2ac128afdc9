"""Taking back what waits for somebody else's review, before it is decided."""

from __future__ import annotations

import asyncio

from storage import audit
from tests.slack.conftest import Workspace
from tests.slack.steps import (
    LETTER,
    shown,
    submission,
    submitted,
)


async def test_an_author_sees_what_waits_for_others_and_takes_it_back(
    workspace: Workspace,
) -> None:
    card = await submitted(workspace)
    await workspace.ada.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ada.reads("Waiting for somebody else's review", workspace.review)
    await workspace.ada.press(queue, "Take back")
    await workspace.ada.reads("your draft again", workspace.review)
    closed = await submission(workspace, "took this back")
    assert (closed.ts, closed.labels) == (card.ts, [])
    assert LETTER["Their words"] not in closed.words
    await workspace.ada.command("/hustings", "queue", channel=workspace.review)
    queue = await workspace.ada.reads("Your drafts\n*R-", workspace.review)
    await workspace.ada.press(queue, "Submit for review")
    again = await submission(workspace)
    assert again.ts != card.ts
    await workspace.ben.press(again, "Approve")
    assert await shown(workspace) == LETTER["Their words"]


async def test_an_author_and_a_reviewer_at_once_make_one_decision_and_the_other_is_told(
    workspace: Workspace,
) -> None:
    ada, ben = workspace.ada, workspace.ben
    card = await submitted(workspace)
    await ada.open_home()
    home = await ada.sees_home("Waiting for somebody else's review")
    await asyncio.gather(ada.press(home, "Take back"), ben.press(card, "Approve"))
    if await shown(workspace) is None:
        await ben.reads("Its author took this back", workspace.review)
        assert "Submit for review" in (await ada.sees_home("· draft")).labels
    else:
        assert "Approved by" in (await ada.sees("For you alone")).words
    async with workspace.desk.database.reading() as connection:
        entries = await audit.read_entries(connection, limit=1_000)
    acts = [each.action for each in entries]
    assert acts.count("revision.approve") + acts.count("revision.take_back") == 1
