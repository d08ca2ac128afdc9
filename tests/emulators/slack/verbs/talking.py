"""People write: in channels, to the app, in commands; they open its home tab."""

from __future__ import annotations

import uuid

from tests.emulators.slack import payloads
from tests.emulators.slack.errors import ApiError
from tests.emulators.slack.looking import look_at_delivery, look_at_message
from tests.emulators.slack.methods.chat import content_of, post, written
from tests.emulators.slack.methods.views import view_object
from tests.emulators.slack.seen import Delivered, SeenMessage
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import BOT_USER, Body, Channel, Message
from tests.emulators.slack.verbs.sending import send


async def command(
    service: Service,
    person: str,
    name: str,
    text: str = "",
    channel: str | None = None,
    *,
    wait: bool = True,
) -> Delivered:
    """Type a slash command, by default in one's direct messages with the app.

    What the app says as it acknowledges is shown to the person, or to all for ``in_channel``.
    """
    place = _place(service, person, channel)
    payload = payloads.command(service, person, place, name, text)

    def show(ack: Body | None) -> None:
        if ack and written(ack):
            only = None if ack.get("response_type") == "in_channel" else person
            show_answer(service, place, ack, only)

    return look_at_delivery(await send(service, "slash_commands", payload, show, wait=wait))


async def says(
    service: Service,
    person: str,
    text: str,
    channel: str | None = None,
    *,
    thread: str | None = None,
    wait: bool = True,
) -> SeenMessage:
    """Write a message, by default to the app.

    The app is told of it where it is a direct message or mentions the app, and of any message of a
    channel that it is in where it subscribes to ``message.channels`` or ``message.groups``.
    """
    place = _place(service, person, channel)
    ts = service.state.ts()
    user = service.state.users[person]
    body: Body = {
        "type": "message",
        "user": person,
        "text": text,
        "ts": ts,
        "team": user["team_id"],
        "client_msg_id": str(uuid.uuid4()),
    }
    if thread:
        body["thread_ts"] = thread
    message = Message(place.id, body, by_bot=False)
    service.state.messages[place.id, ts] = message
    service.state.changes.notify()
    content = body | {"channel": place.id, "event_ts": ts}
    for content_of_event in _told(service, place, content):
        await _tell(service, person, content_of_event, wait=wait)
    return look_at_message(message)


async def open_home(
    service: Service, person: str, tab: str = "home", *, wait: bool = True
) -> Delivered | None:
    """Open the app's home tab (or its ``messages`` tab)."""
    content: Body = {
        "type": "app_home_opened",
        "user": person,
        "channel": service.state.direct(person).id,
        "tab": tab,
        "event_ts": service.state.ts(),
    }
    if (view := service.state.homes.get(person)) and tab == "home":
        content["view"] = view_object(service.state.views[view])
    return await _tell(service, person, content, wait=wait)


async def event(
    service: Service, person: str, content: Body, *, wait: bool = True
) -> Delivered | None:
    """Any event at all, such as ``user_change``; None where the app does not subscribe to it."""
    return await _tell(service, person, content, wait=wait)


def show_answer(service: Service, place: Channel, given: Body, only: str | None) -> Message:
    """Show what the app said outside of the Web API; ValueError where Slack would not."""
    try:
        content = content_of(service, "answer", given)
    except ApiError as error:
        raise ValueError(f"{error.error}: {error.fields.get('errors', '')}") from None
    return post(service, place, content, ephemeral_to=only)


async def _tell(service: Service, person: str, content: Body, *, wait: bool) -> Delivered | None:
    if not service.state.subscribed(content):
        return None
    payload = payloads.event(service, person, content)
    return look_at_delivery(await send(service, "events_api", payload, wait=wait))


def _told(service: Service, place: Channel, content: Body) -> list[Body]:
    """The events that a message makes."""
    if BOT_USER not in place.members:
        return []
    kind = "im" if place.person else "group" if place.private else "channel"
    events = [content | {"channel_type": kind}]
    if f"<@{BOT_USER}>" in content["text"] and not place.person:
        events.append(content | {"type": "app_mention"})
    return events


def _place(service: Service, person: str, channel: str | None) -> Channel:
    return service.state.channels[channel] if channel else service.state.direct(person)
