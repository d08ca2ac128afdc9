"""How far a broadcast is, as its message tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.desk import Desk
from bot.slack.broadcast_card import Shown, broadcast_blocks
from bot.words import read_words
from questions.broadcast import Audience, Broadcast, Draft, Kind, State
from questions.delivery import DeliveryState, Progress, Reason
from tests.emulators.slack.blocks.texts import labels_of, text_of

DRAFT = Draft({"en": "News", "fr": "Nouvelles"})
RUNNING = Broadcast(
    *(12, Kind.UPDATE, State.RUNNING, 3, "slack:T1:U1", DRAFT, "slack:T1:U2"),
    started_at=datetime(2026, 6, 1, tzinfo=UTC),
)
COUNTS = Progress(
    10_000,
    open={DeliveryState.PENDING: 3_950, DeliveryState.SENDING: 50},
    failed={Reason.BLOCKED: 12, Reason.GONE: 3},
    skipped={Reason.STOPPED: 5},
    held=2,
    repeated=4,
)


async def told(desk: Desk, shown: Shown) -> tuple[str, list[str]]:
    blocks = broadcast_blocks(read_words(), await desk.catalogue(), shown)
    return text_of(blocks), labels_of(blocks)


async def test_a_running_broadcast_tells_what_became_of_everybody(desk: Desk) -> None:
    said, labels = await told(desk, Shown(RUNNING, COUNTS, rate=25.0))
    assert "`████████████░░░░░░░░` 60%" in said
    assert "*Sent* 5,978 · *left* 4,000" in said
    for line in (
        "failed, blocked: 12",
        "failed, chat gone: 3",
        "not sent, they sent /stop: 5",
        "held back, as they may have arrived: 2",
        "perhaps sent twice: 4",
        "25.0 messages a second",
        "about 3 minutes left",
    ):
        assert line in said
    assert labels == ["Pause", "Cancel it"]


async def test_what_stands_still_tells_no_rate(desk: Desk) -> None:
    paused = replace(RUNNING, state=State.PAUSED)
    said, labels = await told(desk, Shown(paused, COUNTS, rate=25.0))
    assert "a second" not in said
    assert labels == ["Resume", "Cancel it"]


async def test_what_was_held_can_be_sent_again_and_what_failed_too(desk: Desk) -> None:
    done = replace(RUNNING, state=State.DONE)
    counts = replace(COUNTS, open={})
    _, labels = await told(desk, Shown(done, counts))
    assert labels == ["Retry failed", "Send held ones, too", "Edit everywhere", "Delete everywhere"]
    cancelled = replace(RUNNING, state=State.CANCELLED)
    _, labels = await told(desk, Shown(cancelled, counts))
    assert labels == ["Edit everywhere", "Delete everywhere"]


async def test_without_need_of_approval_a_draft_can_be_started(desk: Desk) -> None:
    draft = replace(RUNNING, state=State.DRAFT, started_at=None)
    _, labels = await told(desk, Shown(draft, Progress(0), approval=False))
    tests = ["Send me a test: English", "Send me a test: French", "Link my Telegram chat"]
    assert labels == ["Edit", "Start", "Cancel it", *tests]


async def test_an_audience_of_what_there_is_no_more_is_still_told(desk: Desk) -> None:
    audience = Audience(("99",), ("nobody",), ("fr",))
    draft = replace(RUNNING, draft=replace(DRAFT, audience=audience))
    said, _ = await told(desk, Shown(draft, COUNTS))
    assert "followers of 99 and nobody, readers of French" in said
