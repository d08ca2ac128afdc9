"""Setting Slack up: the manifest, the doctor, the first admin, the audit and files from a shell."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.doctor import look_over
from bot.settings import Settings
from bot.slack.app import SHORTCUTS
from bot.slack.checks import SCOPES
from storage.database import Database
from storage.files import read_content, read_unfetched
from tests.bot.test_cli import Run, hustings, store
from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, SlackEmulator
from tests.emulators.slack.state import EVENTS
from tests.slack.conftest import Workspace
from tests.slack.steps import SUBMIT, record, submission

__all__ = ["hustings", "store"]

MANIFEST = Path(__file__).parents[2] / "deploy" / "slack-manifest.yaml"


def test_the_manifest_asks_for_what_the_app_uses_and_no_more() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text("utf-8"))
    assert set(SCOPES) <= set(manifest["oauth_config"]["scopes"]["bot"])
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    offered = {each["callback_id"] for each in manifest["features"]["shortcuts"]}
    assert offered == {name for name, _ in SHORTCUTS}
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == "/hustings"


def settings(slack: SlackEmulator, store: str, **more: str | None) -> Settings:
    return Settings(
        store,
        slack_api_url=slack.base_url.rstrip("/"),
        **({"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN} | more),  # type: ignore[arg-type]
    )


async def findings(looked_over: Settings) -> dict[str, str]:
    return {each.about: str(each) async for each in look_over(looked_over)}


async def test_the_doctor_says_what_is_to_be_mended_in_plain_words(sqlite_url: str) -> None:
    async with SlackEmulator() as slack:
        review = await slack.channel("review")
        well = await findings(settings(slack, sqlite_url, slack_review_channel=review.id))
        assert well["Slack's bot token"].startswith("well")
        assert well["Slack's way in"].startswith("well")
        assert "#review" in well["Slack's review channel"]
        await slack.take_scopes("files:read")
        ill = await findings(
            settings(slack, sqlite_url, slack_app_token="xapp-wrong", slack_review_channel="C9")
        )
        assert "the app may not files:read" in ill["Slack's bot token"]
        assert "Slack refuses SLACK_APP_TOKEN" in ill["Slack's way in"]
        assert "no channel the app sees" in ill["Slack's review channel"]
        gone = await findings(settings(slack, sqlite_url, slack_bot_token="xoxb-wrong"))
        assert "Slack refuses SLACK_BOT_TOKEN (invalid_auth)" in gone["Slack's bot token"]


async def test_a_file_is_kept_in_the_store_for_reviewers(workspace: Workspace) -> None:
    letter = {
        "Their words": "Between us: yes.",
        "Said on": "2026-05-20",
        "Source": "Private letter",
        "Publisher": "Amnesty's archive",
        "Place in it": "Box 12",
        "Files": [await workspace.ada.upload("letter.pdf", b"%PDF-1.7 a letter")],
    }
    await record(workspace.ada, "Lin Wei", "7.1.1", letter | SUBMIT)
    card = await submission(workspace, "letter.pdf")
    assert "F-1" in card.words
    await workspace.slack.until(lambda: _fetched(workspace.desk.database))
    async with workspace.desk.database.reading() as connection:
        assert await read_content(connection, 1) == ("letter.pdf", b"%PDF-1.7 a letter")


async def _fetched(database: Database) -> bool:
    async with database.reading() as connection:
        return not await read_unfetched(connection)


def test_the_first_admin_is_made_from_a_shell_and_it_is_audited(hustings: Run, store: str) -> None:
    hustings("migrate", DATABASE_URL=store)
    words = ("people", "grant", "slack:T1:U1", "admin", "staff", "--organisation", "amnesty")
    assert hustings(*words, DATABASE_URL=store).stdout == "slack:T1:U1: admin staff\n"
    listed = hustings("people", "list", DATABASE_URL=store).stdout
    assert listed == "slack:T1:U1\tamnesty\tadmin staff\n"
    audit = hustings("audit", "member:slack:T1:U1", DATABASE_URL=store).stdout
    assert "member.grant" in audit
    assert '"roles": ["admin", "staff"]' in audit
    revoked = hustings("people", "revoke", "slack:T1:U1", DATABASE_URL=store)
    assert (revoked.returncode, revoked.stdout) == (0, "slack:T1:U1: no role\n")
    assert hustings("people", "list", DATABASE_URL=store).stdout == ""


def test_what_cannot_be_granted_or_found_is_said_plainly(hustings: Run, store: str) -> None:
    hustings("migrate", DATABASE_URL=store)
    for words, said in (
        (("people", "grant", "slack:T1:U1"), "of staff, reviewer, organizer, admin;"),
        (("people", "grant", "U1", "admin"), "a member is named slack:TEAM:USER"),
        (
            ("people", "grant", "slack:T1:U1", "admin", "--organisation", "nasa"),
            "no such signatory",
        ),
        (("file", "F-9"), "There is no file F-9"),
        (("file", "nine"), "a file is named such as F-12"),
    ):
        refused = hustings(*words, DATABASE_URL=store)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert said in refused.stderr
