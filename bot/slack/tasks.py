"""What App Home and the lists let one do: submit, take back, discard, settle, look further."""

from __future__ import annotations

from bot.actions.coverage import read_coverage
from bot.slack import lists
from bot.slack.call import Call, fill, opened, read_id, tell, told
from bot.slack.home import home
from bot.slack.review import already
from bot.slack.room import Room, member_of
from questions.errors import AlreadyDecided
from questions.member import Role
from questions.review import Revision
from storage.authoring import discard, submit, take_back
from storage.members import read_member
from storage.reports import settle_report


async def submit_draft(call: Call) -> None:
    """Put a draft up for review."""
    async with call.room.desk.database.writing() as connection:
        author = await read_member(connection, call.who)
        revision = await submit(connection, read_id(call.value), author=author)
    await call.ack()
    call.room.behind.set()
    await _told(call, revision, "record.submitted")


async def discard_draft(call: Call) -> None:
    """Throw a draft away."""
    async with call.room.desk.database.writing() as connection:
        author = await read_member(connection, call.who)
        revision = await discard(connection, read_id(call.value), author=author)
    await call.ack()
    await _told(call, revision, "queue.discarded")


async def take_back_submission(call: Call) -> None:
    """Make a submission one's draft again, unless a reviewer was faster."""
    revision_id = read_id(call.value)
    try:
        async with call.room.desk.database.writing() as connection:
            author = await read_member(connection, call.who)
            revision = await take_back(connection, revision_id, author=author)
    except AlreadyDecided as error:
        await tell(call, await already(call.room, revision_id, error))
        return
    await call.ack()
    call.room.behind.set()
    await _told(call, revision, "queue.taken-back")


async def settle(call: Call) -> None:
    """Note that an error that was reported has been looked into."""
    async with call.room.desk.database.writing() as connection:
        member = await read_member(connection, call.who)
        member.require(Role.STAFF)
        await settle_report(connection, read_id(call.value), actor=member.id)
    await call.ack()
    await refresh_home(call.room, call)


async def _told(call: Call, revision: Revision, key: str) -> None:
    """Say what was done, where the button was."""
    words = call.room.words
    said = words("record.kept", reference=revision.reference, state=words(key))
    if "view" in call.body:
        await refresh_home(call.room, call)
    else:
        await tell(call, said)


async def refresh_home(room: Room, call: Call, page: int = 1) -> None:
    """Show somebody's App Home as it is now."""
    user = call.body["user"]["id"]
    await room.client.views_publish(user_id=user, view=await home(room, call.who, page))


async def candidate_grid(call: Call) -> None:
    """Show one candidate question by question."""
    await call.ack()
    view = await opened(call)
    coverage = await read_coverage(call.room.desk)
    candidate = coverage.catalogue.candidate(call.value)
    words = call.room.words
    blocks = lists.grid(words, coverage, candidate)
    shown = told(words, words("coverage.title"), *blocks)
    await fill(call, view, shown)


async def coverage_page(call: Call) -> None:
    """Turn the pages of coverage, in App Home or in a message."""
    await call.ack()
    page = read_id(call.value)
    if "view" in call.body:
        await refresh_home(call.room, call, page)
        return
    blocks = lists.coverage(call.room.words, await read_coverage(call.room.desk), page)
    await call.respond(text=call.room.words("coverage.title"), blocks=blocks, replace_original=True)


async def require(call: Call, role: Role) -> None:
    """Raise NotAllowed where whoever this is lacks a role now."""
    (await member_of(call.room, call.body)).require(role)
