"""What tests of broadcasts in Slack do again and again."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack import Person, SeenView, Submitted
from tests.slack.conftest import Organizers

NEWS = {"text.0.0": "News for everyone"}
NEWS_TEXT = {"en": "News for everyone"}
FRENCH = {"language.1": "fr", "text.1.0": "Des nouvelles"}
TITLE = "Write to supporters"


async def open_form(person: Person) -> SeenView:
    await person.command("/hustings", "broadcast")
    return await person.sees(TITLE, containing="Who gets it.")


async def compose(person: Person, typed: dict[str, Any] | None = None) -> Submitted:
    return await person.submit(await open_form(person), NEWS | (typed or {}))


async def start(organizers: Organizers) -> None:
    """Compose, approve and start a broadcast."""
    await compose(organizers.dora)
    await organizers.ed.press(await organizers.card("B-1 · update · draft"), "Approve")
    await organizers.dora.press(await organizers.card("B-1 · update · approved"), "Start")
