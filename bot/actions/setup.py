"""Bring a store to where it can serve: newest schema, an agenda, the words to understand it."""

from __future__ import annotations

from pathlib import Path

from migrations.schema import migrate
from questions.agenda import Agenda
from questions.agenda_file import parse_agenda
from questions.errors import InvalidFile
from questions.understanding.bundled import load_phrases
from storage.agenda import has_agenda, load_agenda, sync_phrases
from storage.database import Database

BUNDLED_AGENDA = Path(__file__).parents[2] / "questions" / "agendas" / "un-sg-2016.toml"


async def prepare(database: Database) -> bool:
    """Migrate, bring the bundled phrases in, and load the bundled agenda where there is none.

    Returns whether an agenda was loaded.
    """
    await migrate(database)
    async with database.writing() as connection:
        await sync_phrases(connection, load_phrases())
        if await has_agenda(connection):
            return False
        return await load_agenda(connection, read_agenda(BUNDLED_AGENDA), actor="hustings")


def read_agenda(path: Path) -> Agenda:
    """Read an edition's file and every `NAME.LANGUAGE.toml` beside it. Raises InvalidFile."""
    beside = sorted(path.parent.glob(f"{path.stem}.*.toml"))
    return parse_agenda(_text(path), [_text(words) for words in beside])


def _text(path: Path) -> tuple[str, str]:
    try:
        return path.name, path.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidFile(str(path), "", error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise InvalidFile(str(path), f"byte {error.start}", "is not UTF-8") from error
