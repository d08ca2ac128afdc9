"""The messages that show reviewers a submission: one each, and what becomes of it."""

from __future__ import annotations

from storage.authoring import submit
from storage.database import Database
from storage.review_posts import ANEW, claim_stale, let_go, posted
from tests.storage.reviewing import (
    AUTHOR,
    decided,
    submitted,
    taken_back,
)


async def test_each_submission_is_one_message_that_follows_what_becomes_of_it(
    store: Database,
) -> None:
    revision = await submitted(store)
    async with store.writing() as connection:
        (post,) = await claim_stale(connection, 10)
        assert await claim_stale(connection, 10) == []
        await let_go(connection, post)
        (post,) = await claim_stale(connection, 10)
        await posted(connection, post, "C1", "1.1")
        assert await claim_stale(connection, 10) == []
    await decided(store, revision)
    async with store.writing() as connection:
        (post,) = await claim_stale(connection, 10)
    assert (post.message, post.state) == ("1.1", "published")


async def test_a_message_says_so_where_its_submission_was_taken_back_and_came_again(
    store: Database,
) -> None:
    revision = await submitted(store)
    async with store.writing() as connection:
        (post,) = await claim_stale(connection, 10)
        await posted(connection, post, "C1", "1.1")
    await taken_back(store, revision)
    async with store.writing() as connection:
        await submit(connection, revision.id, author=AUTHOR)
        first, second = sorted(await claim_stale(connection, 10), key=lambda each: each.round)
        assert (first.message, first.state) == ("1.1", ANEW)
        assert (second.message, second.state) == (None, "in_review")
        await posted(connection, first, "C1", "1.1")
        await posted(connection, second, "C1", "2.2")
        assert await claim_stale(connection, 10) == []


async def test_what_was_taken_back_before_it_was_shown_is_shown_to_nobody(store: Database) -> None:
    revision = await submitted(store)
    async with store.writing() as connection:
        (post,) = await claim_stale(connection, 10)
        await let_go(connection, post)
    await taken_back(store, revision)
    async with store.writing() as connection:
        assert await claim_stale(connection, 10) == []
