"""Bring bundles in from files, and write everything public back to files."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from questions.bundle import csv_form, json_form
from questions.bundle.parse import parse_bundle
from questions.bundle.shape import KEYS, Bundle
from questions.errors import InvalidFile
from storage.bundle.apply import apply_import
from storage.bundle.export import export_bundle
from storage.bundle.plan import plan_import
from storage.bundle.summary import ImportSummary
from storage.database import Database

__all__ = ["ImportSummary", "export_to", "import_files"]


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far an import is."""


async def import_files(
    database: Database,
    paths: Iterable[Path],
    *,
    operator: str,
    publish: bool,
    quiet: bool = False,
    progress: Callable[[int, int], None] = silent,
) -> ImportSummary:
    """Import the files as one bundle; a folder stands for the CSV files that an export writes.

    Followers hear of what is published in their next digest, unless it is to be `quiet`.

    `progress` is told how many entries are written, of how many. Raises InvalidFile where a file
    cannot be read, InvalidFiles with every fault in what the files say; then nothing is written.
    """
    bundle = await asyncio.to_thread(_read, list(paths))
    async with database.reading() as connection:
        plan = await plan_import(
            connection, bundle, operator=operator, publish=publish, quiet=quiet
        )
    return await apply_import(database, plan, progress=progress)


async def export_to(database: Database, target: Path | None) -> None:
    """Write everything public: to a `.json` file, as CSV files into a folder, or as JSON to stdout.

    Raises InvalidFile where the target cannot be written.
    """
    async with database.reading() as connection:
        bundle = await export_bundle(connection)
    await asyncio.to_thread(_write, bundle, target)


def _read(paths: Sequence[Path]) -> Bundle:
    files = [file for path in paths for file in (_in_folder(path) if path.is_dir() else [path])]
    return parse_bundle(
        ((str(file), _text(file)) for file in files), today=datetime.now(UTC).date()
    )


def _in_folder(folder: Path) -> list[Path]:
    found = [folder / f"{key}.csv" for key in KEYS if (folder / f"{key}.csv").exists()]
    if not found:
        raise InvalidFile(str(folder), "", f"holds none of {', '.join(f'{k}.csv' for k in KEYS)}")
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InvalidFile(str(path), "", error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise InvalidFile(str(path), f"byte {error.start}", "is not UTF-8") from error


def _write(bundle: Bundle, target: Path | None) -> None:
    if target is None:
        sys.stdout.writelines(json_form.write(bundle))
    elif target.suffix.lower() == ".json":
        _replace(target, json_form.write(bundle))
    else:
        for key, rows in csv_form.write(bundle).items():
            _replace(target / f"{key}.csv", rows)


def _replace(path: Path, text: Iterable[str]) -> None:
    """Write a file whole, or leave the one that is there."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.writelines(text)
        beside.replace(path)
    except OSError as error:
        raise InvalidFile(str(path), "", error.strerror or "cannot be written") from error
