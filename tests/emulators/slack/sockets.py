"""Socket Mode: the app's connections, and envelopes over them.

Slack, "Using Socket Mode": up to ten connections, each envelope over one of them, acknowledged by
its ``envelope_id`` on any; ``disconnect`` messages announce that a connection will be closed.
"""

from __future__ import annotations

import itertools
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import WSMsgType, web

from tests.emulators.slack.deliveries import Deliveries, Delivery
from tests.emulators.slack.state import APP

Reason = Literal["warning", "refresh_requested", "link_disabled"]


@dataclass(slots=True, eq=False)
class Connection:
    """One websocket of the app."""

    number: int
    socket: web.WebSocketResponse
    request: web.Request
    leaving: bool = False
    """Whether Slack has announced that it will close it."""
    unacked: set[str] = field(default_factory=set)


class Sockets:
    """The app's open connections."""

    def __init__(self, deliveries: Deliveries) -> None:
        """None yet."""
        self.open: list[Connection] = []
        self.cut_after = 0
        """So many envelopes more will each break their connection as soon as they are sent."""
        self.deaf = False
        """Whether acknowledgements get lost on the way."""
        self._deliveries = deliveries
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._turn = itertools.count()

    def new_ticket(self) -> str:
        """What lets the app connect once."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    def usable(self) -> list[Connection]:
        """The connections that envelopes go over."""
        return [each for each in self.open if not each.leaving and not each.socket.closed]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(next(self._numbers), socket, request)
        self.open.append(connection)
        try:
            await socket.send_json(self._hello())
            self._deliveries.state.changes.notify()
            for delivery in self._nowhere():
                await self.send(delivery)
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._hear(connection, message.data)
        except ConnectionError:
            pass
        finally:
            await self._gone(connection)
        return socket

    async def send(self, delivery: Delivery, **changes: Any) -> bool:
        """Send an envelope over the next connection in turn; whether there was one."""
        usable = self.usable()
        if not usable:
            return False
        connection = usable[next(self._turn) % len(usable)]
        envelope: dict[str, Any] = {
            "envelope_id": delivery.id,
            "type": delivery.kind,
            "accepts_response_payload": delivery.answers,
            "payload": delivery.payload,
        }
        if delivery.kind == "events_api":
            reason = "timeout" if delivery.attempts else ""
            envelope |= {"retry_attempt": delivery.attempts, "retry_reason": reason}
        delivery.connection = connection.number
        connection.unacked.add(delivery.id)
        self._deliveries.sent(delivery)
        with suppress(ConnectionError):
            await connection.socket.send_str(json.dumps(envelope | changes))
        if self.cut_after:
            self.cut_after -= 1
            self.cut(connection)
        return True

    async def disconnect(self, reason: Reason, *, close: bool = True) -> None:
        """Announce to every connection that it ends, and end it unless ``close`` is false."""
        for connection in self.usable():
            connection.leaving = True
            host = {"host": "applink-emulated"}
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": host}
            )
            if close and reason != "warning":
                await connection.socket.close()

    def cut(self, connection: Connection) -> None:
        """Break a connection without a word."""
        connection.leaving = True
        if connection.request.transport:
            connection.request.transport.abort()

    def cut_all(self) -> None:
        """Break all connections without a word."""
        for connection in list(self.open):
            self.cut(connection)

    async def close(self) -> None:
        """End all connections."""
        for connection in list(self.open):
            connection.leaving = True
            await connection.socket.close()

    def _nowhere(self) -> list[Delivery]:
        """The unacknowledged events that no open connection has."""
        under_way = {each for connection in self.open for each in connection.unacked}
        return [each for each in self._deliveries.waiting() if each.id not in under_way]

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.usable()),
            "debug_info": {
                "host": "applink-emulated",
                "build_number": 1,
                "approximate_connection_time": 18_060,
            },
            "connection_info": {"app_id": APP},
        }

    def _hear(self, connection: Connection, text: str) -> None:
        if self.deaf:
            self._deliveries.state.changes.notify()
            return
        try:
            said = json.loads(text)
        except ValueError:
            return  # "ping" and the like
        delivery = self._deliveries.all.get(said.get("envelope_id", ""))
        if delivery:
            connection.unacked.discard(delivery.id)
            self._deliveries.acknowledge(delivery, said.get("payload"))

    async def _gone(self, connection: Connection) -> None:
        """Events that the lost connection left unacknowledged go to another one."""
        if connection in self.open:
            self.open.remove(connection)
        for delivery in self._nowhere():
            await self.send(delivery)
        self._deliveries.state.changes.notify()
