"""The Bolt app: every listener in one list, and events kept before they are acknowledged."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.intake.intake import Intake
from bot.slack import (
    broadcast_card,
    broadcasting,
    candidates,
    commands,
    composing,
    home,
    lists,
    people,
    putting,
    record,
    recording,
    retracting,
    review,
    steering,
    submission,
    tasks,
    teaching,
)
from bot.slack.call import Handler, listening
from bot.slack.events import arrival_of
from bot.slack.render import CARD
from bot.slack.room import Room

log = logging.getLogger(__name__)

TIMEOUT = 10
"""How long one answer of Slack's is waited for, in seconds."""

ACTIONS: tuple[tuple[str, Handler], ...] = (
    # What stands behind these names and a colon only keeps buttons of one screen apart.
    # Buttons that carry their whole action, under answers.
    (rf"{CARD}:\d+", commands.press),
    # Decisions: approving needs no more; the others ask why first.
    (f"{submission.DECIDE}:approve", review.approve),
    (f"{submission.DECIDE}:(request_changes|reject)", review.ask_why),
    (submission.LOOK, review.look_at),
    # One's own drafts and submissions.
    (lists.EDIT, record.edit_draft),
    (lists.SUBMIT, tasks.submit_draft),
    (lists.DISCARD, tasks.discard_draft),
    (lists.TAKE_BACK, tasks.take_back_submission),
    # Choices that change the modal that they are made in.
    (recording.CANDIDATE, record.choose),
    (recording.QUESTION, record.choose),
    (recording.MORE, record.more_sources),
    (recording.FILL, record.fill_in),
    (recording.RETRACT, retracting.open_retract),
    (candidates.WHICH, candidates.choose),
    (people.WHO, people.choose),
    # Broadcasts: composing, and what stands under each.
    (composing.AUDIENCE, broadcasting.recount),
    (composing.LANGUAGE, broadcasting.more_languages),
    (composing.BUTTON, broadcasting.more_buttons),
    (broadcast_card.EDIT, broadcasting.open_draft),
    (broadcast_card.EDIT_SENT, broadcasting.open_sent),
    (broadcast_card.APPROVE, steering.approve),
    (broadcast_card.START, steering.start),
    (broadcast_card.PAUSE, steering.pause),
    (broadcast_card.RESUME, steering.resume),
    (broadcast_card.CANCEL, steering.cancel),
    (broadcast_card.RETRY, steering.retry),
    (broadcast_card.RETRY_HELD, steering.retry_held),
    (broadcast_card.DELETE_SENT, steering.delete_sent),
    (broadcast_card.TEST, steering.test),
    (broadcast_card.LINK, steering.link),
    (broadcast_card.LOOK, steering.look_at),
    # App Home and the lists.
    (home.RECORD, record.open_blank),
    (home.COMPOSE, broadcasting.open_blank),
    (home.SETTLE, tasks.settle),
    (home.TEACH, teaching.open_teach),
    (lists.GRID, tasks.candidate_grid),
    (lists.PAGE, tasks.coverage_page),
)

OPTIONS: tuple[tuple[str, Handler], ...] = (
    (recording.CANDIDATE, record.offer),
    (recording.QUESTION, record.offer),
    (candidates.WHICH, candidates.offer),
    (putting.WHOM, putting.offer),
    (putting.WHAT, putting.offer),
    (teaching.MEANS, teaching.offer),
    (composing.CANDIDATES, broadcasting.offer),
)

SUBMISSIONS: tuple[tuple[str, Handler], ...] = (
    (recording.RECORD, record.submitted),
    (retracting.RETRACT, retracting.submitted),
    (review.NOTE, review.decided_with_note),
    (putting.PUT, putting.submitted),
    (putting.SURE, putting.confirmed),
    (candidates.CANDIDATE, candidates.submitted),
    (people.PEOPLE, people.submitted),
    (teaching.TEACH, teaching.submitted),
    (composing.COMPOSE, broadcasting.submitted),
)

SHORTCUTS: tuple[tuple[str, Handler], ...] = (
    ("record_message", record.from_message),
    ("record", record.open_blank),
    ("broadcast", broadcasting.open_blank),
)


def client(token: str, api_url: str) -> AsyncWebClient:
    """Make the Web API's client; it waits where Slack asks for patience."""
    made = AsyncWebClient(token=token, base_url=f"{api_url}/", timeout=TIMEOUT)
    made.retry_handlers.extend(
        [
            AsyncRateLimitErrorRetryHandler(max_retry_count=3),
            AsyncServerErrorRetryHandler(max_retry_count=2),
            AsyncConnectionErrorRetryHandler(max_retry_count=2),
        ]
    )
    return made


def app(room: Room, intake: Intake, *, signing_secret: str | None) -> AsyncApp:
    """Make the app of a room; what is said to it goes into the intake before anything else."""
    logger = logging.getLogger("slack_bolt.hustings")
    # It warns of a token that it finds in the environment by itself, beside the client's.
    logger.setLevel(logging.ERROR)
    made = AsyncApp(
        client=room.client,
        signing_secret=signing_secret or "",
        request_verification_enabled=bool(signing_secret),
        logger=logger,
    )
    made.use(keeping(intake))
    made.command("/hustings")(listening(room, commands.command))
    for name, handler in ACTIONS:
        made.action(re.compile(f"^{name}(:|$)"))(listening(room, handler))
    for name, handler in OPTIONS:
        made.options(name)(listening(room, handler))
    for name, handler in SUBMISSIONS:
        made.view(name)(listening(room, handler))
    for name, handler in SHORTCUTS:
        made.shortcut(name)(listening(room, handler))
    # Links open by themselves; Slack tells of the press all the same.
    made.action(re.compile(f"^{CARD}:link:"))(_acknowledge)
    return made


async def _acknowledge(ack: Callable[[], Awaitable[None]]) -> None:
    await ack()


def keeping(intake: Intake) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Make the middleware that keeps events: Bolt itself acknowledges them before it listens."""

    async def keep(
        body: dict[str, Any],
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's own name for it
    ) -> BoltResponse | None:
        if body.get("type") != "event_callback":
            return await next()
        arrival = arrival_of(body)
        if arrival is not None:
            try:
                await intake.take_in([arrival])
            except Exception:
                log.exception("the store cannot be written; Slack delivers the event again")
                return BoltResponse(status=503)
        return BoltResponse(status=200)

    return keep
