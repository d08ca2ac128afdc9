"""A copy of a SQLite store, made while it serves, and put back while it does not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from questions.errors import InvalidFile, StoreNotReady, StoreUnreachable

ONLY_OWNER = 0o600
"""A store holds supporters' chats: nobody else reads a copy of it."""

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file that is open."""


def copy_to(store: Path, target: Path) -> None:
    """Copy a store as it is at one moment; it may go on being written meanwhile.

    Raises InvalidFile where there is something at the target already, and StoreUnreachable.
    """
    if target.exists():
        raise InvalidFile(str(target), "", "is there already")
    half = target.with_name(f"{target.name}.half")
    half.unlink(missing_ok=True)
    try:
        half.touch(ONLY_OWNER)
        with closing(_open(store)) as connection:
            connection.execute("VACUUM INTO ?", (str(half),))
        _flush(half)
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise StoreUnreachable(f"The copy cannot be made: {error}") from error


def read_revision(file: Path) -> str:
    """Check that a file is a whole copy of a store; return its schema's revision.

    Raises InvalidFile.
    """
    try:
        with closing(_open(file)) as connection:
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (OSError, sqlite3.Error, TypeError) as error:
        raise InvalidFile(str(file), "", "is no copy of a store") from error
    if sound != "ok":
        raise InvalidFile(str(file), "", f"is damaged: {sound}")
    return str(revision)


def put_back(file: Path, store: Path) -> Path | None:
    """Put a copy in the place of a store; return where that was moved, None where there was none.

    Raises StoreNotReady where a process serves the store at this moment, and StoreUnreachable.
    """
    replaced = None
    try:
        half = store.with_name(f"{store.name}.half")
        shutil.copyfile(file, half)
        half.chmod(ONLY_OWNER)
        _flush(half)
        if store.exists():
            _refuse_served(store)
            replaced = store.with_name(f"{store.name}.replaced-{time.strftime('%Y%m%d-%H%M%S')}")
            store.replace(replaced)
        for beside in BESIDE:
            store.with_name(store.name + beside).unlink(missing_ok=True)
        half.replace(store)
    except (OSError, sqlite3.Error) as error:
        raise StoreUnreachable(f"The copy cannot be put back: {error}") from error
    return replaced


def _refuse_served(store: Path) -> None:
    """Refuse where a process says that it lives; else leave everything in the one file."""
    with closing(sqlite3.connect(store)) as connection:
        try:
            (count,) = connection.execute(
                "SELECT count(*) FROM processes WHERE alive_until > unixepoch()"
            ).fetchone()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError:
            count = 0  # older than the table of processes, or so damaged that nothing serves it
    if count:
        raise StoreNotReady("The store is being served. Stop Hustings first.")


def _open(file: Path) -> sqlite3.Connection:
    """Open a file that must be there, to read it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _flush(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
