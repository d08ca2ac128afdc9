"""`hustings people`, `audit`, `file`: who may do what, who did what, and the files kept with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from bot.actions.manage import refuse_organisation
from bot.cli.store import on_store, operator
from migrations.schema import require_newest
from questions.errors import InvalidInput
from questions.member import Member, Role
from storage.agenda import read_catalogue
from storage.audit import Entry, read_entries
from storage.database import Database
from storage.files import read_content
from storage.members import grant as grant_
from storage.members import read_member, read_members

MEMBER_ID = re.compile(r"slack:[^:]+:[^:]+")

people = typer.Typer(no_args_is_help=True, help="Who may do what in Slack.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(people, name="people")
    app.command("audit")(audit)
    app.command("file")(file)


@people.command("list")
def list_() -> None:
    """List everybody who has a role."""

    async def read(database: Database) -> list[Member]:
        await require_newest(database)
        async with database.reading() as connection:
            return await read_members(connection)

    for each in on_store(read):
        typer.echo(f"{each.id}\t{each.organisation or '-'}\t{' '.join(sorted(each.roles))}")


MemberId: TypeAlias = Annotated[
    str, typer.Argument(help="slack:TEAM:USER, such as slack:T0123:U0456.")
]


@people.command("grant")
def grant(
    member: MemberId,
    roles: Annotated[
        list[Role] | None, typer.Argument(help="All their roles: no others are left.")
    ] = None,
    *,
    organisation: Annotated[
        str | None, typer.Option(help="The id of one of the edition's signatories.")
    ] = None,
) -> None:
    """Make somebody's roles and organisation these: the first admin needs it."""
    if not roles:
        raise InvalidInput(
            f"Say which roles they are to have, of {', '.join(Role)};"
            " `hustings people revoke` takes all away."
        )
    _grant(Member(member, organisation, frozenset(roles)))


@people.command("revoke")
def revoke(member: MemberId) -> None:
    """Take all roles away from somebody."""
    _grant(Member(member), revoked=True)


def _grant(granted: Member, *, revoked: bool = False) -> None:
    if not MEMBER_ID.fullmatch(granted.id):
        raise InvalidInput("a member is named slack:TEAM:USER; both ids are in their Slack profile")

    async def write(database: Database) -> None:
        await require_newest(database)
        async with database.writing() as connection:
            if revoked and not (await read_member(connection, granted.id)).roles:
                raise InvalidInput(f"{granted.id} has no role here: nothing changed.")
            edition = (await read_catalogue(connection)).edition
            refuse_organisation(granted, [each.id for each in edition.signatories])
            await grant_(connection, granted, actor=operator())

    on_store(write)
    typer.echo(f"{granted.id}: {' '.join(sorted(granted.roles)) or 'no role'}")


def audit(
    subject: Annotated[
        str | None, typer.Argument(help="Such as R-12, candidate:c01, member:slack:T1:U1.")
    ] = None,
    *,
    limit: Annotated[int, typer.Option(help="How many entries to list, the latest.")] = 1_000,
) -> None:
    """Show who did what, and what was before and after, the latest last."""

    async def read(database: Database) -> list[Entry]:
        await require_newest(database)
        async with database.reading() as connection:
            return await read_entries(connection, subject, limit=limit)

    entries = on_store(read)
    if subject and not entries:
        raise InvalidInput(f"Nothing was ever done to {subject}.")
    for line in _lines(reversed(entries)):
        typer.echo(line)


def _lines(entries: Iterable[Entry]) -> Iterable[str]:
    for each in entries:
        what = (f"{each.at:%Y-%m-%dT%H:%M:%SZ}", each.actor, each.action, each.deed.subject)
        sides = (("before", each.deed.before), ("after", each.deed.after))
        told = [f"{name} {json.dumps(said, ensure_ascii=False)}" for name, said in sides if said]
        yield "\t".join([*what, *told])


def file(
    reference: Annotated[str, typer.Argument(help="Such as F-12.")],
    target: Annotated[
        Path | None, typer.Argument(help="Where to. Default: its name, here.")
    ] = None,
) -> None:
    """Write down a file that is kept with a response."""
    number = reference.upper().removeprefix("F-")
    if not (number.isascii() and number.isdigit()):
        raise InvalidInput("a file is named such as F-12")

    async def read(database: Database) -> tuple[str, bytes]:
        await require_newest(database)
        async with database.reading() as connection:
            return await read_content(connection, int(number))

    name, content = on_store(read)
    path = target or Path(Path(name).name)
    if path.exists():
        raise InvalidInput(f"{path} is there already")
    path.write_bytes(content)
    typer.echo(str(path))
