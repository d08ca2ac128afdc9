"""Broadcasts, from the first draft to the last delivery: by organizers, and by operators."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from bot.actions.draft_check import check, check_words
from questions.broadcast import EDITABLE, Broadcast, Draft, Kind, State
from questions.delivery import DeliveryState, Progress
from questions.errors import DoneBefore, NotLinked, NotPossible
from questions.member import Role
from storage import linking
from storage.broadcasts import drafts, reaper, snapshot
from storage.broadcasts.progress import read_progress
from storage.clock import now
from storage.database import Connection, Database
from storage.members import read_member
from storage.once import once

OPERATOR = "operator"
"""How the id of somebody at a shell begins, who may do everything."""


@asynccontextmanager
async def acting(
    database: Database, actor: str, key: str | None = None
) -> AsyncIterator[Connection]:
    """Open a transaction for somebody who may broadcast, as things stand in it.

    `key` is what Slack delivers again where it saw no answer. Raises NotAllowed, DoneBefore.
    """
    async with database.writing() as connection:
        if actor.partition(":")[0] != OPERATOR:
            (await read_member(connection, actor)).require(Role.ORGANIZER)
        if key is not None and not await once(connection, key):
            raise DoneBefore
        yield connection


async def compose(
    database: Database, draft: Draft, *, actor: str, key: str | None = None
) -> Broadcast:
    """Keep a new draft. Raises UnfitDraft, UnknownTopic, UnknownCandidate, UnknownBroadcast."""
    async with acting(database, actor, key) as connection:
        await check(connection, draft)
        return await _made(connection, Kind.UPDATE, draft, actor)


async def rewrite(
    database: Database,
    broadcast_id: int,
    draft: Draft,
    *,
    actor: str,
    version: int | None = None,
    key: str | None = None,
) -> Broadcast:
    """Change a draft; any approval it had is void.

    Raises NotPossible once it has started, or where it is not the `version` that was read.
    """
    async with acting(database, actor, key) as connection:
        before = await drafts.read(connection, broadcast_id, hold=True)
        _require_version(before, version)
        if before.state not in EDITABLE:
            raise NotPossible(f"This broadcast is {before.state}: it can no longer be changed.")
        if before.kind is Kind.EDIT:
            draft = replace(draft, of=before.draft.of)
        await check(connection, draft, before.draft)
        await drafts.rewrite(connection, before, draft, actor=actor)
        return await drafts.read(connection, broadcast_id)


async def count_recipients(database: Database, draft: Draft, kind: Kind = Kind.UPDATE) -> int:
    """Count who would get this if it started now."""
    async with database.reading() as connection:
        return await snapshot.count(connection, kind, draft)


async def approve(
    database: Database, broadcast_id: int, *, version: int, actor: str, by_another: bool = True
) -> Broadcast:
    """Approve the version that was read; `by_another` says that nobody approves their own words.

    Raises NotPossible where it is theirs, or was changed since they read it.
    """
    async with acting(database, actor) as connection:
        held = await drafts.read(connection, broadcast_id, hold=True)
        _require_version(held, version)
        await _approve(connection, held, actor, by_another=by_another)
        return await drafts.read(connection, broadcast_id)


def _require_version(held: Broadcast, version: int | None) -> None:
    if version is not None and held.version != version:
        raise NotPossible("This broadcast was changed since you read it. Please read it again.")


async def _approve(
    connection: Connection, held: Broadcast, actor: str, *, by_another: bool
) -> None:
    if by_another and held.author == actor:
        raise NotPossible("Somebody else has to approve this broadcast: its words are yours.")
    await drafts.move(
        connection, held, State.APPROVED, actor=actor, action="approve", approver=actor
    )


async def start(
    database: Database,
    broadcast_id: int,
    *,
    actor: str,
    at: datetime | None = None,
    version: int | None = None,
    needs_approval: bool = True,
) -> Broadcast:
    """Let it start at `at`, else at the time in its draft, else now.

    Without need of an approval, a draft is approved by whoever starts it. Raises NotPossible
    where it is not approved, or past its expiry, or not the `version` that was read, or where `at`
    is past: whoever mistyped it would have sent it to everybody at once.
    """
    async with acting(database, actor) as connection:
        held = await drafts.read(connection, broadcast_id, hold=True)
        _require_version(held, version)
        if held.state is State.DRAFT and not needs_approval:
            await _approve(connection, held, actor, by_another=False)
            held = await drafts.read(connection, broadcast_id, hold=True)
        if held.state is State.DRAFT:
            raise NotPossible("This broadcast is not approved yet.")
        today = await now(connection)
        if at is not None and at <= today:
            raise NotPossible(f"{at:%Y-%m-%d %H:%M} UTC is past. Without a time it starts now.")
        when = at or held.draft.start_at or today
        if held.draft.expires_at and held.draft.expires_at <= max(when, today):
            raise NotPossible("This broadcast expires before it would start.")
        await drafts.move(
            connection, held, State.SCHEDULED, actor=actor, action="schedule", start_at=when
        )
        return await drafts.read(connection, broadcast_id)


async def pause(database: Database, broadcast_id: int, *, actor: str) -> Broadcast:
    """Send no more of it, but for what is on its way."""
    return await _move(database, broadcast_id, State.PAUSED, actor=actor, action="pause")


async def resume(database: Database, broadcast_id: int, *, actor: str) -> Broadcast:
    """Go on with what was paused."""
    async with acting(database, actor) as connection:
        held = await drafts.read(connection, broadcast_id, hold=True)
        if held.state is not State.PAUSED:
            raise NotPossible(f"This broadcast is {held.state}, not paused.")
        await drafts.move(connection, held, State.RUNNING, actor=actor, action="resume")
        return await drafts.read(connection, broadcast_id)


async def cancel(database: Database, broadcast_id: int, *, actor: str) -> Broadcast:
    """Send no more of it, ever, but for what is on its way."""
    return await _move(
        *(database, broadcast_id, State.CANCELLED), actor=actor, action="cancel", ends=True
    )


async def _move(
    database: Database,
    broadcast_id: int,
    state: State,
    *,
    actor: str,
    action: str,
    ends: bool = False,
) -> Broadcast:
    async with acting(database, actor) as connection:
        held = await drafts.read(connection, broadcast_id, hold=True)
        values = {"finished_at": await now(connection)} if ends else {}
        await drafts.move(connection, held, state, actor=actor, action=action, **values)
        return await drafts.read(connection, broadcast_id)


async def retry_failed(
    database: Database, broadcast_id: int, *, actor: str, held: bool = False
) -> int:
    """Try again what failed, with `held` also what may have arrived; return how many.

    Whoever blocked the bot is skipped unless they wrote again since.
    """
    total, after = 0, 0
    while True:
        async with acting(database, actor) as connection:
            broadcast = await drafts.read(connection, broadcast_id, hold=True)
            if broadcast.state not in (State.RUNNING, State.PAUSED, State.DONE):
                raise NotPossible(f"This broadcast is {broadcast.state}.")
            found, after = await reaper.reopen(connection, broadcast_id, held=held, after=after)
            if found and broadcast.state is State.DONE:
                await drafts.move(
                    *(connection, broadcast, State.RUNNING),
                    actor=actor,
                    action="retry",
                    finished_at=None,
                )
        if not found:
            return total
        total += found


async def edit_sent(
    database: Database, broadcast_id: int, draft: Draft, *, actor: str, key: str | None = None
) -> Broadcast:
    """Draft other words for a broadcast wherever it arrived; approved and started like any."""
    async with acting(database, actor, key) as connection:
        sent = await _sent(connection, broadcast_id)
        draft = replace(draft, of=broadcast_id)
        await check_words(connection, draft, sent.draft)
        return await _made(connection, Kind.EDIT, draft, actor)


async def delete_sent(
    database: Database, broadcast_id: int, *, actor: str, key: str | None = None
) -> Broadcast:
    """Delete a broadcast wherever it arrived, at once: nobody's approval is needed to be silent.

    Telegram deletes what is younger than 48 hours.
    """
    async with acting(database, actor, key) as connection:
        await _sent(connection, broadcast_id)
        draft = Draft(of=broadcast_id)
        return await _made(connection, Kind.DELETE, draft, actor, running=True)


async def _sent(connection: Connection, broadcast_id: int) -> Broadcast:
    """Read a broadcast that is out. Raises NotPossible while it is not, or is still going out."""
    held = await drafts.read(connection, broadcast_id, hold=True)
    if held.kind is not Kind.UPDATE or held.state not in (State.DONE, State.CANCELLED):
        raise NotPossible(
            f"{held.subject} is not over: only what was sent, and is done or cancelled, can be"
            " changed or deleted where it arrived."
        )
    if held.started_at is None:
        raise NotPossible(f"{held.subject} was cancelled before it was sent to anybody.")
    progress = await read_progress(connection, broadcast_id)
    if progress.open.get(DeliveryState.SENDING):
        raise NotPossible("Some of its messages are still on their way. Please try again.")
    return held


async def make_link(database: Database, *, actor: str) -> str:
    """Make the parameter of a deep link that links whoever opens it to this actor, once."""
    async with acting(database, actor) as connection:
        return f"link_{await linking.make_code(connection, actor)}"


async def send_test(
    database: Database, broadcast_id: int, language: str, *, actor: str, key: str | None = None
) -> Broadcast:
    """Send one language of it to the actor's own chat. Raises NotLinked where none is linked."""
    async with acting(database, actor, key) as connection:
        chat_id = await linking.read_linked(connection, actor)
        if chat_id is None:
            raise NotLinked
        tested = await drafts.read(connection, broadcast_id)
        text = tested.draft.texts.get(language)
        if text is None:
            raise NotPossible(f"{tested.subject} has no text in {language}.")
        draft = Draft({language: text}, language, tested.draft.links, of=broadcast_id)
        test = await _made(connection, Kind.TEST, draft, actor, running=True)
        await snapshot.add_one(connection, test.id, chat_id)
        return test


async def read(database: Database, broadcast_id: int) -> tuple[Broadcast, Progress]:
    """Read a broadcast and how far it is. Raises UnknownBroadcast."""
    async with database.reading() as connection:
        broadcast = await drafts.read(connection, broadcast_id)
        return broadcast, await read_progress(connection, broadcast_id)


async def read_latest(database: Database, limit: int = 20) -> list[Broadcast]:
    """Read broadcasts, the latest first."""
    async with database.reading() as connection:
        return await drafts.read_latest(connection, limit)


async def _made(
    connection: Connection, kind: Kind, draft: Draft, actor: str, *, running: bool = False
) -> Broadcast:
    made = await drafts.create(connection, kind, draft, actor=actor, running=running)
    if made is None:
        raise RuntimeError("a broadcast without a day conflicts with none")
    return made
