"""The emulator as a process of its own, and the same verbs from outside."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

import aiohttp

from tests.emulators.slack.desk import Desk
from tests.emulators.slack.forms import NotSubmittable
from tests.emulators.slack.service import Service
from tests.emulators.slack.verbs.sending import NotDelivered
from tests.emulators.slack.wire import from_json

P = ParamSpec("P")
T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]
_ERRORS: dict[str, type[Exception]] = {
    "NotDelivered": NotDelivered,
    "NotSubmittable": NotSubmittable,
    "TimeoutError": TimeoutError,
    "ValueError": ValueError,
}


@asynccontextmanager
async def slack_process(*options: str) -> AsyncIterator[RemoteSlack]:
    """Run ``python -m tests.emulators.slack`` with these options, and steer it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.emulators.slack", "--port-file", "-", *options),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        port = int(await process.stdout.readline())
        async with RemoteSlack(f"http://127.0.0.1:{port}") as slack:
            yield slack
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


class RemoteSlack(Desk):
    """The control side's client."""

    def __init__(self, url: str) -> None:
        """``url`` is the root, such as ``http://127.0.0.1:8081``."""
        self.url = url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connections."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    async def do(
        self,
        verb: Callable[Concatenate[Service, P], Awaitable[T]],
        *args: P.args,
        **given: P.kwargs,
    ) -> T:
        """Carry out a verb over there; errors come as the kinds they were."""
        assert self._session, "enter it first: async with …"
        url, body = f"{self.url}/control/{verb.__name__}", {"args": args, "given": given}
        async with self._session.post(url, json=body) as answer:
            told = await answer.json()
        if "error" in told:
            raise _ERRORS.get(told["kind"], LookupError)(told["error"])
        result: T = from_json(told["result"])
        return result
