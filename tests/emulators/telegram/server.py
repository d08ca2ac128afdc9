"""The HTTP side: ``/bot<token>/<method>`` for the bot, ``/control/<verb>`` for tests elsewhere."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage

from tests.emulators.telegram.arguments import read_arguments
from tests.emulators.telegram.control import control
from tests.emulators.telegram.errors import ApiError, not_found

if TYPE_CHECKING:
    from tests.emulators.telegram.emulator import TelegramEmulator

LARGEST_UPLOAD = 50 * 2**20
"""Bot API, sendDocument: files of up to 50 MB."""

_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call comes to: a result, updates, an error, or a cut connection."""

    result: Any = None
    updates: list[str] | None = None
    error: ApiError | None = None
    cut: bool = False

    def response(self) -> web.Response:
        """The HTTP answer, as Telegram words it."""
        if self.error:
            body = json.dumps(self.error.body())
            return web.Response(body=body.encode(), status=self.error.code, headers=_JSON)
        if self.updates is not None:
            body = f'{{"ok":true,"result":[{",".join(self.updates)}]}}'
        else:
            body = json.dumps({"ok": True, "result": self.result})
        return web.Response(body=body.encode(), headers=_JSON)


async def listen(emulator: TelegramEmulator) -> tuple[web.ServerRunner, str]:
    """Serve an emulator on a free loopback port; the runner to clean up, and the root URL."""
    handler = _handler(emulator)
    loop = asyncio.get_running_loop()

    def request_factory(
        message: RawRequestMessage,
        payload: StreamReader,
        protocol: web.RequestHandler,
        writer: AbstractStreamWriter,
        task: asyncio.Task[None],
    ) -> web.BaseRequest:
        return web.BaseRequest(
            message, payload, protocol, writer, task, loop, client_max_size=LARGEST_UPLOAD
        )

    runner = web.ServerRunner(
        web.Server(
            handler, request_factory=request_factory, handler_cancellation=True, access_log=None
        ),
        shutdown_timeout=1.0,
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    host, port = runner.addresses[0][:2]
    return runner, f"http://{host}:{port}"


def _handler(
    emulator: TelegramEmulator,
) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path.partition("?")[0]
        if path.startswith("/control/"):
            return await control(emulator, path.removeprefix("/control/"), request)
        if "%" in path:
            path = unquote(path)
        token, _, method = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or not method:
            return Answer(error=not_found()).response()
        try:
            arguments = await read_arguments(request)
        except ApiError as error:
            return Answer(error=error).response()
        answer = await emulator.answer(token, method, arguments)
        if answer.cut and request.transport:
            request.transport.abort()
        return answer.response()

    return handle
