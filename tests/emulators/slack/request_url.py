"""HTTP mode: signed posts to the app's Request URL.

Slack, "Verifying requests from Slack": ``X-Slack-Signature`` is ``v0=`` and the HMAC-SHA256, by the
signing secret, of ``v0:<timestamp>:<body>``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from tests.emulators.slack.deliveries import Deliveries, Delivery
from tests.emulators.slack.state import Body


@dataclass(frozen=True, slots=True)
class Post:
    """How a post differs from what Slack would send."""

    secret: str | None = None
    """Another secret to sign with."""
    age: float = 0.0
    """Seconds that its time stamp lies in the past."""
    unsigned: bool = False


class RequestUrl:
    """Where the app listens, nowhere while ``url`` is empty."""

    def __init__(self, deliveries: Deliveries, secret: str) -> None:
        """Signs with ``secret``."""
        self.url = ""
        self.secret = secret
        self._deliveries = deliveries
        self._session: aiohttp.ClientSession | None = None

    async def send(self, delivery: Delivery, post: Post | None = None) -> int:
        """Post a delivery, which a 200 acknowledges; the HTTP status, 0 where there is none."""
        post = post or Post()
        content_type, body = _body(delivery)
        headers = {"Content-Type": content_type, **self._signature(body, post)}
        if delivery.attempts:
            headers["X-Slack-Retry-Num"] = str(delivery.attempts)
            headers["X-Slack-Retry-Reason"] = "http_timeout"
        if self._session is None:
            self._session = aiohttp.ClientSession()
        self._deliveries.sent(delivery)
        try:
            async with self._session.post(
                self.url,
                data=body,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=30),
            ) as answer:
                delivery.status = answer.status
                told = await answer.text()
        except (aiohttp.ClientError, TimeoutError):
            delivery.status = 0
        if delivery.status == 200:
            self._deliveries.acknowledge(delivery, _answered(told))
        self._deliveries.state.changes.notify()
        return delivery.status

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _signature(self, body: bytes, post: Post) -> dict[str, str]:
        if post.unsigned:
            return {}
        timestamp = str(int(self._deliveries.state.clock.now() - post.age))
        signed = b"v0:" + timestamp.encode() + b":" + body
        secret = self.secret if post.secret is None else post.secret
        digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _body(delivery: Delivery) -> tuple[str, bytes]:
    form = "application/x-www-form-urlencoded"
    match delivery.kind:
        case "slash_commands":
            return form, urlencode(delivery.payload).encode()
        case "interactive":
            return form, urlencode({"payload": json.dumps(delivery.payload)}).encode()
        case _:
            return "application/json", json.dumps(delivery.payload).encode()


def _answered(told: str) -> Body | None:
    """An acknowledgement's body; Slack takes plain text as a message's text."""
    if not told:
        return None
    try:
        read = json.loads(told)
    except ValueError:
        return {"text": told}
    return read if isinstance(read, dict) else {"text": told}
