"""From draft to schedule: a second organizer approves, editing voids it, everything is audited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.actions import broadcasts
from questions.broadcast import TEXT_LIMIT, Audience, Draft, Link, State
from questions.errors import InvalidInput, NotPossible, UnknownCandidate, UnknownTopic
from storage.database import Database
from storage.tables import audit
from tests.broadcasts.sending import NEWS, add_supporters

ANN, BEN = "operator:ann", "operator:ben"


async def test_a_second_organizer_approves_the_version_that_they_read(database: Database) -> None:
    draft = await broadcasts.compose(database, NEWS, actor=ANN)
    with pytest.raises(NotPossible, match="Somebody else"):
        await broadcasts.approve(database, draft.id, version=1, actor=ANN)
    with pytest.raises(NotPossible, match="not approved"):
        await broadcasts.start(database, draft.id, actor=BEN)
    changed = await broadcasts.rewrite(database, draft.id, replace(NEWS, fallback="fr"), actor=ANN)
    with pytest.raises(NotPossible, match="changed since"):
        await broadcasts.approve(database, draft.id, version=1, actor=BEN)
    approved = await broadcasts.approve(database, draft.id, version=changed.version, actor=BEN)
    assert (approved.state, approved.approver) == (State.APPROVED, BEN)


async def test_editing_after_approval_voids_it(database: Database) -> None:
    draft = await broadcasts.compose(database, NEWS, actor=ANN)
    await broadcasts.approve(database, draft.id, version=1, actor=BEN)
    await broadcasts.start(database, draft.id, actor=ANN)
    other = replace(NEWS, texts={"en": "Other words"})
    edited = await broadcasts.rewrite(database, draft.id, other, actor=BEN)
    assert (edited.state, edited.approver, edited.author) == (State.DRAFT, None, BEN)
    with pytest.raises(NotPossible, match="not approved"):
        await broadcasts.start(database, draft.id, actor=ANN)
    # Whoever wrote its words last cannot be who approves them.
    with pytest.raises(NotPossible, match="Somebody else"):
        await broadcasts.approve(database, draft.id, version=2, actor=BEN)


async def test_by_setting_none_is_needed(database: Database) -> None:
    draft = await broadcasts.compose(database, NEWS, actor=ANN)
    begun = await broadcasts.start(database, draft.id, actor=ANN, needs_approval=False)
    assert (begun.state, begun.approver) == (State.SCHEDULED, ANN)


async def test_every_change_is_audited(database: Database) -> None:
    draft = await broadcasts.compose(database, NEWS, actor=ANN)
    await broadcasts.rewrite(database, draft.id, replace(NEWS, fallback="fr"), actor=ANN)
    await broadcasts.approve(database, draft.id, version=2, actor=BEN)
    await broadcasts.start(database, draft.id, actor=ANN)
    await broadcasts.cancel(database, draft.id, actor=BEN)
    query = select(audit.c.actor, audit.c.action).where(audit.c.subject == draft.subject)
    async with database.reading() as connection:
        rows = (await connection.execute(query.order_by(audit.c.id))).all()
    assert [tuple(row) for row in rows] == [
        (ANN, "broadcast.update"),
        (ANN, "broadcast.rewrite"),
        (BEN, "broadcast.approve"),
        (ANN, "broadcast.schedule"),
        (BEN, "broadcast.cancel"),
    ]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft({"fr": "Bonjour"}), "no text in the fallback language, en"),
        (Draft({"en": "🗳" * (TEXT_LIMIT // 2 + 1)}), "too long: 3,802 of 3,800"),
        (Draft({"en": "Hi"}, links=(Link("x", "https://x.org"),) * 4), "4 buttons"),
        (Draft({"en": "Hi"}, links=(Link("x", "javascript:alert(1)"),)), "begins with https"),
        (Draft({"en": "Hi"}, links=(Link(" ", "https://x.org"),)), "has no label"),
    ],
)
async def test_what_telegram_would_refuse_is_refused_here(
    database: Database, draft: Draft, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        await broadcasts.compose(database, draft, actor=ANN)


async def test_an_audience_of_what_there_is_not_is_refused(database: Database) -> None:
    for audience, error in (
        (Audience(priorities=("99",)), UnknownTopic),
        (Audience(candidates=("nobody",)), UnknownCandidate),
    ):
        with pytest.raises(error):
            await broadcasts.compose(database, replace(NEWS, audience=audience), actor=ANN)


async def test_the_number_of_recipients_is_told_before_anything_is_sent(
    database: Database,
) -> None:
    await add_supporters(database, 7)
    await add_supporters(database, 2, first=5, language="fr")
    assert await broadcasts.count_recipients(database, NEWS) == 9
    french = replace(NEWS, audience=Audience(languages=("fr",)))
    assert await broadcasts.count_recipients(database, french) == 2
