"""The HTTP side: one small server that the parts of the service add their paths to."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

from aiohttp import web

from questions.errors import NotConfigured

log = logging.getLogger(__name__)

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

BODY = 1024 * 1024
"""The longest body that is read, in bytes: many times the longest update (a text of 4,096)."""

GRACE = 5.0
"""How long requests in hand have to end when the service stops, in seconds."""


class Routes(dict[tuple[str, str], Handler]):
    """What answers which method on which path; parts come and go while the server runs."""

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, or say that there is nothing here."""
        handler = self.get((request.method, request.path))
        if handler is None:
            raise web.HTTPNotFound
        return await handler(request)


@asynccontextmanager
async def listening(host: str, port: int, routes: Routes) -> AsyncIterator[None]:
    """Serve routes until the block ends. Raises NotConfigured where the port is not to be had."""
    application = web.Application(client_max_size=BODY)
    application.router.add_route("*", "/{path:.*}", routes)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise NotConfigured(f"HTTP_PORT {port} is not to be had: {error.strerror}") from None
    log.info("listening on %s:%d", host, port)
    try:
        yield
    finally:
        await runner.cleanup()
