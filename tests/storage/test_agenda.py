"""An edition never changes in place; the words beside it may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.agenda import Agenda, Alias, AliasKind, Words
from questions.errors import EditionChanged
from storage.agenda import load_agenda, moved, read_catalogue, read_version
from storage.database import Database
from storage.tables import aliases


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    """The bundled agenda, which the store has loaded already."""
    return read_agenda(BUNDLED_AGENDA)


async def load(database: Database, agenda: Agenda) -> bool:
    async with database.writing() as connection:
        return await load_agenda(connection, agenda, actor="test")


async def test_what_was_loaded_is_read_back_the_same(database: Database, agenda: Agenda) -> None:
    async with database.reading() as connection:
        catalogue = await read_catalogue(connection)
    assert catalogue.edition == agenda.edition
    assert set(catalogue.aliases) == set(agenda.aliases)
    assert catalogue.label("8") == agenda.words[1].labels["8"]


async def test_loading_the_same_again_changes_nothing(database: Database, agenda: Agenda) -> None:
    async with database.reading() as connection:
        before = await read_version(connection)
    assert await load(database, agenda) is False
    async with database.reading() as connection:
        assert await read_version(connection) == before


async def test_other_wording_under_the_same_id_is_refused_and_changes_nothing(
    database: Database, agenda: Agenda
) -> None:
    reworded = replace(agenda, edition=replace(agenda.edition, title="Something else"))
    with pytest.raises(EditionChanged, match="new edition id"):
        await load(database, reworded)
    async with database.reading() as connection:
        assert (await read_catalogue(connection)).edition == agenda.edition


async def test_an_alias_may_come_and_go_without_a_new_edition(
    database: Database, agenda: Agenda
) -> None:
    more = replace(agenda, words=(*agenda.words, Words("de", aliases={"8": ("Todesstrafe",)})))
    added = Alias(AliasKind.PRIORITY, "8", "de", "Todesstrafe")
    assert await load(database, more) is True
    async with database.reading() as connection:
        assert added in (await read_catalogue(connection)).aliases
    assert await load(database, agenda) is True
    async with database.reading() as connection:
        assert added not in (await read_catalogue(connection)).aliases


async def test_what_staff_added_outlives_a_loading(database: Database, agenda: Agenda) -> None:
    async with database.writing() as connection:
        row = {"kind": "priority", "target": "8", "language": "en", "text": "necktie party"}
        await connection.execute(aliases.insert().values(**row, origin="staff"))
        await moved(connection)
    await load(database, replace(agenda, words=agenda.words[:3]))
    async with database.reading() as connection:
        texts = {alias.text for alias in (await read_catalogue(connection)).aliases}
    assert "necktie party" in texts


async def test_a_new_edition_becomes_the_current_one_and_the_old_one_stays(
    database: Database, agenda: Agenda
) -> None:
    newer = replace(agenda, edition=replace(agenda.edition, id="un-sg-2026", year=2026))
    await load(database, newer)
    async with database.reading() as connection:
        assert (await read_catalogue(connection)).edition.id == "un-sg-2026"
        stored = await connection.exec_driver_sql("SELECT id FROM editions ORDER BY id")
        assert [row.id for row in stored] == ["un-sg-2016", "un-sg-2026"]


async def test_an_id_that_means_something_else_in_a_new_edition_is_refused(
    database: Database, agenda: Agenda
) -> None:
    first, *others = agenda.edition.priorities
    ask, *asks = first.asks
    question = replace(ask.questions[0], text="Will you do something else altogether?")
    changed = replace(first, asks=(replace(ask, questions=(question,)), *asks))
    edition = replace(agenda.edition, id="un-sg-2026", priorities=(changed, *others))
    with pytest.raises(EditionChanged, match=r"1\.1\.1"):
        await load(database, replace(agenda, edition=edition))
