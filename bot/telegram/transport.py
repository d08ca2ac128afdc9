"""python-telegram-bot on aiohttp: several times the requests a second of its stock client."""

from __future__ import annotations

import os
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Otherwise every 429 warns that its waiting time will one day be a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")

DefaultedFloat = Any
"""python-telegram-bot's ODVInput[float]: seconds, None for no limit, or its mark for "as set"."""


class NotSentError(NetworkError):
    """No connection came about, so Telegram certainly did not get the request."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API. Timeouts are in seconds."""

    def __init__(
        self, *, connections: int = 64, read_timeout: float = 20.0, connect_timeout: float = 10.0
    ) -> None:
        """Prepare; connections are made as they are needed."""
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long an answer is waited for, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: DefaultedFloat = BaseRequest.DEFAULT_NONE,
        write_timeout: DefaultedFloat = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp has none
        connect_timeout: DefaultedFloat = BaseRequest.DEFAULT_NONE,
        pool_timeout: DefaultedFloat = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - always waited for
    ) -> tuple[int, bytes]:
        """Send a request; return status and body.

        Raises NotSentError where it certainly was not sent, TimedOut and NetworkError where it may
        have been. No message holds the URL: the token is in it.
        """
        if self._session is None:
            raise RuntimeError("this request is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=None,
            sock_connect=_or(connect_timeout, self._connect_timeout),
            sock_read=_or(read_timeout, self._read_timeout),
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(f"no connection to Telegram: {type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"connection to Telegram lost: {type(error).__name__}") from None


def _or(given: DefaultedFloat, default: float) -> float | None:
    """Return a timeout as it was given, or the default for python-telegram-bot's mark."""
    return given if given is None or isinstance(given, int | float) else default


def _body(request_data: RequestData | None) -> aiohttp.Payload | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return aiohttp.BytesPayload(request_data.json_payload, content_type="application/json")
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form()
