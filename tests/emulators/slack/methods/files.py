"""Files that people put into a modal."""

from __future__ import annotations

from tests.emulators.slack.arguments import Arguments, text
from tests.emulators.slack.errors import ApiError
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body


def info(service: Service, arguments: Arguments) -> Body:
    """Slack, files.info."""
    found = service.state.files.get(text(arguments, "file"))
    if found is None:
        raise ApiError("file_not_found")
    return {"file": found.body}
