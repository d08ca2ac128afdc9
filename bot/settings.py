"""The settings: one frozen value, read once at start from the environment and `.env`."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from dotenv import dotenv_values

from questions.errors import NotConfigured

CHECKOUT = Path(__file__).resolve().parents[1]

HOW_TO_CONNECT = (
    "No platform is configured. To connect Telegram, ask @BotFather for a token with /newbot,\n"
    "and put it into .env as a line: TELEGRAM_BOT_TOKEN=123456:ABC-DEF"
)
"""The two lines that say how to connect a platform."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator sets. Secrets are kept out of its text form."""

    database_url: str
    telegram_bot_token: str | None = None
    telegram_api_url: str = "https://api.telegram.org"
    run_by: str | None = None
    privacy_contact: str | None = None
    count_unresolved: bool = True
    log_level: str = "INFO"
    broadcast_pace: float = 25.0
    broadcast_approval: bool = True
    broadcast_lease: float = 60.0
    digest_at: time | None = time(16)

    def __repr__(self) -> str:
        """Name the kind of value only: tokens and passwords are in it."""
        return "Settings(…)"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; the environment outranks `.env`.

    `.env` is looked for in the current folder, then beside this copy of Hustings. A store's
    relative path is taken from where it is written: the current folder for one in the
    environment, else the folder of `.env`, else this copy's. So every command works on the same
    store from any folder. Raises NotConfigured.
    """
    given = dict(os.environ if environment is None else environment)
    home = next((each for each in (Path.cwd(), CHECKOUT) if (each / ".env").is_file()), CHECKOUT)
    both = {**_read_file(home / ".env"), **given}
    values = {name: value.strip() for name, value in both.items() if value.strip()}
    folder = Path.cwd() if given.get("DATABASE_URL") else home
    level = values.get("LOG_LEVEL", "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise NotConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
    return Settings(
        database_url=_absolute(values.get("DATABASE_URL", "sqlite:///hustings.db"), folder),
        telegram_bot_token=values.get("TELEGRAM_BOT_TOKEN"),
        telegram_api_url=_root(values.get("TELEGRAM_API_URL", "https://api.telegram.org")),
        run_by=values.get("RUN_BY"),
        privacy_contact=values.get("PRIVACY_CONTACT"),
        count_unresolved=_flag(values, "COUNT_UNRESOLVED"),
        log_level=level,
        broadcast_pace=_number(values, "BROADCAST_PACE", 25, least=0),
        broadcast_approval=_flag(values, "BROADCAST_APPROVAL"),
        broadcast_lease=_number(values, "BROADCAST_LEASE", 60, least=1),
        digest_at=_time(values, "DIGEST_AT", "16:00"),
    )


def _read_file(path: Path) -> dict[str, str]:
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except UnicodeDecodeError:
        raise NotConfigured(f"{path} is not UTF-8") from None


def _root(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise NotConfigured("TELEGRAM_API_URL must begin with https:// or http://")
    return url.rstrip("/")


def _flag(values: Mapping[str, str], name: str) -> bool:
    said = values.get(name, "yes").lower()
    if said not in ("yes", "no"):
        raise NotConfigured(f"{name} must be yes or no")
    return said == "yes"


def _number(values: Mapping[str, str], name: str, default: float, *, least: float) -> float:
    try:
        number = float(values.get(name, default))
    except ValueError:
        number = math.nan
    if not least <= number <= 100_000:
        raise NotConfigured(f"{name} must be a number from {least:g} on")
    return number


def _time(values: Mapping[str, str], name: str, default: str) -> time | None:
    said = values.get(name, default)
    if said.lower() == "never":
        return None
    try:
        return time.fromisoformat(said)
    except ValueError:
        raise NotConfigured(f"{name} must be a time such as 16:00, or never") from None


def _absolute(url: str, folder: Path) -> str:
    """Make the path of a SQLite URL absolute (three slashes: relative, four: absolute)."""
    scheme, separator, path = url.partition(":///")
    if not separator or not scheme.startswith("sqlite") or not path or path.startswith("/"):
        return url
    return f"{scheme}:///{folder / path}"
