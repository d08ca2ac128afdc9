"""Requests and errors held against a machine-readable description of the Web API.

The description is the file ``slack-web-api-2026-05.json`` (smstoslack/slack_kit) in the folder
that the variable ``HUSTINGS_ORACLES`` names.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

from tests.emulators.slack.arguments import Arguments
from tests.emulators.slack.errors import COMMON

FILE = "slack-web-api-2026-05.json"
_ANYWHERE = frozenset(("team_id",))
"""Bolt's client says with every call for which workspace it is."""


class Oracle:
    """What Slack says of its methods."""

    def __init__(self, path: Path) -> None:
        """Reads the description."""
        self.methods = json.loads(path.read_text("utf-8"))

    def violations(self, method: str, arguments: Arguments) -> list[str]:
        """What is wrong with a request, in words; empty where nothing is."""
        described = self.methods.get(method)
        if described is None:
            return [f"{method}: no such method"]
        known = described["args"]
        missing = [
            f"{method}: {name} is missing"
            for name, argument in known.items()
            if argument["required"] and arguments.get(name) in (None, "")
        ]
        return missing + [
            f"{method}: {name} is no argument of it"
            for name in arguments
            if name not in known and name not in _ANYWHERE
        ]

    def may_give(self, method: str, error: str) -> bool:
        """Whether a method can answer with an error."""
        return error in COMMON or error in self.methods.get(method, {}).get("errors", {})


@cache
def oracle() -> Oracle | None:
    """The oracle, None where ``HUSTINGS_ORACLES`` does not lead to it."""
    folder = os.environ.get("HUSTINGS_ORACLES", "")
    path = Path(folder, FILE)
    return Oracle(path) if folder and path.is_file() else None
