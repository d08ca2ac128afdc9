"""A bundle that does not fit the store is refused whole: every place named, nothing written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.errors import InvalidFiles
from storage.agenda import load_agenda
from storage.bundle.summary import Counts
from storage.database import Database
from tests.storage.imports import (
    ALIAS,
    ANSWER,
    OKONKWO,
    PUTTING,
    ROSTER,
    bring_in,
    everything,
    parsed,
)


async def refused(database: Database, bundle: dict[str, Any]) -> list[str]:
    """Import what is refused, and see that it changed nothing."""
    before = await everything(database)
    with pytest.raises(InvalidFiles) as caught:
        await bring_in(database, parsed(**bundle))
    assert await everything(database) == before
    return str(caught.value).splitlines()


async def load_next_edition(database: Database) -> None:
    agenda = read_agenda(BUNDLED_AGENDA)
    newer = replace(agenda, edition=replace(agenda.edition, id="un-sg-2030", year=2030))
    async with database.writing() as connection:
        await load_agenda(connection, newer, actor="test")


async def test_every_place_that_refers_to_nothing_is_named(database: Database) -> None:
    bundle = {
        "candidates": [OKONKWO],
        "aliases": [ALIAS | {"target": "9.9"}],
        "puttings": [PUTTING | {"candidate": "c09"}, PUTTING | {"edition": "un-sg-1945"}],
        "responses": [ANSWER | {"question": "8.9.1", "candidate": "c08"}],
    }
    assert await refused(database, bundle) == [
        "bundle.json: puttings.0.candidate: there is no candidate c09",
        "bundle.json: puttings.1.edition: the store has no edition un-sg-1945",
        "bundle.json: responses.0.candidate: there is no candidate c08",
        "bundle.json: responses.0.question: the edition un-sg-2016 has no question 8.9.1",
        "bundle.json: aliases.0.target: the edition un-sg-2016 has no ask 9.9",
    ]


async def test_good_entries_beside_a_bad_one_are_not_written_either(database: Database) -> None:
    bad = ANSWER | {"candidate": "c09"}
    assert len(await refused(database, ROSTER | {"responses": [ANSWER, bad]})) == 1


async def test_a_word_means_one_thing(database: Database) -> None:
    await bring_in(database)
    other = ALIAS | {"target": "7.1", "text": "Rope Law"}
    assert await refused(database, {"aliases": [other]}) == [
        "bundle.json: aliases.0.text: is an alias of 8.1 already"
    ]


async def test_a_due_date_on_record_is_not_passed_by(database: Database) -> None:
    await bring_in(database)
    later = {"candidate": "c01", "question": "8.1.1", "put_on": "2026-07-01"}
    assert await refused(database, {"puttings": [later]}) == [
        "bundle.json: puttings.0.put_on: is after the due date on record, 2026-06-01"
    ]


async def test_a_putting_of_the_current_edition_is_given_once(database: Database) -> None:
    named = PUTTING | {"edition": "un-sg-2016"}
    assert await refused(database, {"candidates": [OKONKWO], "puttings": [PUTTING, named]}) == [
        "bundle.json: puttings.1: is given twice, first at bundle.json: puttings.0"
    ]


async def test_a_response_keeps_the_edition_that_it_answered(database: Database) -> None:
    await bring_in(database)
    await load_next_edition(database)
    summary = await bring_in(database, parsed(responses=[ANSWER]))
    assert summary.responses == Counts(unchanged=1)
    moved = ANSWER | {"edition": "un-sg-2030"}
    assert await refused(database, {"responses": [moved]}) == [
        "bundle.json: responses.0.edition: is on record under the edition un-sg-2016"
    ]


async def test_a_question_of_each_edition_is_put_by_itself(database: Database) -> None:
    await bring_in(database)
    await load_next_edition(database)
    summary = await bring_in(database, parsed(puttings=[PUTTING]))
    assert summary.puttings == Counts(new=1)
    older = PUTTING | {"edition": "un-sg-2016"}
    summary = await bring_in(database, parsed(puttings=[PUTTING, older]))
    assert summary.puttings == Counts(unchanged=2)
