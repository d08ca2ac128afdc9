"""What is to be sent to Telegram, as data that the store can keep until it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.card import Card
from bot.telegram.render import Params, message


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Bot API, and the one to make where its message is gone."""

    method: str
    params: Params
    instead: Call | None = None

    @property
    def chat_id(self) -> int | None:
        """The chat it is for, where it is for one."""
        return self.params.get("chat_id")


def to_json(calls: tuple[Call, ...]) -> list[dict[str, Any]]:
    """Write calls for the store."""
    return [_to_json(call) for call in calls]


def _to_json(call: Call) -> dict[str, Any]:
    written: dict[str, Any] = {"method": call.method, "params": call.params}
    return written | ({"instead": _to_json(call.instead)} if call.instead else {})


def from_json(stored: list[dict[str, Any]]) -> tuple[Call, ...]:
    """Read calls that `to_json` wrote."""
    return tuple(
        Call(
            each["method"],
            each["params"],
            Call(**each["instead"]) if each.get("instead") else None,
        )
        for each in stored
    )


def send(card: Card, chat_id: int, *, thread_id: int | None = None) -> Call:
    """Send a card; `thread_id` is the topic of a forum."""
    params = {"chat_id": chat_id, **message(card)}
    if thread_id is not None:
        params["message_thread_id"] = thread_id
    return Call("sendMessage", params)


def edit(card: Card, chat_id: int, message_id: int) -> Call:
    """Show a card in place of a message, or anew where that message is gone."""
    shown = message(card)
    place = {"chat_id": chat_id, "message_id": message_id}
    return Call(
        "editMessageText",
        {**place, **shown},
        instead=Call("sendMessage", {"chat_id": chat_id, **shown}),
    )


def acknowledge(query_id: str, remark: str | None = None) -> Call:
    """Take the waiting mark off a pressed button (Telegram: a remark of at most 200 characters)."""
    params = {"callback_query_id": query_id}
    return Call("answerCallbackQuery", params | ({"text": remark[:200]} if remark else {}))
