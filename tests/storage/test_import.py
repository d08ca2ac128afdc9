"""What an import writes, what it leaves alone, and that it does so once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from questions.agenda import Alias, AliasKind
from questions.bundle import json_form
from questions.candidate import Candidate
from questions.response import Reply, RevisionKind, Stance
from questions.standing import Putting
from storage.agenda import read_catalogue
from storage.bundle.export import export_bundle
from storage.bundle.summary import Counts
from storage.database import Database
from storage.responses import read_published, read_puttings
from storage.tables import aliases, audit, candidates, responses, revisions, state
from storage.words import BUNDLED
from tests.storage.imports import (
    ANSWER,
    OKONKWO,
    PUTTING,
    RIVERA,
    bring_in,
    count,
    everything,
    parsed,
    rows_of,
)

PLACE = ("c01", "8.1.1")


async def published(database: Database) -> Any:
    async with database.reading() as connection:
        return (await read_published(connection, [PLACE])).get(PLACE)


async def test_what_is_imported_is_there_to_read(database: Database) -> None:
    summary = await bring_in(database)
    async with database.reading() as connection:
        catalogue = await read_catalogue(connection)
        put = await read_puttings(connection, [PLACE])
    assert catalogue.by_id["c01"] == Candidate("c01", "Amara Okonkwo", "Okonkwo")
    assert Alias(AliasKind.ASK, "8.1", "en", "rope law") in catalogue.aliases
    assert put[PLACE] == Putting(
        "c01", "8.1.1", "un-sg-2016", date(2026, 5, 1), "letter", date(2026, 6, 1)
    )
    response = await published(database)
    assert (response.number, response.kind) == (1, RevisionKind.FIRST)
    assert response.statement.quote == "I will say so in public."
    assert response.statement.assessment.stance is Stance.COMMITS
    assert summary.candidates == Counts(new=2)
    assert summary.responses == Counts(new=1)


@pytest.mark.parametrize("publish", [True, False])
async def test_importing_again_changes_nothing(database: Database, publish: bool) -> None:
    await bring_in(database, publish=publish)
    before = await everything(database)
    summary = await bring_in(database, publish=publish, operator="bert")
    assert await everything(database) == before
    assert summary.candidates == Counts(unchanged=2)
    assert summary.responses == Counts(unchanged=1)


async def test_without_publishing_a_response_waits_for_review(database: Database) -> None:
    await bring_in(database, publish=False)
    assert await published(database) is None
    [revision] = await rows_of(database, revisions)
    assert revision["state"] == "in_review"
    assert revision["number"] is None
    assert not revision["stands"]


async def test_what_waits_for_review_is_published_and_not_said_twice(database: Database) -> None:
    await bring_in(database, publish=False)
    await bring_in(database, operator="bert")
    [revision] = await rows_of(database, revisions)
    assert (revision["state"], revision["number"], revision["imported_by"]) == (
        "published",
        1,
        "bert",
    )
    assert (await published(database)).kind is RevisionKind.FIRST


async def test_what_members_submitted_for_review_is_not_published_by_an_import(
    database: Database,
) -> None:
    await bring_in(database, publish=False)
    async with database.writing() as connection:
        await connection.execute(revisions.update().values(imported_by=None, author="slack:T1:U1"))
    await bring_in(database)
    assert [row["state"] for row in await rows_of(database, revisions)] == [
        "in_review",
        "published",
    ]


@pytest.mark.parametrize(
    ("change", "kind", "reply"),
    [
        ({"quote": "I will say so everywhere."}, RevisionKind.CORRECTION, Reply.ANSWERED),
        ({"assessment": {"stance": "unclear"}}, RevisionKind.ASSESSMENT, Reply.ANSWERED),
        ({"kind": "decline", "quote": None}, RevisionKind.CORRECTION, Reply.DECLINED),
        ({"retracted": {"reason": "Said by another."}}, RevisionKind.RETRACTION, Reply.RETRACTED),
    ],
)
async def test_a_change_is_a_new_revision_and_the_old_one_is_kept(
    database: Database, change: dict[str, Any], kind: RevisionKind, reply: Reply
) -> None:
    await bring_in(database)
    summary = await bring_in(database, parsed(responses=[ANSWER | change]))
    response = await published(database)
    assert (response.number, response.kind, response.reply) == (2, kind, reply)
    first, second = await rows_of(database, revisions)
    assert (first["stands"], first["state"], first["quote"]) == (
        False,
        "published",
        ANSWER["quote"],
    )
    assert second["stands"]
    assert summary.responses == Counts(changed=1)


async def test_a_retraction_leaves_its_reason_and_no_words(database: Database) -> None:
    await bring_in(database)
    retracted = parsed(responses=[ANSWER | {"retracted": {"reason": "Said by another."}}])
    await bring_in(database, retracted)
    response = await published(database)
    assert response.retraction_reason == "Said by another."
    assert response.statement.quote is None
    assert response.statement.sources == ()
    before = await everything(database)
    await bring_in(database, retracted)
    assert await everything(database) == before


async def test_a_change_not_published_leaves_what_stands(database: Database) -> None:
    await bring_in(database)
    changed = parsed(responses=[ANSWER | {"quote": "I will not."}])
    await bring_in(database, changed, publish=False)
    assert (await published(database)).statement.quote == ANSWER["quote"]
    await bring_in(database, changed)
    response = await published(database)
    assert (response.number, response.statement.quote) == (2, "I will not.")
    assert await count(database, revisions) == 2


async def test_an_assessment_that_is_not_given_stays(database: Database) -> None:
    await bring_in(database)
    before = await everything(database)
    bare = {key: value for key, value in ANSWER.items() if key not in ("assessment", "language")}
    await bring_in(database, parsed(responses=[bare]))
    assert await everything(database) == before


async def test_only_the_keys_of_a_candidate_that_are_given_change(database: Database) -> None:
    await bring_in(database)
    withdrawn = {"status": "withdrawn", "status_source": "https://example.org/news"}
    await bring_in(
        database, parsed(candidates=[{"id": "c01", "name": "Amara Okonkwo"} | withdrawn])
    )
    first, second = await rows_of(database, candidates)
    assert first == OKONKWO | {"aliases": [], "nominated_by": None} | withdrawn
    assert second["name"] == RIVERA["name"]


async def test_a_puttings_dates_change_in_place(database: Database) -> None:
    await bring_in(database)
    later = {"candidate": "c01", "question": "8.1.1", "put_on": "2026-05-02"}
    summary = await bring_in(database, parsed(puttings=[later]))
    async with database.reading() as connection:
        put = (await read_puttings(connection, [PLACE]))[PLACE]
    assert (put.put_on, put.channel, put.due_on) == (date(2026, 5, 2), "letter", date(2026, 6, 1))
    assert summary.puttings == Counts(changed=1)


async def test_an_alias_that_the_agenda_brought_is_left_to_it(database: Database) -> None:
    async with database.reading() as connection:
        bundled = (await connection.execute(aliases.select().limit(1))).one()
    before = await everything(database)
    keys = ("kind", "target", "language", "text")
    summary = await bring_in(
        database, parsed(aliases=[{key: getattr(bundled, key) for key in keys}])
    )
    assert summary.aliases == Counts(unchanged=1)
    assert await everything(database) == before
    assert bundled.origin == BUNDLED


async def test_every_change_is_audited_as_the_operators(database: Database) -> None:
    await bring_in(database, publish=False)
    await bring_in(database, operator="bert")
    await bring_in(
        database, parsed(candidates=[RIVERA | {"nominated_by": "Arvenia"}]), operator="cleo"
    )
    [response] = await rows_of(database, responses)
    told = [
        (row["actor"], row["action"], row["subject"], row["before"], row["after"])
        for row in await rows_of(database, audit)
        if row["action"].startswith("import.")
    ]
    number = f"R-{response['id']}"
    waiting = {"kind": "first", "state": "in_review"}
    dates = {"put_on": "2026-05-01", "channel": "letter", "due_on": "2026-06-01"}
    assert told == [
        ("anna", "import.candidate", "candidate:c01", None, OKONKWO),
        ("anna", "import.candidate", "candidate:c02", None, RIVERA),
        (
            "anna",
            "import.alias",
            "alias:8.1",
            None,
            {"kind": "ask", "target": "8.1", "language": "en", "text": "rope law"},
        ),
        ("anna", "import.putting", "putting:c01:8.1.1", None, {"edition": "un-sg-2016"} | dates),
        ("anna", "import.revision", number, None, waiting),
        (
            "bert",
            "import.revision",
            number,
            {"state": "in_review"},
            {"kind": "first", "state": "published", "number": 1},
        ),
        (
            "cleo",
            "import.candidate",
            "candidate:c02",
            {"nominated_by": None},
            {"nominated_by": "Arvenia"},
        ),
    ]


@pytest.mark.parametrize(
    ("bundle", "publish", "moved"),
    [
        ({"candidates": [OKONKWO]}, False, {"catalogue_version"}),
        ({"puttings": [PUTTING | {"candidate": "c02"}]}, False, {"records_version"}),
        ({"responses": [ANSWER | {"candidate": "c02"}]}, False, set()),
        ({"responses": [ANSWER | {"candidate": "c02"}]}, True, {"records_version"}),
    ],
)
async def test_only_what_changed_is_read_anew(
    database: Database, bundle: dict[str, Any], publish: bool, moved: set[str]
) -> None:
    await bring_in(database, parsed(candidates=[RIVERA]))
    [before] = await rows_of(database, state)
    await bring_in(database, parsed(**bundle), publish=publish)
    [after] = await rows_of(database, state)
    assert {key for key in after if after[key] != before[key]} == moved


async def test_a_retraction_keeps_its_date_through_an_export_into_another_store(
    database: Database,
) -> None:
    retracted = {"reason": "A forgery.", "on": "2026-07-01"}
    entry = {"candidate": "c01", "question": "8.1.1", "retracted": retracted}
    await bring_in(database, parsed(candidates=[OKONKWO], responses=[ANSWER]), publish=True)
    await bring_in(database, parsed(responses=[entry]), publish=True)
    async with database.reading() as connection:
        exported = await export_bundle(connection)
    [response] = json.loads("".join(json_form.write(exported)))["responses"]
    assert response["retracted"] == retracted
    undated = entry | {"retracted": {"reason": "A forgery."}}
    for again in (entry, undated):
        summary = await bring_in(database, parsed(responses=[again]), publish=True)
        assert summary.responses.unchanged == 1
