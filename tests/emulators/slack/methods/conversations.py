"""Looking channels up and opening direct messages."""

from __future__ import annotations

from tests.emulators.slack.arguments import Arguments, flag, text
from tests.emulators.slack.errors import ApiError, missing_scope
from tests.emulators.slack.methods.users import page
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import BOT_USER, Body, Channel


def channel_object(channel: Channel) -> Body:
    """Slack's conversation object."""
    if channel.person:
        return {"id": channel.id, "is_im": True, "user": channel.person, "is_archived": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_ext_shared": channel.shared,
        "is_shared": channel.shared,
        "is_member": BOT_USER in channel.members,
        "num_members": len(channel.members),
    }


def info(service: Service, arguments: Arguments) -> Body:
    """Slack, conversations.info."""
    channel = _seen(service, arguments)
    return {"channel": channel_object(channel)}


def members(service: Service, arguments: Arguments) -> Body:
    """Slack, conversations.members, a page at a time."""
    channel = _seen(service, arguments)
    found, cursor = page(sorted(channel.members), arguments)
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


def every(service: Service, arguments: Arguments) -> Body:
    """Slack, conversations.list: what the app can see, of the types asked for."""
    kinds = (text(arguments, "types") or "public_channel").split(",")
    if unknown := set(kinds) - {"public_channel", "private_channel", "im", "mpim"}:
        raise ApiError("invalid_types", detail=sorted(unknown))
    shown = [
        channel
        for channel in service.state.channels.values()
        if _kind(channel) in kinds and (not channel.private or BOT_USER in channel.members)
    ]
    if flag(arguments, "exclude_archived"):
        shown = [channel for channel in shown if not channel.archived]
    found, cursor = page(shown, arguments)
    listed = [channel_object(channel) for channel in found]
    return {"channels": listed, "response_metadata": {"next_cursor": cursor}}


def open_direct(service: Service, arguments: Arguments) -> Body:
    """Slack, conversations.open, with one person."""
    named = [each for each in text(arguments, "users").split(",") if each]
    if channel := service.state.channels.get(text(arguments, "channel")):
        return {"channel": {"id": channel.id}}
    if not named:
        raise ApiError("users_list_not_supplied")
    user = service.state.users.get(named[0])
    if user is None:
        raise ApiError("user_not_found")
    if user["deleted"]:
        raise ApiError("user_disabled")
    return {"channel": {"id": service.state.direct(named[0]).id}}


def _seen(service: Service, arguments: Arguments) -> Channel:
    channel = service.state.channels.get(text(arguments, "channel"))
    if channel is None or (channel.private and BOT_USER not in channel.members):
        raise ApiError("channel_not_found")
    needed = {"public_channel": "channels:read", "private_channel": "groups:read"}
    scope = needed.get(_kind(channel), "im:read")
    if scope not in service.state.scopes:
        raise missing_scope(scope, ",".join(sorted(service.state.scopes)))
    return channel


def _kind(channel: Channel) -> str:
    if channel.person:
        return "im"
    return "private_channel" if channel.private else "public_channel"
