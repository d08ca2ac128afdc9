"""The emulator as a process of its own, and the same verbs from outside, each awaited."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp

from tests.emulators.telegram.calls import Call
from tests.emulators.telegram.faults import Trouble
from tests.emulators.telegram.people import Content
from tests.emulators.telegram.places import Group, Person, Place, place_id
from tests.emulators.telegram.seen import Seen
from tests.emulators.telegram.state import Body
from tests.emulators.telegram.watching import PATIENCE

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]


@asynccontextmanager
async def emulator_process(*options: str) -> AsyncIterator[RemoteTelegram]:
    """Run ``python -m tests.emulators.telegram`` with these options, and steer it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.emulators.telegram", "--port-file", "-", *options),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        port = int(await process.stdout.readline())
        async with RemoteTelegram(f"http://127.0.0.1:{port}") as telegram:
            yield telegram
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


class RemoteTelegram:
    """The control side's client."""

    def __init__(self, url: str) -> None:
        """``url`` is the root, such as ``http://127.0.0.1:8081``."""
        self.url = url
        self._session: aiohttp.ClientSession | None = None

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as ``base_url``."""
        return f"{self.url}/bot"

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

    async def do(self, verb: str, **given: Any) -> Any:
        """Carry out any verb of the control side; LookupError says why not."""
        assert self._session, "enter it first: async with …"
        arguments = {name: _jsonable(value) for name, value in given.items()}
        async with self._session.post(f"{self.url}/control/{verb}", json=arguments) as answer:
            body = await answer.json()
        if "error" in body:
            raise LookupError(f"{verb}: {body['error']}")
        return body["result"]

    # What people do

    async def person(self, first_name: str = "Ada", **traits: Any) -> Person:
        """See `People.person`."""
        return Person(**await self.do("person", first_name=first_name, **traits))

    async def crowd(self, count: int, **traits: Any) -> list[Person]:
        """See `People.crowd`."""
        return [Person(**each) for each in await self.do("crowd", count=count, **traits)]

    async def group(self, title: str = "Coalition", **traits: Any) -> Group:
        """See `People.group`."""
        return Group(**await self.do("group", title=title, **traits))

    async def say(self, place: Place, text: str, **how: Any) -> Seen:
        """See `People.say`."""
        return Seen.from_json(await self.do("say", place=place, text=text, **how))

    async def say_many(self, said: Iterable[tuple[Place, str]]) -> int:
        """See `People.say_many`."""
        pairs = [(place_id(place), text) for place, text in said]
        return int(await self.do("say_many", said=pairs))

    async def send(self, place: Place, content: Content, **how: Any) -> Seen:
        """See `People.send`."""
        return Seen.from_json(await self.do("send", place=place, content=content, **how))

    async def press(self, message: Seen, button: str, **how: Any) -> str:
        """See `People.press`."""
        return str(await self.do("press", message=message, button=button, **how))

    async def press_forged(self, message: Seen, data: str, **how: Any) -> str:
        """See `People.press_forged`."""
        return str(await self.do("press_forged", message=message, data=data, **how))

    async def inline(self, person: Place, query: str, **how: Any) -> str:
        """See `People.inline`."""
        return str(await self.do("inline", person=person, query=query, **how))

    async def inject(self, update: Body) -> int:
        """See `People.inject`."""
        return int(await self.do("inject", update=update))

    async def block(self, person: Person | int) -> None:
        """See `Memberships.block`."""
        await self.do("block", person=person)

    async def unblock(self, person: Person | int) -> None:
        """See `Memberships.unblock`."""
        await self.do("unblock", person=person)

    # What a test reads

    async def conversation(self, place: Place) -> list[Seen]:
        """See `Watching.conversation`."""
        return [Seen.from_json(each) for each in await self.do("conversation", place=place)]

    async def last(self, place: Place) -> Seen:
        """See `Watching.last`."""
        return Seen.from_json(await self.do("last", place=place))

    async def calls(self, method: str | None = None, chat: Place | None = None) -> list[Call]:
        """See `Watching.calls`; files come as name, type and size."""
        return [Call(**each) for each in await self.do("calls", method=method, chat=chat)]

    async def count(self, method: str, status: int | None = None) -> int:
        """See `Watching.count`."""
        return int(await self.do("count", method=method, status=status))

    async def times(self, method: str) -> list[float]:
        """When each call of a method arrived, in seconds of the machine's monotonic clock."""
        return [float(at) for at in await self.do("times", method=method)]

    async def max_in_any_second(self, method: str) -> int:
        """See `Watching.max_in_any_second`."""
        return int(await self.do("max_in_any_second", method=method))

    async def deliveries(self, containing: str = "") -> Counter[int]:
        """See `Watching.deliveries`."""
        found = await self.do("deliveries", containing=containing)
        return Counter({int(chat): count for chat, count in found.items()})

    async def violations(self) -> list[str]:
        """See `Watching.violations`."""
        return list(await self.do("violations"))

    async def pending_updates(self) -> list[int]:
        """See `Watching.pending_updates`."""
        return list(await self.do("pending_updates"))

    async def forget_calls(self) -> None:
        """Forget all calls so far."""
        await self.do("forget_calls")

    # Trouble

    async def fault(
        self,
        trouble: Trouble,
        method: str | None = "sendMessage",
        *,
        chat: Place | None = None,
        times: int | None = 1,
        skip: int = 0,
    ) -> int:
        """See `TelegramEmulator.fault`; a number for `fault_hits` and `release`."""
        given = {"trouble": asdict(trouble), "method": method, "chat": chat}
        return int(await self.do("fault", **given, times=times, skip=skip))

    async def fault_hits(self, number: int) -> int:
        """How many calls a fault has met."""
        return int(await self.do("fault_hits", number=number))

    async def release(self, number: int) -> None:
        """See `Fault.release`."""
        await self.do("release", number=number)

    async def clear_faults(self) -> None:
        """See `TelegramEmulator.clear_faults`."""
        await self.do("clear_faults")

    # Waiting

    async def wait_for_calls(self, method: str, number: int, timeout: float = PATIENCE) -> int:  # noqa: ASYNC109 - part of the verb
        """Wait until a method has been called so often; how often it has."""
        return int(await self.do("wait_for_calls", method=method, number=number, timeout=timeout))

    async def delivered(self, chat: int, number: int = 1, timeout: float = PATIENCE) -> float:  # noqa: ASYNC109 - part of the verb
        """Wait until a chat has got so many of the bot's messages; when, in monotonic seconds."""
        given = {"chat": chat, "number": number, "timeout": timeout}
        return float(await self.do("delivered", **given))

    async def until(
        self,
        predicate: Callable[[], Awaitable[T]],
        timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
    ) -> T:
        """The predicate's value once it is true, looked at again after every change."""
        async with asyncio.timeout(timeout):
            while True:
                version = await self.do("version")
                if value := await predicate():
                    return value
                await self.do("wait_for_change", since=version, timeout=timeout)

    async def reply(self, place: Place, timeout: float = PATIENCE) -> Seen:  # noqa: ASYNC109 - part of the verb
        """See `Watching.reply`."""
        return Seen.from_json(await self.do("reply", place=place, timeout=timeout))

    async def acknowledged(self, query_id: str) -> Body:
        """See `Watching.acknowledged`."""
        return dict(await self.do("acknowledged", query_id=query_id))

    async def ask(self, place: Place, text: str, **how: Any) -> Seen:
        """See `Watching.ask`."""
        await self.say(place, text, **how)
        return await self.reply(place)

    async def tap(self, message: Seen, button: str, **how: Any) -> Seen:
        """See `Watching.tap`."""
        await self.press(message, button, **how)
        return await self.reply(message.chat)


def _jsonable(value: Any) -> Any:
    if isinstance(value, Person | Group):
        return value.id
    if isinstance(value, Seen):
        return value.to_json()
    if isinstance(value, list | tuple):
        return [_jsonable(each) for each in value]
    return value
