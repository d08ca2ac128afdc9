"""Files that staff keep with a response, where its source has no address: a private letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select, update

from questions.errors import UnknownResponse
from questions.review import reference
from storage import audit
from storage.database import Connection
from storage.tables import files
from storage.upsert import insert


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file kept with a response; `fetched` says whether its content is in the store yet."""

    id: int
    response_id: int
    name: str
    slack_id: str
    fetched: bool

    @property
    def reference(self) -> str:
        """What it is called among staff: `F-12`."""
        return f"F-{self.id}"


async def attach(
    connection: Connection, response_id: int, named: Iterable[tuple[str, str]], *, actor: str
) -> None:
    """Keep files, as (Slack's id, name), with a response; their content is fetched afterwards."""
    now = datetime.now(UTC)
    for slack_id, name in named:
        made = await connection.scalar(
            insert(connection, files)
            .values(
                response_id=response_id,
                name=name[:255],
                slack_id=slack_id,
                added_by=actor,
                added_at=now,
            )
            .on_conflict_do_nothing()
            .returning(files.c.id)
        )
        if made is not None:
            await audit.record(
                connection,
                actor=actor,
                action="file.attach",
                subject=reference(response_id),
                after={"file": made, "name": name[:255]},
            )


async def read_files(connection: Connection, response_id: int) -> list[KeptFile]:
    """Read which files are kept with a response."""
    return await _read(connection, files.c.response_id == response_id)


async def read_unfetched(connection: Connection) -> list[KeptFile]:
    """Read which files are still to be fetched."""
    return await _read(connection, files.c.content.is_(None))


async def _read(connection: Connection, which: ColumnElement[bool]) -> list[KeptFile]:
    rows = await connection.execute(
        select(
            files.c.id,
            files.c.response_id,
            files.c.name,
            files.c.slack_id,
            files.c.content.is_not(None).label("fetched"),
        )
        .where(which)
        .order_by(files.c.id)
    )
    return [KeptFile(*row) for row in rows]


async def keep_content(connection: Connection, file_id: int, content: bytes) -> None:
    """Keep what was fetched."""
    await connection.execute(update(files).where(files.c.id == file_id).values(content=content))


async def read_content(connection: Connection, file_id: int) -> tuple[str, bytes]:
    """Read a file's name and content. Raises UnknownResponse where it is not (yet) kept."""
    rows = await connection.execute(
        select(files.c.name, files.c.content).where(files.c.id == file_id)
    )
    row = rows.first()
    if row is None or row.content is None:
        raise UnknownResponse(f"There is no file F-{file_id}, or it is not fetched yet.")
    return row.name, row.content
