"""Who and what there is in the workspace."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack.service import Service
from tests.emulators.slack.state import BOT_USER, STRANGERS_TEAM, Body, Channel, user_object


async def person(
    service: Service,
    name: str = "Ada",
    *,
    guest: bool = False,
    stranger: bool = False,
    traits: Body | None = None,
) -> Body:
    """Somebody new; ``guest`` in one channel only, ``stranger``: of another workspace."""
    given: dict[str, Any] = {"is_restricted": guest, "is_ultra_restricted": guest}
    if stranger:
        given |= {"team_id": STRANGERS_TEAM, "is_stranger": True}
    user_id = f"U{service.state.number():08}"
    user = user_object(user_id, name, **(given | (traits or {})))
    service.state.users[user_id] = user
    return user


async def change_person(service: Service, person: str, traits: Body) -> Body:
    """Change what is known of somebody, such as ``deleted``."""
    service.state.users[person] |= traits
    return service.state.users[person]


async def channel(
    service: Service,
    name: str = "review",
    *,
    members: list[str] | None = None,
    private: bool = False,
    shared: bool = False,
    app_in_it: bool = True,
) -> Body:
    """A new channel."""
    inside = set(members or ()) | ({BOT_USER} if app_in_it else set())
    made = Channel(f"C{service.state.number():08}", name, inside, private, shared=shared)
    service.state.channels[made.id] = made
    return {"id": made.id, "name": made.name}


async def change_channel(
    service: Service,
    channel: str,
    *,
    archived: bool | None = None,
    joins: list[str] | None = None,
    leaves: list[str] | None = None,
) -> None:
    """Archive a channel, let people join or leave it; the app's own id is `BOT_USER`."""
    found = service.state.channels[channel]
    found.archived = found.archived if archived is None else archived
    found.members |= set(joins or ())
    found.members -= set(leaves or ())


async def direct(service: Service, person: str) -> Body:
    """Somebody's direct messages with the app."""
    found = service.state.direct(person)
    return {"id": found.id, "name": found.name}


async def advance(service: Service, seconds: float) -> None:
    """Let time pass; events not acknowledged within three seconds are sent again."""
    service.state.clock.advance(seconds)
    for delivery in service.deliveries.overdue():
        if service.request_url.url:
            await service.request_url.send(delivery)
        else:
            await service.sockets.send(delivery)
    service.state.changes.notify()


async def scopes(service: Service, without: list[str]) -> None:
    """Take scopes away from the app."""
    service.state.scopes = service.state.scopes - set(without)
