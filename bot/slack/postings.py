"""What the review channel shows, kept in step with the store: whatever crashed in between.

Nothing is posted by the press or submission that causes it: a posting is due as long as the store
says so, and whoever finds it first takes it for a minute.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from http import HTTPStatus
from time import monotonic

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.actions.review import read_submission
from bot.slack.render import Params
from bot.slack.room import Room, mention, user_of
from bot.slack.submission import closed_blocks, outcome, submission_blocks, told_in_a_line
from questions.response import RevisionState
from storage.files import KeptFile, keep_content, read_unfetched
from storage.review_posts import ANEW, ReviewPost, any_stale, claim_stale, let_go, posted

log = logging.getLogger(__name__)

LOOK = 2.0
"""How long a decision made by another process may go unshown, in seconds."""

PAUSE = 15.0
"""How long to wait after something failed, in seconds."""

FETCH = 60.0
"""How often it is tried again to fetch files, in seconds."""

UNTOLD = (RevisionState.IN_REVIEW, RevisionState.DRAFT, ANEW)
"""What the author is not told in the thread: nobody has decided anything, or they did it."""

AT_ONCE = 20
"""How many postings are taken at one go."""

FILE_LIMIT = 25 * 1024 * 1024
"""The largest file kept, in bytes."""


async def keep_posted(room: Room, token: str, stopping: asyncio.Event) -> None:
    """Bring the review channel in step again and again, until told to stop."""
    fetched = -FETCH
    while not stopping.is_set():
        pause = LOOK
        try:
            if room.behind.is_set() or monotonic() - fetched > FETCH:
                fetched = monotonic()
                room.behind.clear()
                await fetch_files(room, token)
            await catch_up(room)
        except Exception as error:
            known = isinstance(error, SlackApiError | aiohttp.ClientError | OSError)
            log.warning("the review channel is behind (%s)", why(error), exc_info=not known)
            pause = PAUSE
        await wait_for_more(room.behind, stopping, pause)


async def wait_for_more(behind: asyncio.Event, stopping: asyncio.Event, seconds: float) -> None:
    """Wait until there is something to show, or time to look, or the end."""
    waits = [asyncio.create_task(each.wait()) for each in (behind, stopping)]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()


def why(error: Exception) -> str:
    """Say what went wrong, without anybody's words."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error"))
    return type(error).__name__


async def catch_up(room: Room) -> None:
    """Post and change what is behind; the store is not locked where nothing is."""
    if not room.review_channel:
        return
    async with room.desk.database.reading() as connection:
        if not await any_stale(connection):
            return
    async with room.desk.database.writing() as connection:
        due = await claim_stale(connection, AT_ONCE)
    for post in due:
        try:
            await _bring_up_to_date(room, post)
        except SlackApiError as error:
            # What Slack refuses of one must not keep the others from being shown.
            reference = post.revision.reference
            log.warning("%s cannot be shown to reviewers yet (%s)", reference, why(error))


async def fetch_files(room: Room, token: str) -> None:
    """Fetch the files that are to be kept and are not yet."""
    async with room.desk.database.reading() as connection:
        missing = await read_unfetched(connection)
    for each in missing:
        await _fetch(room, each, token)


async def _bring_up_to_date(room: Room, post: ReviewPost) -> None:
    try:
        channel, message = await _show(room, post)
    except SlackApiError:
        raise  # its claim runs out, and then it is tried again
    except BaseException:
        with suppress(Exception):
            async with room.desk.database.writing() as connection:
                await let_go(connection, post)
        raise
    async with room.desk.database.writing() as connection:
        await posted(connection, post, channel, message)


async def _show(room: Room, post: ReviewPost) -> tuple[str, str]:
    """Post a submission, or show under its message what became of it and tell the author."""
    shown = await _message(room, post)
    if post.message is None or post.channel is None:
        made = await room.client.chat_postMessage(
            channel=room.review_channel or "", unfurl_links=False, unfurl_media=False, **shown
        )
        return str(made["channel"]), str(made["ts"])
    place: Params = {"channel": post.channel, "ts": post.message}
    if post.state not in UNTOLD:
        await room.client.chat_postMessage(
            channel=post.channel, thread_ts=post.message, text=_told(room, post)
        )
    try:
        await room.client.chat_update(**place, **shown)
    except SlackApiError as error:
        # Somebody deleted the message: there is nothing to bring up to date any more.
        if error.response.get("error") not in ("message_not_found", "cant_update_message"):
            raise
    return post.channel, post.message


async def _message(room: Room, post: ReviewPost) -> Params:
    catalogue = await room.desk.catalogue()
    async with room.desk.database.reading() as connection:
        shown = await read_submission(connection, post.revision.id)
    if post.state == ANEW:
        said = room.words("review.submitted-anew")
        blocks = closed_blocks(room.words, catalogue, shown.revision, said)
    else:
        blocks = submission_blocks(room.words, catalogue, shown)
    return {"text": told_in_a_line(room.words, catalogue, post.revision), "blocks": blocks}


def _told(room: Room, post: ReviewPost) -> str:
    said = outcome(room.words, post.revision)
    return f"{mention(post.revision.author)} {said}" if user_of(post.revision.author) else said


async def _fetch(room: Room, file: KeptFile, token: str) -> None:
    """Keep a file's content, however large Slack says it is up to the limit."""
    try:
        told = (await room.client.files_info(file=file.slack_id))["file"]
        if int(told.get("size", 0)) > FILE_LIMIT:
            log.error("%s is larger than %d bytes and is not kept", file.reference, FILE_LIMIT)
            return
        async with (
            aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session,
            # Slack sends whoever may not read a file on to where one logs in: that is no file.
            session.get(told["url_private_download"], allow_redirects=False) as response,
        ):
            if response.status != HTTPStatus.OK:
                log.warning("%s cannot be fetched yet (%d)", file.reference, response.status)
                return
            content = await response.read()
    except (SlackApiError, aiohttp.ClientError, OSError) as error:
        log.warning("%s cannot be fetched yet (%s)", file.reference, why(error))
        return
    async with room.desk.database.writing() as connection:
        await keep_content(connection, file.id, content)
