"""What the broadcasts' channel shows, kept in step with the store: one message a broadcast."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from contextlib import suppress
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.broadcast_card import Shown, broadcast_blocks, told_in_a_line
from bot.slack.postings import AT_ONCE, PAUSE, wait_for_more, why
from bot.slack.render import Params
from bot.slack.room import Room
from questions.broadcast import EDITABLE, State
from questions.delivery import DeliveryState, Progress
from storage import broadcast_posts as posts
from storage.broadcast_posts import APART, BroadcastPost, Measured
from storage.broadcasts import snapshot
from storage.broadcasts.progress import read_progress
from storage.clock import now
from storage.database import Connection

log = logging.getLogger(__name__)

LOOK = 1.0
"""How often it is looked whether a message is behind, in seconds."""

SELDOM = timedelta(minutes=10)
"""How often recipients are counted anew of what waits to be sent."""

LONGEST = timedelta(minutes=1)
"""The longest time that a rate is measured over."""


async def keep_broadcasts_posted(room: Room, stopping: asyncio.Event) -> None:
    """Bring the broadcasts' channel in step again and again, until told to stop."""
    while room.broadcast_channel and not stopping.is_set():
        pause = LOOK
        try:
            room.broadcasts_behind.clear()
            await catch_up(room)
        except Exception as error:
            known = isinstance(error, SlackApiError | aiohttp.ClientError | OSError)
            log.warning("the broadcasts' channel is behind (%s)", why(error), exc_info=not known)
            pause = PAUSE
        await wait_for_more(room.broadcasts_behind, stopping, pause)


async def catch_up(room: Room) -> None:
    """Post and change what is behind; the store is not locked where nothing is."""
    async with room.desk.database.reading() as connection:
        if not await posts.any_stale(connection):
            return
    async with room.desk.database.writing() as connection:
        due = await posts.claim_stale(connection, AT_ONCE)
    failures = [error for post in due if (error := await _bring_up_to_date(room, post))]
    if failures:
        raise failures[0]


async def _bring_up_to_date(room: Room, post: BroadcastPost) -> Exception | None:
    """Show one; where that fails, let others take it up, and return why."""
    try:
        await _try(room, post)
    except BaseException as error:
        with suppress(Exception):
            async with room.desk.database.writing() as connection:
                await posts.let_go(connection, post)
        if isinstance(error, Exception):
            return error
        raise
    return None


async def _try(room: Room, post: BroadcastPost) -> None:
    async with room.desk.database.reading() as connection:
        shown, measured = await _look(connection, room, post)
    blocks = broadcast_blocks(room.words, await room.desk.catalogue(), shown)
    digest = hashlib.sha256(json.dumps(blocks).encode()).hexdigest()
    message: Params = {
        "text": told_in_a_line(room.words, post.broadcast),
        "blocks": blocks,
    }
    channel, ts = await _show(room, post, message, behind=digest != post.shown)
    async with room.desk.database.writing() as connection:
        again = _again(post.broadcast.state, shown.progress)
        await posts.posted(
            *(connection, post),
            channel=channel,
            message=ts,
            shown=digest,
            measured=measured,
            again=again,
        )


async def _look(connection: Connection, room: Room, post: BroadcastPost) -> tuple[Shown, Measured]:
    broadcast = post.broadcast
    recipients = 0
    if broadcast.state in EDITABLE:
        recipients = await snapshot.count(connection, broadcast.kind, broadcast.draft)
    progress = await read_progress(connection, broadcast.id)
    measured = Measured(progress.recipients - progress.left, await now(connection))
    rate = _rate(post.before, measured)
    return Shown(broadcast, progress, recipients, rate, room.broadcast_approval), measured


def _rate(before: Measured | None, measured: Measured) -> float | None:
    """Tell how many messages a second went out since the message was changed last."""
    if before is None or not timedelta() < measured.at - before.at <= LONGEST:
        return None
    return (measured.settled - before.settled) / (measured.at - before.at).total_seconds()


def _again(state: State, progress: Progress) -> timedelta | None:
    """Tell after which time a message may be behind though the broadcast is in the same state."""
    if state in EDITABLE:
        return SELDOM
    on_its_way = progress.left - progress.open.get(DeliveryState.PENDING, 0)
    if state is State.RUNNING or on_its_way or (state is not State.PAUSED and progress.left):
        return APART
    return None


async def _show(
    room: Room, post: BroadcastPost, message: Params, *, behind: bool
) -> tuple[str, str]:
    if post.message is None or post.channel is None:
        made = await room.client.chat_postMessage(
            channel=room.broadcast_channel or "", unfurl_links=False, unfurl_media=False, **message
        )
        return str(made["channel"]), str(made["ts"])
    if behind:
        try:
            await room.client.chat_update(channel=post.channel, ts=post.message, **message)
        except SlackApiError as error:
            # Somebody deleted the message: there is nothing to bring up to date any more.
            if error.response.get("error") not in ("message_not_found", "cant_update_message"):
                raise
    return post.channel, post.message
