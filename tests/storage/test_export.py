"""An export holds all that is public, and importing it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from questions.bundle import csv_form, json_form
from questions.bundle.parse import parse_bundle
from questions.bundle.shape import Bundle
from storage.database import Database
from tests.samples import SAMPLE
from tests.storage.imports import ALIAS, ANSWER, bring_in, everything, parsed, taken_out

FULL = SAMPLE | {
    "aliases": [ALIAS, ALIAS | {"language": "fr", "text": "loi de la corde"}],
    "responses": [
        *SAMPLE["responses"],
        {"candidate": "c01", "question": "1.10.1", "retracted": {"reason": "Said by another."}},
        ANSWER
        | {
            "question": "1.2.1",
            "quote": 'First line,\n"second" line.',
            "sources": [
                {"kind": "speech", "url": "https://example.org/a?b=c,d"},
                {"kind": "private_letter", "publisher": "The coalition", "locator": "Folder 3"},
            ],
        },
    ],
}


def read_again(files: Iterable[tuple[str, str]]) -> Bundle:
    # What is retracted is so as of the day on which the test runs.
    return parse_bundle(files, today=datetime.now(UTC).date())


def as_json(bundle: Bundle) -> Bundle:
    return read_again([("export.json", "".join(json_form.write(bundle)))])


def as_csv(bundle: Bundle) -> Bundle:
    files = ((f"{key}.csv", "".join(rows)) for key, rows in csv_form.write(bundle).items())
    return read_again(files)


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("form", [as_json, as_csv])
async def test_importing_an_export_again_changes_nothing(
    database: Database, form: Callable[[Bundle], Bundle], publish: bool
) -> None:
    await bring_in(database, parsed(**FULL))
    bundle = form(await taken_out(database))
    before = await everything(database)
    await bring_in(database, bundle, publish=publish)
    assert await everything(database) == before


async def test_what_was_imported_is_taken_out_in_a_stable_order(database: Database) -> None:
    await bring_in(database, parsed(**FULL))
    bundle = await taken_out(database)
    assert [entry.candidate.id for entry in bundle.candidates] == ["c01", "c02", "c03", "c04"]
    assert [entry.alias.text for entry in bundle.aliases] == ["rope law", "loi de la corde"]
    assert [(entry.candidate_id, entry.question_id) for entry in bundle.puttings] == [
        ("c01", "7.1.1"),
        ("c01", "8.1.1"),
        ("c02", "8.1.1"),
        ("c03", "7.1.1"),
        ("c03", "8.1.1"),
        ("c04", "8.1.1"),
    ]
    assert [(entry.candidate_id, entry.question_id) for entry in bundle.responses] == [
        ("c01", "1.2.1"),
        ("c01", "1.10.1"),
        ("c01", "8.1.1"),
        ("c02", "4.2.1"),
        ("c02", "8.1.1"),
        ("c03", "8.1.1"),
    ]
    assert bundle.responses[1].content.retracted == "Said by another."


async def test_only_what_stands_is_taken_out(database: Database) -> None:
    await bring_in(database)
    await bring_in(database, parsed(responses=[ANSWER | {"quote": "Better said."}]))
    await bring_in(database, parsed(responses=[ANSWER | {"quote": "For review."}]), publish=False)
    [response] = (await taken_out(database)).responses
    assert response.content.statement.quote == "Better said."


@pytest.mark.parametrize("from_sqlite", [True, False])
async def test_a_store_of_the_other_kind_gives_the_same_export(
    sqlite_url: str, postgres_url: str, from_sqlite: bool
) -> None:
    stores = Database(sqlite_url), Database(postgres_url)
    old, new = stores if from_sqlite else reversed(stores)
    await bring_in(old, parsed(**FULL))
    exported = "".join(json_form.write(await taken_out(old)))
    await bring_in(new, as_json(await taken_out(old)))
    assert "".join(json_form.write(await taken_out(new))) == exported
    await old.close()
    await new.close()
