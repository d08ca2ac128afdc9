"""Updates on their way into the inbox: which are asked for, and whose turn each belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from storage import supporters
from storage.database import Connection
from storage.inbox import Arrival, Body
from storage.many import Change

WANTED = ["message", "callback_query", "inline_query", "my_chat_member"]
"""The kinds of updates asked for."""


def arrival_of(update: Body) -> Arrival:
    """Make an update ready for the inbox. Raises KeyError where it has no number."""
    update_id = str(update["update_id"])
    return Arrival(update_id, chat_of(update) or f"update {update_id}", update, asks=_asks(update))


def _asks(update: Body) -> bool:
    """Say whether an update asks this bot for something; a group's talk may just pass it by."""
    match update:
        case {"message": {"chat": {"type": "private"}}}:
            return True
        case {"message": {"text": str(said)}} if said.startswith("/") or "@" in said:
            return True
        case {"message": {"reply_to_message": _}} | {"callback_query": _} | {"inline_query": _}:
            return True
    return False


def chat_of(update: Body) -> str | None:
    """Tell which chat an update belongs to; an inline query to its person's own."""
    match update:
        case {"message": {"chat": {"id": chat}}}:
            return str(chat)
        case {"callback_query": {"message": {"chat": {"id": chat}}}}:
            return str(chat)
        case {"my_chat_member": {"chat": {"id": chat}}}:
            return str(chat)
        case {"callback_query": {"from": {"id": person}}} | {
            "inline_query": {"from": {"id": person}}
        }:
            return str(person)
    return None


def heard_from(connection: Connection, arrivals: Sequence[Arrival]) -> Sequence[Change]:
    """Note that chats in which somebody wrote or pressed can be written to."""
    wrote = {chat for each in arrivals if each.body and (chat := _writer_of(each.body))}
    return [supporters.hearing_from(connection, sorted(wrote))] if wrote else []


def _writer_of(update: Body) -> int | None:
    match update:
        case {"message": {"chat": {"id": int(chat)}}} | {
            "callback_query": {"message": {"chat": {"id": int(chat)}}}
        }:
            return chat
    return None
