"""What tests of Slack do again and again."""

from __future__ import annotations

from typing import Any

from storage.database import Database
from storage.responses import read_published
from tests.emulators.slack import Person, SeenMessage, SeenView, Submitted
from tests.slack.conftest import Workspace

LETTER: dict[str, Any] = {
    "Their words": "I will abolish it everywhere.",
    "Said on": "2026-05-20",
    "Address": "https://example.org/lin-letter",
}
"""What is typed of a letter."""

SUBMIT = {"And then": "Submit for review"}

PLACE = ("c02", "7.1.1")
"""Where `record` records unless it is told otherwise."""


async def open_form(person: Person) -> SeenView:
    """Open the modal in which a response is recorded."""
    await person.command("/hustings", "record")
    return await person.sees("Record a response", containing="Their words")


async def choose_place(person: Person, form: SeenView, who: str, question: str) -> SeenView:
    """Choose a candidate and a question, and wait until the modal has taken both in."""
    await person.choose(form, "Candidate", who)

    async def taken_in() -> SeenView | None:
        view = await person.view()
        return view if view and view.updates > form.updates else None

    await person.desk.until(taken_in)
    await person.choose(form, "Question", question)
    return await person.sees(containing=f"*{question}*")


async def record(
    person: Person,
    who: str = "Tomás Rivera",
    question: str = "7.1.1",
    typed: dict[str, Any] | None = None,
) -> Submitted:
    """Record a response from a blank modal."""
    form = await choose_place(person, await open_form(person), who, question)
    return await person.submit(form, typed or LETTER | SUBMIT)


async def submission(workspace: Workspace, containing: str = "I will abolish") -> SeenMessage:
    """Wait for the message that shows a submission to reviewers."""
    return await workspace.slack.message(workspace.review, containing)


async def published(database: Database, candidate: str, question: str) -> str | None:
    """Read the words that supporters are shown."""
    place = (candidate, question)
    async with database.reading() as connection:
        found = (await read_published(connection, [place])).get(place)
    return found.statement.quote if found else None


async def filled_anew(workspace: Workspace, person: Person, times: int = 1) -> SeenView:
    """Wait until the fields that somebody looks at were filled in anew so often."""

    async def there() -> SeenView | None:
        view = await person.view()
        return view if view and any(f"~{times}" in field for field in view.values) else None

    found: SeenView = await workspace.slack.until(there)
    return found


async def submitted(workspace: Workspace) -> SeenMessage:
    """Let Ada submit the letter; the message that shows it."""
    await record(workspace.ada)
    return await submission(workspace)


async def send_back(workspace: Workspace, card: SeenMessage, note: str) -> None:
    """Let Ben ask for changes of what a message shows."""
    await workspace.ben.press(card, "Request changes")
    asked = await workspace.ben.sees("Request changes", containing="Note for the author")
    await workspace.ben.submit(asked, {"Note for the author": note})


async def shown(workspace: Workspace) -> str | None:
    """Read the words that supporters are shown of the letter."""
    return await published(workspace.desk.database, *PLACE)
