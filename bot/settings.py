"""The settings: one frozen value, read once at start from the environment and `.env`."""

from __future__ import annotations

import math
import os
import stat
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

SECRETS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
)
"""Settings that nobody else may read, besides the password in DATABASE_URL."""

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator sets. Secrets are kept out of its text form.

    With a `public_url` Telegram sends updates there instead of being polled. `http_port` is None
    where nothing is served over HTTP. `keep_…` are days.
    """

    database_url: str
    telegram_bot_token: str | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_secret: str | None = None
    slack_bot_token: str | None = None
    slack_app_token: str | None = None
    slack_signing_secret: str | None = None
    slack_api_url: str = "https://slack.com/api"
    slack_review_channel: str | None = None
    slack_broadcast_channel: str | None = None
    review_by_another_organisation: bool = False
    public_url: str | None = None
    http_host: str = "127.0.0.1"
    http_port: int | None = None
    run_by: str | None = None
    privacy_contact: str | None = None
    count_unresolved: bool = True
    keep_unreachable: int = 365
    keep_unresolved: int = 30
    log_level: str = "INFO"
    log_format: str = "text"
    broadcast_pace: float = 25.0
    broadcast_approval: bool = True
    broadcast_lease: float = 60.0
    digest_at: time | None = time(16)
    readable_file: Path | None = None
    """The `.env` whose secrets everybody on this machine can read, if so it is."""

    def __repr__(self) -> str:
        """Name the kind of value only: tokens and passwords are in it."""
        return "Settings(…)"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be written anywhere; a token's second half alone, too."""
        token = self.telegram_bot_token or ""
        password = self.database_url.partition("://")[2].rpartition("@")[0].partition(":")[2]
        every = (
            token,
            token.partition(":")[2],
            self.telegram_webhook_secret,
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
            password,
        )
        return tuple(secret for secret in every if secret and len(secret) >= 8)

    @property
    def connected(self) -> bool:
        """Whether any platform is configured."""
        return bool(self.telegram_bot_token or self.slack_bot_token)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; the environment outranks `.env`.

    `.env` is looked for in the current folder, then beside this copy of Hustings. A store's
    relative path is taken from where it is written: the current folder for one in the
    environment, else the folder of `.env`, else this copy's. So every command works on the same
    store from any folder. Raises NotConfigured.
    """
    given = dict(os.environ if environment is None else environment)
    home = next((each for each in (Path.cwd(), CHECKOUT) if (each / ".env").is_file()), CHECKOUT)
    in_file = _read_file(home / ".env")
    values = {name: said.strip() for name, said in {**in_file, **given}.items() if said.strip()}
    folder = Path.cwd() if given.get("DATABASE_URL") else home
    public_url = values.get("PUBLIC_URL")
    return Settings(
        database_url=_absolute(values.get("DATABASE_URL", "sqlite:///hustings.db"), folder),
        telegram_bot_token=values.get("TELEGRAM_BOT_TOKEN"),
        telegram_api_url=_root(values, "TELEGRAM_API_URL", "https://api.telegram.org"),
        telegram_webhook_secret=values.get("TELEGRAM_WEBHOOK_SECRET"),
        slack_bot_token=values.get("SLACK_BOT_TOKEN"),
        slack_app_token=values.get("SLACK_APP_TOKEN"),
        slack_signing_secret=values.get("SLACK_SIGNING_SECRET"),
        slack_api_url=_root(values, "SLACK_API_URL", "https://slack.com/api"),
        slack_review_channel=values.get("SLACK_REVIEW_CHANNEL"),
        slack_broadcast_channel=values.get("SLACK_BROADCAST_CHANNEL"),
        review_by_another_organisation=_choice(
            values, "REVIEW_BY_ANOTHER_ORGANISATION", ("no", "yes")
        )
        == "yes",
        public_url=_root(values, "PUBLIC_URL", public_url) if public_url else None,
        http_host=values.get("HTTP_HOST", "127.0.0.1"),
        http_port=_number(values, "HTTP_PORT", 8080 if public_url else None, most=65_535),
        run_by=values.get("RUN_BY"),
        privacy_contact=values.get("PRIVACY_CONTACT"),
        count_unresolved=_choice(values, "COUNT_UNRESOLVED", ("yes", "no")) == "yes",
        keep_unreachable=_number(values, "KEEP_UNREACHABLE", 365) or 365,
        keep_unresolved=_number(values, "KEEP_UNRESOLVED", 30) or 30,
        log_level=_choice(values, "LOG_LEVEL", LEVELS, "INFO"),
        log_format=_choice(values, "LOG_FORMAT", FORMATS),
        readable_file=_readable(home / ".env", in_file),
        broadcast_pace=_amount(values, "BROADCAST_PACE", 25, least=0),
        broadcast_approval=_choice(values, "BROADCAST_APPROVAL", ("yes", "no")) == "yes",
        broadcast_lease=_amount(values, "BROADCAST_LEASE", 60, least=1),
        digest_at=_time(values, "DIGEST_AT", "16:00"),
    )


def _read_file(path: Path) -> dict[str, str]:
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except UnicodeDecodeError:
        raise NotConfigured(f"{path} is not UTF-8") from None


def _readable(path: Path, values: Mapping[str, str]) -> Path | None:
    """Return a file that holds secrets and that others than its owner and group can read."""
    if not any(values.get(name, "").strip() for name in SECRETS):
        return None
    return path if path.stat().st_mode & stat.S_IROTH else None


def _root(values: Mapping[str, str], name: str, default: str) -> str:
    url = values.get(name, default)
    if not url.startswith(("https://", "http://")):
        raise NotConfigured(f"{name} must begin with https:// or http://")
    return url.rstrip("/")


def _choice(
    values: Mapping[str, str], name: str, choices: tuple[str, ...], default: str | None = None
) -> str:
    """Read one of some words, whatever their case; the first where none is given."""
    said = values.get(name, default or choices[0])
    for choice in choices:
        if said.lower() == choice.lower():
            return choice
    raise NotConfigured(f"{name} must be {', '.join(choices[:-1])} or {choices[-1]}")


def _number(
    values: Mapping[str, str], name: str, default: int | None, *, most: int = 36_500
) -> int | None:
    said = values.get(name)
    if said is None:
        return default
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= most):
        raise NotConfigured(f"{name} must be a number from 1 to {most}")
    return int(said)


def _amount(values: Mapping[str, str], name: str, default: float, *, least: float) -> float:
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
