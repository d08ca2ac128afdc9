"""Settings come from the environment, else from `.env`; paths mean the same from any folder."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.settings import CHECKOUT, read_settings
from questions.errors import NotConfigured


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_environment_outranks_the_file(folder: Path) -> None:
    (folder / ".env").write_text("TELEGRAM_BOT_TOKEN=file\nPRIVACY_CONTACT=us@example.org\n")
    settings = read_settings({"TELEGRAM_BOT_TOKEN": "environment"})
    assert settings.telegram_bot_token == "environment"
    assert settings.privacy_contact == "us@example.org"


def test_an_empty_value_is_no_value(folder: Path) -> None:
    (folder / ".env").write_text("TELEGRAM_BOT_TOKEN=\nDATABASE_URL=\n")
    assert read_settings({"TELEGRAM_BOT_TOKEN": ""}).telegram_bot_token is None


def test_the_default_store_is_the_same_from_any_folder(folder: Path) -> None:
    if not (CHECKOUT / ".env").exists():
        assert read_settings({}).database_url == f"sqlite:///{CHECKOUT / 'hustings.db'}"


def test_a_relative_store_lies_where_it_is_written(folder: Path) -> None:
    (folder / ".env").write_text("DATABASE_URL=sqlite:///mine.db\n")
    assert read_settings({}).database_url == f"sqlite:///{folder / 'mine.db'}"
    given = {"DATABASE_URL": "sqlite:///given.db"}
    assert read_settings(given).database_url == f"sqlite:///{folder / 'given.db'}"


def test_an_absolute_store_stays_as_it_is(folder: Path) -> None:
    for url in ("sqlite:////data/x.db", "postgresql://me@db/hustings"):
        assert read_settings({"DATABASE_URL": url}).database_url == url


def test_no_secret_is_in_the_text_form(folder: Path) -> None:
    settings = read_settings({"TELEGRAM_BOT_TOKEN": "123:secret"})
    assert "secret" not in repr(settings)


def test_an_unknown_log_level_is_refused(folder: Path) -> None:
    with pytest.raises(NotConfigured, match="LOG_LEVEL"):
        read_settings({"LOG_LEVEL": "loud"})


def test_broadcasts_have_a_pace_a_lease_and_a_time_for_digests(folder: Path) -> None:
    settings = read_settings({})
    assert (settings.broadcast_pace, settings.broadcast_lease) == (25, 60)
    assert settings.broadcast_approval
    assert settings.digest_at == time(16)
    given = {"BROADCAST_PACE": "0", "BROADCAST_APPROVAL": "no", "DIGEST_AT": "never"}
    settings = read_settings(given)
    assert (settings.broadcast_pace, settings.broadcast_approval) == (0, False)
    assert settings.digest_at is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BROADCAST_PACE", "-1"),
        ("BROADCAST_PACE", "fast"),
        ("BROADCAST_PACE", "nan"),
        ("BROADCAST_LEASE", "0"),
        ("BROADCAST_APPROVAL", "perhaps"),
        ("DIGEST_AT", "noon"),
    ],
)
def test_a_setting_that_means_nothing_is_refused_by_name(
    folder: Path, name: str, value: str
) -> None:
    with pytest.raises(NotConfigured, match=name):
        read_settings({name: value})
