"""A message as a person sees it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import Any

from tests.emulators.telegram.state import Body, Message


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it was when a test looked at it."""

    chat: int
    message_id: int
    by_bot: bool
    text: str
    """The plain text or caption, markup parsed."""
    entities: tuple[Body, ...]
    """Bot API MessageEntity objects, offsets in UTF-16 code units."""
    source: str
    """The text before entities parsing."""
    keyboard: tuple[tuple[Body, ...], ...]
    """Rows of InlineKeyboardButton objects."""
    edits: int
    deleted: bool
    reply_to: int | None
    file_name: str | None
    file: bytes | None

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, in reading order."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def links(self) -> dict[str, str]:
        """The link behind each linked text."""
        return {
            self.marked(entity): entity["url"]
            for entity in self.entities
            if entity["type"] == "text_link"
        }

    def marked(self, entity: Body) -> str:
        """The text that an entity marks."""
        wide = self.text.encode("utf-16-le", "surrogatepass")
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        return wide[begin * 2 : end * 2].decode("utf-16-le", "surrogatepass")

    def texts(self, kind: str) -> list[str]:
        """The texts marked as ``bold``, ``blockquote``, …"""
        return [self.marked(entity) for entity in self.entities if entity["type"] == kind]

    def button(self, wanted: str) -> Body:
        """The button with these words on it, or else with this callback data."""
        buttons = [button for row in self.keyboard for button in row]
        for key in ("text", "callback_data"):
            for button in buttons:
                if button.get(key) == wanted:
                    return button
        raise LookupError(f"no button {wanted!r} among {self.labels} under {self.text!r}")

    def to_json(self) -> dict[str, Any]:
        """For the control side."""
        file = None if self.file is None else b64encode(self.file).decode()
        return {**asdict(self), "file": file}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Seen:
        """From what `to_json` made, once through JSON."""
        file = value["file"]
        return cls(
            **{
                **value,
                "entities": tuple(value["entities"]),
                "keyboard": tuple(tuple(row) for row in value["keyboard"]),
                "file": None if file is None else b64decode(file),
            }
        )


def look_at(message: Message) -> Seen:
    """A message as it is now."""
    body = message.body
    replied = body.get("reply_to_message")
    return Seen(
        chat=body["chat"]["id"],
        message_id=body["message_id"],
        by_bot=message.by_bot,
        text=body.get("text") or body.get("caption") or "",
        entities=tuple(body.get("entities") or body.get("caption_entities") or ()),
        source=message.source,
        keyboard=tuple(
            tuple(row) for row in body.get("reply_markup", {}).get("inline_keyboard", ())
        ),
        edits=message.edits,
        deleted=message.deleted,
        reply_to=replied["message_id"] if replied else None,
        file_name=body.get("document", {}).get("file_name"),
        file=message.file,
    )
