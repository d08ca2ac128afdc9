"""The HTTP side: the Web API, the sockets, response URLs, and verbs for tests elsewhere."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from tests.emulators.slack.arguments import read_arguments
from tests.emulators.slack.errors import ApiError
from tests.emulators.slack.responses import answer_at
from tests.emulators.slack.verbs.table import VERBS
from tests.emulators.slack.wire import to_json

if TYPE_CHECKING:
    from tests.emulators.slack.emulator import SlackEmulator

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def listen(emulator: SlackEmulator) -> tuple[web.AppRunner, str]:
    """Serve an emulator on a free loopback port; the runner to clean up, and the root URL."""
    app = web.Application(client_max_size=2**22)
    app.router.add_route("*", "/api/{method}", _api(emulator))
    app.router.add_get("/link/", emulator.service.sockets.serve)
    app.router.add_get("/files/{file}/{name}", _file(emulator))
    app.router.add_post("/response/{key}", _response(emulator))
    app.router.add_post("/control/{verb}", _control(emulator))
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    host, port = runner.addresses[0][:2]
    return runner, f"http://{host}:{port}"


def _api(emulator: SlackEmulator) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        at = time.monotonic()
        method = request.match_info["method"]
        try:
            token, arguments = await read_arguments(request)
        except ApiError as error:
            return refusal(error)
        answer = await emulator.answer(method, token, arguments, at)
        if answer is None:
            return _cut(request)
        if isinstance(answer, ApiError):
            return refusal(answer)
        scopes = ",".join(sorted(emulator.service.state.scopes))
        return web.json_response({"ok": True, **answer}, headers={"x-oauth-scopes": scopes})

    return handle


def refusal(error: ApiError) -> web.Response:
    """A refusal as Slack sends it."""
    after = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return web.json_response(error.body(), status=error.status, headers=after)


def _response(emulator: SlackEmulator) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            answer_at(emulator.service, request.match_info["key"], await request.json())
        except ApiError as error:
            return web.Response(text=error.error, status=error.status)
        finally:
            emulator.service.state.changes.notify()
        return web.Response(text="ok")

    return handle


def _file(emulator: SlackEmulator) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        found = emulator.service.state.files.get(request.match_info["file"])
        if found is None:
            return web.Response(status=404)
        if request.headers.get("Authorization") != f"Bearer {emulator.bot_token}":
            return web.Response(status=302, headers={"Location": "https://hustings-test.slack.com"})
        return web.Response(body=found.content, content_type=found.body["mimetype"])

    return handle


def _control(emulator: SlackEmulator) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        given = json.loads(await request.read())
        try:
            verb = VERBS[request.match_info["verb"]]
            result = await emulator.do(verb, *given["args"], **given["given"])
        except (LookupError, TypeError, ValueError, TimeoutError) as error:
            told = {"error": str(error), "kind": type(error).__name__}
            return web.json_response(told, status=400)
        return web.json_response({"result": to_json(result)})

    return handle


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()
