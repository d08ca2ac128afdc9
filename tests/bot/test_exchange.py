"""Bundles in files: read together, written whole, and told of by name where they are amiss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.actions.exchange import export_to, import_files
from questions.errors import InvalidFile, InvalidFiles
from storage.bundle.summary import Counts
from storage.database import Database
from tests.samples import SAMPLE, stock

DEMO = Path(__file__).parents[2] / "bot" / "demo" / "roster.json"


async def bring_in(database: Database, *paths: Path) -> str:
    return str(await import_files(database, paths, operator="anna", publish=True))


async def test_an_exported_file_is_imported_again(database: Database, tmp_path: Path) -> None:
    await stock(database, tmp_path)
    target = tmp_path / "new" / "export.json"
    await export_to(database, target)
    assert set(json.loads(target.read_text("utf-8"))) == {
        "candidates",
        "aliases",
        "puttings",
        "responses",
    }
    assert await bring_in(database, target) == (
        "candidates: 0 new, 0 changed, 4 unchanged\n"
        "puttings: 0 new, 0 changed, 6 unchanged\n"
        "responses: 0 new, 0 changed, 4 unchanged"
    )
    assert [path.name for path in target.parent.iterdir()] == ["export.json"]


async def test_an_exported_folder_is_imported_again(database: Database, tmp_path: Path) -> None:
    await stock(database, tmp_path)
    folder = tmp_path / "export"
    await export_to(database, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "aliases.csv",
        "candidates.csv",
        "puttings.csv",
        "responses.csv",
    ]
    assert "4 unchanged" in await bring_in(database, folder)
    assert "4 unchanged" in await bring_in(database, *folder.iterdir())


async def test_an_export_without_a_target_is_printed(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await stock(database, tmp_path)
    await export_to(database, None)
    printed = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in printed["candidates"]] == [
        each["name"] for each in SAMPLE["candidates"]
    ]


async def test_a_file_that_cannot_be_read_is_named(database: Database, tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    with pytest.raises(InvalidFile, match=r"missing\.json: No such file"):
        await bring_in(database, missing)
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"candidates": [{"id": "c01", "name": "Tom\xe1s"}]}')
    with pytest.raises(InvalidFile, match=r"broken\.json: byte 42: is not UTF-8"):
        await bring_in(database, broken)
    with pytest.raises(InvalidFile, match=r"holds none of candidates\.csv"):
        await bring_in(database, tmp_path)


async def test_a_target_that_cannot_be_written_is_named(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidFile, match=r"file/export\.json"):
        await export_to(database, tmp_path / "file" / "export.json")


async def test_files_of_one_call_stand_or_fall_together(database: Database, tmp_path: Path) -> None:
    people, answers = tmp_path / "candidates.csv", tmp_path / "responses.csv"
    people.write_text("id,name\nc01,Amara Okonkwo\n", encoding="utf-8-sig")
    header = "candidate,question,quote,said_on,source_url\n"
    answers.write_text(header + "c02,8.1.1,Yes.,2026-05-20,https://example.org/a\n")
    with pytest.raises(InvalidFiles, match=r"responses\.csv: row 2, candidate: there is no"):
        await bring_in(database, people, answers)
    answers.write_text(header + "c01,8.1.1,Yes.,2026-05-20,https://example.org/a\n")
    assert await bring_in(database, people, answers) == (
        "candidates: 1 new, 0 changed, 0 unchanged\n"
        "responses: 1 new, 0 changed, 0 unchanged, published"
    )


async def test_the_demo_roster_fits_the_bundled_agenda(database: Database) -> None:
    summary = await import_files(database, [DEMO], operator="demo", publish=True)
    assert summary.candidates == Counts(new=5)
    assert summary.responses.new >= 14
