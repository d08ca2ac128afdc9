"""Look everything over that must be right for the service to serve, and say what to mend."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.settings import Settings
from bot.slack import checks as slack
from bot.telegram.checks import check_token, check_webhook
from migrations.schema import newest, require_newest
from questions.errors import HustingsError
from storage.agenda import read_catalogue
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: whether all is well, and else what to do about it."""

    about: str
    well: bool
    said: str

    def __str__(self) -> str:
        """Write it as a line."""
        return f"{'well' if self.well else 'MEND'}  {self.about}: {self.said}"


Check: TypeAlias = Callable[[Settings], Awaitable[tuple[bool, str] | None]]
"""Says whether all is well, and what it saw or what to mend; None where it is not of concern."""


async def check_secrets(settings: Settings) -> tuple[bool, str]:
    """Check that nobody else can read the secrets."""
    if settings.readable_file is not None:
        return False, f"everybody here can read them: chmod 600 {settings.readable_file}"
    return True, "kept from others on this machine"


async def check_store(settings: Settings) -> tuple[bool, str]:
    """Check that the store is there, at this version's schema, with an agenda in it."""
    database = Database(settings.database_url)
    try:
        await require_newest(database)
        async with database.reading() as connection:
            catalogue = await read_catalogue(connection)
    except HustingsError as error:
        return False, str(error)
    finally:
        await database.close()
    kind = "SQLite" if database.is_sqlite else "Postgres"
    people = len(catalogue.candidates)
    return True, f"{kind}, schema {newest()}, {catalogue.edition.id}, {people} candidates"


async def check_public_url(settings: Settings) -> tuple[bool, str] | None:
    """Check that platforms would post to the public URL (Telegram: https only)."""
    if settings.public_url is None:
        return None
    if not settings.public_url.startswith("https://"):
        return False, "must begin with https://, or Telegram does not post to it"
    port = settings.http_port
    return True, f"what posts to {settings.public_url} must reach port {port} here"


CHECKS: tuple[tuple[str, Check], ...] = (
    ("secrets", check_secrets),
    ("store", check_store),
    ("PUBLIC_URL", check_public_url),
    ("Telegram's token", check_token),
    ("Telegram's updates", check_webhook),
    ("Slack's bot token", slack.check_token),
    ("Slack's way in", slack.check_way_in),
    ("Slack's review channel", slack.check_review_channel),
    ("Slack's broadcasts' channel", slack.check_broadcast_channel),
)
"""Every check, in the order in which to mend what they find."""


async def look_over(settings: Settings) -> AsyncIterator[Finding]:
    """Make every check that is of concern."""
    for about, check in CHECKS:
        found = await check(settings)
        if found is not None:
            yield Finding(about, *found)
