"""The life of a response in the store: drafted, submitted, decided, and revised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from questions.errors import (
    AlreadyDecided,
    BehindTheRecord,
    NotAllowed,
    NotEditable,
    NothingChanged,
    OwnOrganisation,
    OwnWork,
    TakenBack,
)
from questions.member import Member
from questions.response import Content, RevisionKind, RevisionState, retraction
from questions.review import Decision
from storage import audit
from storage.authoring import discard, edit, submit
from storage.database import Database
from storage.members import grant, read_member, read_members
from storage.responses import read_published
from storage.tables import audit as audit_table
from storage.tables import revisions
from tests.storage.reviewing import (
    AUTHOR,
    COLLEAGUE,
    PLACE,
    REVIEWER,
    WORDS,
    decided,
    drafted,
    shown,
    submitted,
    taken_back,
)


async def test_nothing_is_public_before_a_second_person_approves_it(store: Database) -> None:
    revision = await submitted(store)
    assert revision.state is RevisionState.IN_REVIEW
    assert await shown(store) is None
    approved = await decided(store, revision)
    assert (approved.state, approved.number) == (RevisionState.PUBLISHED, 1)
    assert await shown(store) == "I will abolish it."


async def test_nobody_decides_about_their_own_work(store: Database) -> None:
    revision = await submitted(store)
    for decision in Decision:
        with pytest.raises(OwnWork):
            await decided(store, revision, decision, by=AUTHOR)
    assert await shown(store) is None


async def test_a_setting_asks_for_a_reviewer_of_another_organisation(store: Database) -> None:
    revision = await submitted(store)
    nowhere = replace(COLLEAGUE, organisation=None)
    for member in (COLLEAGUE, nowhere):
        with pytest.raises(OwnOrganisation):
            await decided(store, revision, by=member, strict=True)
    assert (await decided(store, revision, strict=True)).number == 1


async def test_who_has_no_role_decides_and_writes_nothing(store: Database) -> None:
    revision = await submitted(store)
    stranger = Member("slack:T9:U9")
    with pytest.raises(NotAllowed):
        await decided(store, revision, by=stranger)
    with pytest.raises(NotAllowed):
        async with store.writing() as connection:
            await edit(connection, revision.id, WORDS, None, author=stranger)


async def test_the_second_decision_about_a_submission_is_refused(store: Database) -> None:
    revision = await submitted(store)
    await decided(store, revision, Decision.REJECT)
    with pytest.raises(AlreadyDecided):
        await decided(store, revision, by=COLLEAGUE)
    assert await shown(store) is None


async def test_what_is_submitted_cannot_be_edited_until_it_is_sent_back(store: Database) -> None:
    revision = await submitted(store)
    better = Content(replace(WORDS.statement, quote="I shall abolish it."))
    with pytest.raises(NotEditable):
        async with store.writing() as connection:
            await edit(connection, revision.id, better, None, author=AUTHOR)
    await decided(store, revision, Decision.REQUEST_CHANGES)
    async with store.writing() as connection:
        await edit(connection, revision.id, better, None, author=AUTHOR)
        again = await submit(connection, revision.id, author=AUTHOR)
    assert (again.round, again.note, again.reviewer) == (2, None, None)
    await decided(store, again)
    assert await shown(store) == "I shall abolish it."


async def test_another_members_draft_is_theirs(store: Database) -> None:
    revision = await drafted(store)
    with pytest.raises(NotAllowed):
        async with store.writing() as connection:
            await edit(connection, revision.id, WORDS, None, author=COLLEAGUE)
    with pytest.raises(NotAllowed):
        async with store.writing() as connection:
            await discard(connection, revision.id, author=COLLEAGUE)


async def test_what_stands_stands_until_the_next_revision_is_approved(store: Database) -> None:
    await decided(store, await submitted(store))
    fixed = Content(replace(WORDS.statement, quote="I will abolish it!"))
    second = await submitted(store, fixed, kind=RevisionKind.TYPO)
    assert (second.kind, second.base) == (RevisionKind.TYPO, 1)
    assert await shown(store) == "I will abolish it."
    assert (await decided(store, second)).number == 2
    assert await shown(store) == "I will abolish it!"


async def test_a_revision_that_another_overtook_has_to_be_revised(store: Database) -> None:
    await decided(store, await submitted(store))
    one = await submitted(store, Content(replace(WORDS.statement, quote="One.")))
    other = await submitted(store, Content(replace(WORDS.statement, quote="Other.")))
    await decided(store, one)
    with pytest.raises(BehindTheRecord):
        await decided(store, other)
    await decided(store, other, Decision.REQUEST_CHANGES)
    async with store.writing() as connection:
        await edit(connection, other.id, other.content, None, author=AUTHOR)
        again = await submit(connection, other.id, author=AUTHOR)
    await decided(store, again)
    assert await shown(store) == "Other."


async def test_a_retraction_leaves_its_reason_and_no_words(store: Database) -> None:
    await decided(store, await submitted(store))
    gone = await submitted(store, retraction("It was never said.", date(2026, 6, 1)))
    assert gone.kind is RevisionKind.RETRACTION
    await decided(store, gone)
    async with store.reading() as connection:
        (stands,) = (await read_published(connection, [PLACE])).values()
    assert (stands.statement.quote, stands.retraction_reason) == (None, "It was never said.")


async def test_the_same_again_is_no_revision(store: Database) -> None:
    await decided(store, await submitted(store))
    with pytest.raises(NothingChanged):
        await drafted(store)


async def test_the_database_itself_refuses_a_publication_without_a_second_person(
    store: Database,
) -> None:
    revision = await submitted(store)
    for reviewer in (None, AUTHOR.id):
        with pytest.raises(IntegrityError):
            async with store.writing() as connection:
                await connection.execute(
                    update(revisions)
                    .where(revisions.c.id == revision.id)
                    .values(
                        state="published",
                        number=1,
                        published_at=revision.created_at,
                        reviewer=reviewer,
                    )
                )


async def test_every_step_is_in_the_audit_which_nobody_can_change(store: Database) -> None:
    revision = await submitted(store)
    await decided(store, revision)
    async with store.reading() as connection:
        entries = await audit.read_entries(connection, revision.reference, limit=10)
    assert [(each.action, each.actor) for each in reversed(entries)] == [
        ("revision.draft", AUTHOR.id),
        ("revision.submit", AUTHOR.id),
        ("revision.approve", REVIEWER.id),
    ]
    assert entries[-1].deed.after is not None
    assert entries[-1].deed.after["quote"] == "I will abolish it."
    for change in (update(audit_table).values(actor="nobody"), delete(audit_table)):
        with pytest.raises(DBAPIError, match="only grows"):
            async with store.writing() as connection:
                await connection.execute(change)


async def test_a_discarded_draft_is_gone_but_for_the_audit(store: Database) -> None:
    revision = await drafted(store)
    async with store.writing() as connection:
        await discard(connection, revision.id, author=AUTHOR)
    async with store.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM revisions")) == 0
        (last, *_) = await audit.read_entries(connection, revision.reference, limit=1)
    assert last.deed.before is not None
    assert last.deed.before["quote"] == "I will abolish it."


async def test_an_author_takes_a_submission_back_and_it_is_their_draft_again(
    store: Database,
) -> None:
    revision = await submitted(store)
    back = await taken_back(store, revision)
    assert (back.state, back.submitted_at) == (RevisionState.DRAFT, None)
    async with store.writing() as connection:
        better = Content(replace(WORDS.statement, quote="I shall abolish it."))
        await edit(connection, revision.id, better, None, author=AUTHOR)
        again = await submit(connection, revision.id, author=AUTHOR)
    await decided(store, again)
    assert await shown(store) == "I shall abolish it."
    async with store.reading() as connection:
        entries = await audit.read_entries(connection, revision.reference, limit=10)
    assert [each.action.partition(".")[2] for each in reversed(entries)] == [
        *("draft", "submit", "take_back", "edit", "submit", "approve")
    ]


async def test_what_is_taken_back_leaves_what_stands_standing(store: Database) -> None:
    await decided(store, await submitted(store))
    second = await submitted(store, Content(replace(WORDS.statement, quote="Two.")))
    await taken_back(store, second)
    assert await shown(store) == "I will abolish it."


async def test_whoever_is_second_of_an_author_and_a_reviewer_is_told(store: Database) -> None:
    revision = await submitted(store)
    await taken_back(store, revision)
    for decision in Decision:
        with pytest.raises(TakenBack):
            await decided(store, revision, decision)
    with pytest.raises(TakenBack):
        await taken_back(store, revision)
    other = await submitted(store)
    await decided(store, other)
    with pytest.raises(AlreadyDecided):
        await taken_back(store, other)
    assert await shown(store) == "I will abolish it."


async def test_nobody_takes_back_what_another_submitted(store: Database) -> None:
    revision = await submitted(store)
    for member in (COLLEAGUE, REVIEWER, Member(AUTHOR.id)):
        with pytest.raises(NotAllowed):
            await taken_back(store, revision, by=member)
    await decided(store, revision)


async def test_roles_are_granted_and_taken_away(store: Database) -> None:
    async with store.writing() as connection:
        await grant(connection, AUTHOR, actor="operator:root")
        assert await read_member(connection, AUTHOR.id) == AUTHOR
        assert await read_members(connection) == [AUTHOR]
        await grant(connection, Member(AUTHOR.id), actor="operator:root")
        assert (await read_member(connection, AUTHOR.id)).roles == frozenset()
        assert await read_members(connection) == []
