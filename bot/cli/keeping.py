"""`hustings backup`, `restore`, `doctor`: keep what there is, and keep it well."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.serving import look_over
from bot.cli.store import settings
from bot.settings import Settings
from migrations.schema import is_older
from questions.errors import InvalidInput
from storage.backup import copy_to, put_back, read_revision
from storage.database import driver_url


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(backup)
    app.command()(restore)
    app.command()(doctor)


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to. Default: hustings-DATE-TIME.db here.")
    ] = None,
) -> None:
    """Copy the store while it serves; for Postgres, print the command that does it."""
    configured = settings()
    if (store := _sqlite_file(configured)) is None:
        target = file or Path(f"hustings-{_now()}.dump")
        typer.echo(f"pg_dump --format=custom --file={target} {_without_password(configured)}")
        return
    if not store.exists():
        raise InvalidInput(f"there is no store to copy: {store}")
    target = file or Path(f"hustings-{_now()}.db")
    copy_to(store, target)
    typer.echo(f"{target}: the store as it is now. It holds supporters' chats: keep it safe.")


def restore(file: Annotated[Path, typer.Argument(help="A copy that `backup` made.")]) -> None:
    """Put a copy in the place of the store, which is kept beside it; stop Hustings before."""
    configured = settings()
    if (store := _sqlite_file(configured)) is None:
        options = "--clean --if-exists --no-owner --single-transaction"
        typer.echo(f"pg_restore {options} --dbname={_without_password(configured)} {file}")
        return
    older = is_older(read_revision(file))
    replaced = put_back(file, store)
    typer.echo(f"{store} is {file} again." + (f" What was there: {replaced}" if replaced else ""))
    if older:
        typer.echo("It is older than this version. Run `hustings migrate`.")


def doctor() -> None:
    """Look over settings, store and platforms; say what to mend. Status 1 where there is any."""
    configured = settings()

    async def look() -> bool:
        well = True
        async for finding in look_over(configured):
            typer.echo(str(finding))
            well = well and finding.well
        return well

    if not asyncio.run(look()):
        raise typer.Exit(1)


def _sqlite_file(configured: Settings) -> Path | None:
    """Return the store's file; None for Postgres."""
    url = driver_url(configured.database_url)
    if not url.drivername.startswith("sqlite"):
        return None
    if url.database is None or url.database == ":memory:":
        raise InvalidInput("the store is no file")
    return Path(url.database)


def _without_password(configured: Settings) -> str:
    """Name the database for Postgres's own programs, which ask for the password."""
    url = driver_url(configured.database_url)._replace(drivername="postgresql", password=None)
    return f"'{url.render_as_string()}'"


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
