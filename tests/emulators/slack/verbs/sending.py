"""Bringing something to the app and waiting until it is acknowledged."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from tests.emulators.slack.deliveries import Deliveries, Delivery, Kind
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds that a wait lasts before it fails; nothing should ever come near it."""
GIVEN_UP = 10.0
"""Seconds after which the app has surely given up to acknowledge (Bolt does after three)."""


class NotDelivered(LookupError):
    """The app cannot be reached; Slack tells the person so at once."""


def nothing(_: Body | None) -> None:
    """An acknowledgement that asks for nothing."""


async def send(
    service: Service,
    kind: Kind,
    payload: Body,
    on_ack: Callable[[Body | None], None] = nothing,
    *,
    wait: bool = True,
) -> Delivery:
    """Deliver a payload, by HTTP where a Request URL is set, else over a socket.

    Events wait for a connection where there is none; for all else NotDelivered is raised. Slack
    tells people of what was not acknowledged: they do it again.
    """
    delivery = await _bring(service, kind, payload, on_ack)
    if not wait:
        return delivery
    deadline = time.monotonic() + PATIENCE
    while kind != "events_api" and time.monotonic() + GIVEN_UP < deadline:
        with suppress(TimeoutError):
            return await acknowledged(service, delivery, GIVEN_UP)
        payload = payload | _anew(service, payload)
        delivery = await _bring(service, kind, payload, on_ack)
    return await acknowledged(service, delivery)


def _anew(service: Service, payload: Body) -> Body:
    """What differs when somebody does the same once more."""
    found = service.state.triggers.get(payload.get("trigger_id", ""))
    return {"trigger_id": service.state.trigger(found.person, found.view)} if found else {}


async def _bring(
    service: Service, kind: Kind, payload: Body, on_ack: Callable[[Body | None], None]
) -> Delivery:
    delivery = service.deliveries.new(kind, payload, on_ack)
    service.state.changes.notify()
    if service.request_url.url:
        posting = asyncio.create_task(service.request_url.send(delivery))
        service.background.add(posting)
        posting.add_done_callback(service.background.discard)
    elif not await service.sockets.send(delivery) and kind != "events_api":
        raise NotDelivered("no connection of the app is open")
    return delivery


async def acknowledged(
    service: Service,
    delivery: Delivery,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> Delivery:
    """A delivery once it is acknowledged."""

    def told() -> str:
        return f"{delivery.kind} {delivery.id} was not acknowledged; {summary(service)}"

    def settled() -> bool:
        refused = delivery.status not in (None, 200)
        if refused and not delivery.acked:
            raise NotDelivered(f"the Request URL answered with status {delivery.status}")
        return delivery.acked

    await until(service, settled, told, timeout)
    return delivery


async def until(
    service: Service,
    predicate: Callable[[], T],
    told: Callable[[], str],
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> T:
    """The predicate's value once it is true; TimeoutError with what ``told`` tells."""
    try:
        return await service.state.changes.until(predicate, timeout)
    except TimeoutError:
        raise TimeoutError(f"not within {timeout} s: {told()}") from None


def summary(service: Service) -> str:
    """The last things that happened, for errors."""
    calls = [f"{each.method} {each.status} {each.error}".strip() for each in service.log][-5:]
    return f"the last calls: {calls}; unacknowledged: {_unacknowledged(service.deliveries)}"


def _unacknowledged(deliveries: Deliveries) -> list[str]:
    return [
        str(each.payload.get("event", {}).get("type") or each.payload.get("type") or each.kind)
        for each in deliveries.all.values()
        if not each.acked
    ][-5:]
