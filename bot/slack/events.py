"""What people say to the app, and the weekly list: kept first, then answered, each once."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot import talk
from bot.intake.handled import Handled, handled
from bot.set_phrases import asks_for_help
from bot.slack import home, overdue
from bot.slack.commands import help_text
from bot.slack.conversation import chat_number, question_of
from bot.slack.render import Params, escape, message
from bot.slack.room import Room, member_id
from bot.turn import Chat, Effect
from questions.errors import StoreUnreachable
from storage.inbox import Arrival, Body, Reply

log = logging.getLogger(__name__)

PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Slack's refusals that may be none a little later."""


@dataclass(frozen=True, slots=True)
class Post:
    """One call of the Web API, as data that the store can keep until it was made."""

    method: str
    params: Params


class SlackOutage(Exception):
    """Slack cannot be reached, or asks for patience."""


OUTAGES = (SlackOutage, StoreUnreachable, aiohttp.ClientError, TimeoutError, OSError)


def arrival_of(body: Body) -> Arrival | None:
    """Take an event to be answered; None for what is nobody's question, such as our own words."""
    event: Params = body.get("event", {})
    if event.get("bot_id") or event.get("subtype") or "event_id" not in body:
        return None
    match event:
        case {"type": "app_mention", "channel": str(channel)}:
            return Arrival(body["event_id"], channel, body)
        case {"type": "message", "channel_type": "im", "channel": str(channel)}:
            return Arrival(body["event_id"], channel, body)
        case {"type": "app_home_opened", "tab": "home", "user": str(user)}:
            return Arrival(body["event_id"], f"home:{user}", body, asks=False)
    return None


async def handle(room: Room, body: Body) -> Handled:
    """Answer an event; a mistake of ours is owned up to, with a reference that the log has, too."""
    try:
        return await _handle(room, body)
    except OUTAGES:
        raise
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("event %s failed, reference %s", body.get("event_id"), reference)
        event = body.get("event", {})
        if event.get("type") not in ("app_mention", "message"):
            return Handled()
        said = room.words("staff.broken", reference=reference)
        return Handled((Post("chat.postMessage", _in_place(event) | {"text": said}),))


async def _handle(room: Room, body: Body) -> Handled:
    match body:
        case {"type": "overdue"}:
            posted = await overdue.listed(room)
            return Handled((Post("chat.postMessage", posted),) if posted else ())
        case {"event": {"type": "app_home_opened", "user": str(user)}}:
            view = await home.home(room, _member(body))
            return Handled((Post("views.publish", {"user_id": user, "view": view}),))
        case {"event": {"type": "app_mention" | "message"} as event}:
            return await _answer(room, body, event)
    return Handled()


async def _answer(room: Room, body: Body, event: Params) -> Handled:
    said = question_of(str(event.get("text", "")))
    chat = Chat(chat_number(_member(body), event["channel"]))
    if not said or asks_for_help(said):
        told = _in_place(event) | {"text": help_text(room.words)}
        return Handled((Post("chat.postMessage", told),))
    turn = await talk.say(room.desk, room.words, chat, said)
    post = Post("chat.postMessage", _in_place(event) | message(turn.card))
    return handled(chat, turn, post)


def _in_place(event: Params) -> Params:
    """Answer where it was asked: in a channel, in a thread under the question."""
    place = {"channel": event["channel"]}
    if event.get("type") == "app_mention" or "thread_ts" in event:
        place["thread_ts"] = event.get("thread_ts", event["ts"])
    return place


def _member(body: Body) -> str:
    event = body.get("event", {})
    team = event.get("user_team") or event.get("team") or body.get("team_id")
    return member_id({"user": {"id": event.get("user"), "team_id": team}})


async def deliver(room: Room, post: Post) -> tuple[Effect, ...]:
    """Make a call. Raises SlackOutage where it may work later; what Slack refuses is logged."""
    try:
        await room.client.api_call(post.method, json=post.params)
    except SlackApiError as error:
        reason = str(error.response.get("error"))
        if reason in PASSING or error.response.status_code >= 500:
            raise SlackOutage(reason) from error
        log.warning("Slack refused %s: %s", post.method, reason)
    return ()


def ask_for_patience(room: Room, body: Body) -> tuple[Post, ...]:
    """Ask whoever asks faster than anybody reads to wait."""
    said = room.words("staff.patience")
    return (Post("chat.postMessage", _in_place(body["event"]) | {"text": escape(said)}),)


def to_json(posts: tuple[Any, ...]) -> Reply:
    """Write calls for the store."""
    return [{"method": post.method, "params": post.params} for post in posts]


def from_json(stored: Reply) -> tuple[Post, ...]:
    """Read calls that `to_json` wrote."""
    return tuple(Post(**each) for each in stored)


def weekly(week: str) -> Arrival:
    """Make the arrival of a week: whichever process brings it first, it is answered once."""
    return Arrival(f"overdue:{week}", "overdue", {"type": "overdue"}, asks=False)
