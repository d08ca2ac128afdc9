"""App Home: what is somebody's to do, what supporters say is wrong, and where things stand."""

from __future__ import annotations

from bot.actions.coverage import Coverage, read_coverage, read_unlike
from bot.slack import lists
from bot.slack.broadcast_card import latest
from bot.slack.overdue import overdue_text
from bot.slack.render import Params, actions, button, context, escape, header, section
from bot.slack.room import Room
from bot.words import Words
from questions.catalogue import Catalogue
from questions.member import Member, Role
from storage.broadcasts.drafts import read_latest
from storage.members import read_member
from storage.queues import count_waiting, read_drafts, read_submitted, read_waiting
from storage.reports import ErrorReport, read_reports
from storage.unresolved import Unresolved, most_asked

SHOWN = 5
"""How many entries of each list App Home shows (Slack: 100 blocks in all)."""

RECORD, COMPOSE = "home:record", "home:broadcast"
SETTLE, TEACH = "report:settle", "unresolved:teach"


async def home(room: Room, member_id: str, page: int = 1) -> Params:
    """Make somebody's App Home, as it is now."""
    words, catalogue = room.words, await room.desk.catalogue()
    async with room.desk.database.reading() as connection:
        member = await read_member(connection, member_id)
        drafts = await read_drafts(connection, member.id, limit=SHOWN)
        submitted = await read_submitted(connection, member.id, limit=SHOWN)
        waiting = await read_waiting(connection, but_of=member.id, limit=SHOWN)
        count = await count_waiting(connection)
        reports = await read_reports(connection, SHOWN)
        unresolved = await most_asked(connection, SHOWN)
        broadcasts = await read_latest(connection, SHOWN)
    coverage = await read_coverage(room.desk)
    blocks = _greeting(words, member)
    if member.may(Role.STAFF):
        blocks += lists.drafts(words, catalogue, drafts)
        blocks += lists.submitted(words, catalogue, submitted)
    if member.may(Role.REVIEWER):
        blocks += lists.waiting(words, catalogue, waiting, count)
    if member.may(Role.ORGANIZER):
        blocks += latest(words, broadcasts)
    if member.roles:
        blocks += _overdue(words, coverage)
        blocks += _reports(words, catalogue, reports)
        blocks += _unresolved(words, unresolved)
        blocks += lists.unlike(words, catalogue, await read_unlike(room.desk))
    blocks += lists.coverage(words, coverage, page)
    return {"type": "home", "blocks": blocks[:100]}


def _greeting(words: Words, member: Member) -> list[Params]:
    if not member.roles:
        return [section(words("home.no-roles"))]
    roles = words.names([words(f"role.{role}") for role in Role if member.may(role)])
    said = section(words("home.roles", roles=roles))
    begin = [
        button(words(key), action, style="primary")
        for role, key, action in (
            (Role.STAFF, "home.record", RECORD),
            (Role.ORGANIZER, "home.broadcast", COMPOSE),
        )
        if member.may(role)
    ]
    return [said, actions(*begin)] if begin else [said]


def _overdue(words: Words, coverage: Coverage) -> list[Params]:
    blocks = [header(words("home.overdue"))]
    if not coverage.overdue:
        return [*blocks, context(words("home.none-overdue"))]
    return [*blocks, section(overdue_text(words, coverage))]


def _reports(words: Words, catalogue: Catalogue, found: list[ErrorReport]) -> list[Params]:
    blocks = [header(words("home.reports"))]
    if not found:
        return [*blocks, context(words("home.no-reports"))]
    for each in found:
        candidate = catalogue.by_id.get(each.candidate_id)
        name = escape(candidate.name if candidate else each.candidate_id)
        where = words("home.report", name=name, question=each.question_id)
        note = f"\n> {escape(each.note)}" if each.note else ""
        settle = button(words("home.settle"), f"{SETTLE}:{each.id}", str(each.id))
        blocks.append(section(f"{where}{note}", accessory=settle))
    return blocks


def _unresolved(words: Words, found: list[Unresolved]) -> list[Params]:
    blocks = [header(words("home.unresolved"))]
    if not found:
        return [*blocks, context(words("home.none-unresolved"))]
    for place, each in enumerate(found):
        said = words.count("home.asked", each.times, text=escape(each.text))
        teach = button(words("home.teach"), f"{TEACH}:{place}", each.text)
        blocks.append(section(said, accessory=teach))
    return blocks
