"""A response on its way, for tests: who writes and who decides, and what they do."""

from __future__ import annotations

from datetime import date

from questions.member import Member, Role
from questions.response import Content, RevisionKind, Source, Statement
from questions.review import Decision, Revision
from storage.authoring import draft, submit, take_back
from storage.database import Database
from storage.decisions import decide
from storage.responses import read_published

AUTHOR = Member("slack:T1:U1", "amnesty", frozenset({Role.STAFF, Role.REVIEWER}))
REVIEWER = Member("slack:T1:U2", "hrw", frozenset({Role.REVIEWER}))
COLLEAGUE = Member("slack:T1:U3", "amnesty", frozenset({Role.REVIEWER, Role.STAFF}))
PLACE = ("c01", "8.1.1")
SOURCE = Source(url="https://example.org/letter", kind="direct_reply")
WORDS = Content(Statement(date(2026, 5, 20), (SOURCE,), quote="I will abolish it."))


async def drafted(store: Database, content: Content = WORDS, **named: RevisionKind) -> Revision:
    async with store.writing() as connection:
        return await draft(
            connection, PLACE, "un-sg-2016", content, named.get("kind"), author=AUTHOR
        )


async def submitted(store: Database, content: Content = WORDS, **named: RevisionKind) -> Revision:
    made = await drafted(store, content, **named)
    async with store.writing() as connection:
        return await submit(connection, made.id, author=AUTHOR)


async def taken_back(store: Database, revision: Revision, *, by: Member = AUTHOR) -> Revision:
    async with store.writing() as connection:
        return await take_back(connection, revision.id, author=by)


async def decided(
    store: Database,
    revision: Revision,
    decision: Decision = Decision.APPROVE,
    *,
    by: Member = REVIEWER,
    strict: bool = False,
) -> Revision:
    async with store.writing() as connection:
        return await decide(
            connection,
            revision.id,
            decision,
            reviewer=by,
            note="Because.",
            by_another_organisation=strict,
        )


async def shown(store: Database) -> str | None:
    async with store.reading() as connection:
        found = await read_published(connection, [PLACE])
    return found[PLACE].statement.quote if found else None
