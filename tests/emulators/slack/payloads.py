"""The payloads that Slack sends, as its reference pages show them."""

from __future__ import annotations

import copy
from typing import Any

from tests.emulators.slack.methods.views import values_of, view_object
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import (
    APP,
    BOT_USER,
    TEAM,
    Body,
    Channel,
    Message,
    ResponseUrl,
    View,
)

VERIFICATION = "emulated-verification-token"
RESPONSE_SECONDS = 1800.0
"""Slack, "Handling user interaction": a response URL serves five times within thirty minutes."""


def command(service: Service, person: str, channel: Channel, name: str, text: str) -> Body:
    """A slash command; all its values are strings."""
    user = service.state.users[person]
    return {
        "token": VERIFICATION,
        "team_id": user["team_id"],
        "team_domain": "hustings-test",
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person,
        "user_name": user["name"],
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url(service, person, channel.id),
        "trigger_id": service.state.trigger(person),
    }


def shortcut(service: Service, person: str, callback_id: str) -> Body:
    """A global shortcut."""
    return _interaction(service, person, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": service.state.trigger(person),
        "action_ts": service.state.ts(),
    }


def message_shortcut(service: Service, person: str, callback_id: str, message: Message) -> Body:
    """A shortcut out of a message's menu."""
    return _interaction(service, person, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": service.state.trigger(person),
        "action_ts": service.state.ts(),
        "message_ts": message.body["ts"],
        "channel": _channel(service, message.channel),
        "message": copy.deepcopy(message.body),
        "response_url": response_url(service, person, message.channel, message.body["ts"]),
    }


def actions(service: Service, person: str, place: Message | View, action: Body) -> Body:
    """A press or a choice in a message or a view."""
    in_view = place.id if isinstance(place, View) and place.body["type"] == "modal" else None
    payload = _interaction(service, person, "block_actions") | {
        "trigger_id": service.state.trigger(person, in_view),
        "actions": [action | {"action_ts": service.state.ts()}],
    }
    payload |= _place(service, place)
    if isinstance(place, Message):
        payload |= {
            "response_url": response_url(service, person, place.channel, place.body["ts"]),
            "state": {"values": {}},
        }
    else:
        payload["state"] = {"values": copy.deepcopy(values_of(place))}
    return payload


def suggestion(
    service: Service, person: str, place: Message | View, element: Body, query: str
) -> Body:
    """What somebody typed into a select whose options the app knows."""
    return (
        _interaction(service, person, "block_suggestion")
        | {
            "action_id": element["action_id"],
            "block_id": element["block_id"],
            "value": query,
        }
        | _place(service, place)
    )


def submission(service: Service, view: View) -> Body:
    """A modal's submission."""
    return _interaction(service, view.person, "view_submission") | {
        "trigger_id": service.state.trigger(view.person, view.id),
        "view": copy.deepcopy(view_object(view)),
        "response_urls": [],
    }


def closing(service: Service, view: View, *, cleared: bool) -> Body:
    """A modal closed without submitting."""
    return _interaction(service, view.person, "view_closed") | {
        "view": copy.deepcopy(view_object(view)),
        "is_cleared": cleared,
    }


def event(service: Service, person: str, content: Body) -> Body:
    """An event around its content."""
    state = service.state
    channel = state.channels.get(content.get("channel", ""))
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": content,
        "type": "event_callback",
        "event_id": f"Ev{state.number():010}",
        "event_time": int(state.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(channel and channel.shared),
        "event_context": f"emulated-{person}",
    }


def response_url(service: Service, person: str, channel: str, message: str | None = None) -> str:
    """A URL at which the app can answer an interaction."""
    state = service.state
    key = f"{state.number()}"
    until = state.clock.now() + RESPONSE_SECONDS
    state.response_urls[key] = ResponseUrl(channel, person, message, until)
    return f"{service.url}/response/{key}"


def _interaction(service: Service, person: str, kind: str) -> Body:
    user = service.state.users[person]
    return {
        "type": kind,
        "user": {
            "id": person,
            "username": user["name"],
            "name": user["name"],
            "team_id": user["team_id"],
        },
        "api_app_id": APP,
        "token": VERIFICATION,
        "team": {"id": user["team_id"], "domain": "hustings-test"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _place(service: Service, place: Message | View) -> Body:
    if isinstance(place, View):
        return {
            "container": {"type": "view", "view_id": place.id},
            "view": copy.deepcopy(view_object(place)),
        }
    container: dict[str, Any] = {
        "type": "message",
        "message_ts": place.body["ts"],
        "channel_id": place.channel,
        "is_ephemeral": place.ephemeral_to is not None,
    }
    if thread := place.body.get("thread_ts"):
        container["thread_ts"] = thread
    found: Body = {"container": container, "channel": _channel(service, place.channel)}
    return found if place.ephemeral_to else found | {"message": copy.deepcopy(place.body)}


def _channel(service: Service, channel_id: str) -> Body:
    return {"id": channel_id, "name": service.state.channels[channel_id].name}
