"""Messages, views and deliveries as a test sees them: values, as they were when it looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.emulators.slack.blocks.texts import labels_of, pings_of, plain, text_of
from tests.emulators.slack.state import Body


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message."""

    channel: str
    ts: str
    by_bot: bool
    user: str
    text: str
    """What notifications show."""
    blocks: list[Body]
    thread: str | None
    ephemeral_to: str | None
    edits: int
    deleted: bool
    reactions: list[str]

    @property
    def words(self) -> str:
        """All that can be read in it, a line for each text; without blocks, its text."""
        return text_of(self.blocks) if self.blocks else self.text

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, in reading order."""
        return labels_of(self.blocks)

    @property
    def pings(self) -> list[str]:
        """What in it would notify somebody: ``<!here>``, ``<@U1>``, …"""
        return pings_of(f"{self.text}\n{text_of(self.blocks)}")


@dataclass(frozen=True, slots=True)
class SeenView:
    """A modal or a home tab."""

    id: str
    person: str
    kind: str
    title: str
    """A modal's title; a home tab has none."""
    submit: str
    """The words on the button that submits it."""
    blocks: list[Body]
    callback_id: str
    private_metadata: str
    hash: str
    root: str
    previous: str | None
    values: Body
    """``state.values``: what the inputs hold, by block id and action id."""
    errors: dict[str, str]
    """What stands at fields since the last submission, by block id."""
    updates: int

    @property
    def words(self) -> str:
        """All that can be read in it, a line for each text."""
        return text_of(self.blocks)

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, in reading order."""
        return labels_of(self.blocks)

    @property
    def fields(self) -> list[str]:
        """The labels of its inputs, in reading order."""
        return [plain(block["label"]) for block in self.blocks if block["type"] == "input"]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What Slack told the app, and what the app answered."""

    id: str
    kind: str
    payload: Body
    attempts: int
    acked: bool
    ack: Body | None
    acks: int
    """How often it was acknowledged."""
    took: float | None
    """Seconds from the sending to the first acknowledgement."""
    late: bool
    connection: int
    status: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submission and what came of it."""

    delivery: Delivered
    errors: dict[str, str]
    """What the app says at fields, by block id."""
    view: SeenView | None
    """What the person looks at now, None where no modal is left."""


Seen = SeenMessage | SeenView | Delivered | Submitted
SEEN: dict[str, Any] = {
    each.__name__: each for each in (SeenMessage, SeenView, Delivered, Submitted)
}
