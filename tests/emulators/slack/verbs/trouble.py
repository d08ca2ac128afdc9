"""Trouble on demand, with calls and with connections, and things told twice."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack.deliveries import Delivery
from tests.emulators.slack.faults import Fault, Trouble
from tests.emulators.slack.looking import look_at_delivery
from tests.emulators.slack.request_url import Post
from tests.emulators.slack.seen import Delivered
from tests.emulators.slack.service import Service
from tests.emulators.slack.sockets import Reason
from tests.emulators.slack.state import Body
from tests.emulators.slack.verbs.sending import NotDelivered


async def fault(
    service: Service,
    trouble: Body,
    method: str | None = None,
    *,
    times: int | None = 1,
    skip: int = 0,
) -> int:
    """Give trouble to the next ``times`` calls (None: until released), after ``skip`` others."""
    service.faults.append(Fault(Trouble(**trouble), method, times, skip))
    return len(service.faults) - 1


async def fault_hits(service: Service, number: int) -> int:
    """How many calls a fault has met."""
    return service.faults[number].hits


async def release(service: Service, number: int | None = None) -> None:
    """End a fault, or all of them, and let go what it held back."""
    for each in service.faults if number is None else [service.faults[number]]:
        each.release()


async def disconnect(
    service: Service, reason: Reason = "refresh_requested", *, close: bool = True
) -> None:
    """Announce that all connections end, as Slack does now and then, and end them."""
    await service.sockets.disconnect(reason, close=close)


async def cut(service: Service) -> None:
    """Break all connections without a word."""
    service.sockets.cut_all()


async def cut_on_delivery(service: Service, times: int = 1) -> None:
    """Break the connection as soon as the next envelope is sent, so many times."""
    service.sockets.cut_after = times


async def lose_acknowledgements(service: Service, losing: bool) -> None:
    """Let acknowledgements over sockets get lost on the way, or no longer."""
    service.sockets.deaf = losing


async def redeliver(service: Service, delivery: str, post: Body | None = None) -> Delivered:
    """Send an envelope once more exactly as it was: same id, same payload.

    ``post`` says how it differs over HTTP: ``secret``, ``age`` in seconds, ``unsigned``.
    """
    found = service.deliveries.all[delivery]
    await _again(service, found, post)
    return look_at_delivery(found)


async def replay(
    service: Service, delivery: str, changes: Body | None = None, post: Body | None = None
) -> Delivered:
    """Send a payload once more in a new envelope, the payload's own ids the same.

    ``changes`` replace fields of the payload, as a hostile client could.
    """
    old = service.deliveries.all[delivery]
    found = service.deliveries.new(old.kind, old.payload | (changes or {}), lambda _: None)
    await _again(service, found, post)
    return look_at_delivery(found)


async def request_url(service: Service, url: str) -> None:
    """Deliver by posts to a URL from now on, by sockets where it is empty."""
    service.request_url.url = url


async def _again(service: Service, delivery: Delivery, post: Body | None) -> None:
    given: dict[str, Any] = post or {}
    if service.request_url.url:
        await service.request_url.send(delivery, Post(**given))
    elif not await service.sockets.send(delivery):
        raise NotDelivered("no connection of the app is open")
