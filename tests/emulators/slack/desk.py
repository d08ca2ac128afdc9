"""The verbs that a test has, the same in its own process and from another one."""

from __future__ import annotations

import asyncio
import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from typing import Any, Concatenate, ParamSpec, TypeVar

from tests.emulators.slack.calls import Call
from tests.emulators.slack.faults import Trouble
from tests.emulators.slack.people import Channel, Person, reference
from tests.emulators.slack.seen import Delivered, SeenMessage, SeenView
from tests.emulators.slack.service import Service
from tests.emulators.slack.sockets import Reason
from tests.emulators.slack.state import Body
from tests.emulators.slack.verbs import trouble as troubling
from tests.emulators.slack.verbs import watching, workspace
from tests.emulators.slack.verbs.sending import PATIENCE

T = TypeVar("T")
P = ParamSpec("P")
Seen = TypeVar("Seen", SeenMessage, SeenView)


class Desk(ABC):
    """What a test does with the emulator."""

    url: str
    """The root, such as ``http://127.0.0.1:8081``."""

    @property
    def api_url(self) -> str:
        """The app's ``SLACK_API_URL``, without a slash at its end."""
        return f"{self.url}/api"

    @property
    def base_url(self) -> str:
        """What slack_sdk wants as ``base_url``."""
        return f"{self.url}/api/"

    @abstractmethod
    async def do(
        self,
        verb: Callable[Concatenate[Service, P], Awaitable[T]],
        *args: P.args,
        **given: P.kwargs,
    ) -> T:
        """Carry out a verb of `verbs.table`; people, channels and the like go by their ids."""

    # Who there is

    async def person(
        self, name: str = "Ada", *, guest: bool = False, stranger: bool = False, **traits: Any
    ) -> Person:
        """See `workspace.person`; ``traits`` are fields of the user object."""
        user = await self.do(workspace.person, name, guest=guest, stranger=stranger, traits=traits)
        return Person(user["id"], name, user, self)

    async def change_person(self, person: Person, **traits: Any) -> None:
        """See `workspace.change_person`."""
        await self.do(workspace.change_person, person=person.id, traits=traits)

    async def channel(
        self, name: str = "review", *, members: Iterable[Person] = (), **traits: Any
    ) -> Channel:
        """See `workspace.channel`."""
        made = await self.do(
            workspace.channel, name=name, members=[each.id for each in members], **traits
        )
        return Channel(**made)

    async def change_channel(self, channel: Channel, **traits: Any) -> None:
        """See `workspace.change_channel`."""
        await self.do(workspace.change_channel, channel=channel.id, **traits)

    async def advance(self, seconds: float) -> None:
        """See `workspace.advance`."""
        await self.do(workspace.advance, seconds=seconds)

    async def take_scopes(self, *scopes: str) -> None:
        """Take scopes away from the app."""
        await self.do(workspace.scopes, without=list(scopes))

    # What a test reads

    async def messages(self, channel: Channel, **which: Any) -> list[SeenMessage]:
        """See `watching.messages`."""
        return await self.do(watching.messages, channel=channel.id, **which)

    async def again(self, place: Seen) -> Seen:
        """A message or a view as it is now."""
        found = await self.do(watching.again, reference(place))
        assert isinstance(found, type(place))
        return found

    async def message(self, channel: Channel, containing: str = "", **which: Any) -> SeenMessage:
        """See `watching.wait_for_message`."""
        return await self.do(
            watching.wait_for_message, channel=channel.id, containing=containing, **which
        )

    async def view_of(self, person: Person) -> SeenView | None:
        """The modal that somebody looks at."""
        return await self.do(watching.view_of, person=person.id)

    async def deliveries(self, kind: str | None = None) -> list[Delivered]:
        """See `watching.deliveries`."""
        return await self.do(watching.deliveries, kind=kind)

    async def acknowledged(self, delivery: Delivered, **how: Any) -> Delivered:
        """A delivery, once it is acknowledged."""
        return await self.do(watching.acknowledgement, delivery=delivery.id, **how)

    async def calls(self, method: str | None = None) -> list[Call]:
        """The app's calls, of a method where it is given."""
        return await self.do(watching.calls, method=method)

    async def refused(self) -> list[Call]:
        """The calls refused though no fault was set: the app's own mistakes."""
        return [each for each in await self.calls() if each.error and not each.injected]

    async def violations(self) -> list[str]:
        """What of the app's requests is against Slack's description or Block Kit's rules."""
        return await self.do(watching.violations)

    # Waiting

    async def connected(self, number: int = 1, **how: Any) -> int:
        """See `watching.connected`."""
        return await self.do(watching.connected, number=number, **how)

    async def wait_for_calls(self, method: str, number: int = 1, **how: Any) -> int:
        """See `watching.wait_for_calls`."""
        return await self.do(watching.wait_for_calls, method=method, number=number, **how)

    async def until(
        self,
        predicate: Callable[[], Any],
        timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
    ) -> Any:
        """The predicate's value, awaited or not, once it is true; looked at after every change."""
        try:
            async with asyncio.timeout(timeout):
                while True:
                    version = await self.do(watching.version)
                    value = predicate()
                    if inspect.isawaitable(value):
                        value = await value
                    if value:
                        return value
                    await self.do(watching.wait_for_change, since=version, timeout=timeout)
        except TimeoutError:
            last = [f"{each.method} {each.status} {each.error}" for each in await self.calls()]
            raise TimeoutError(f"not within {timeout} s; the last calls: {last[-5:]}") from None

    # Trouble

    async def fault(
        self,
        trouble: Trouble,
        method: str | None = None,
        *,
        times: int | None = 1,
        skip: int = 0,
    ) -> int:
        """See `troubling.fault`; a number for `fault_hits` and `release`."""
        return await self.do(troubling.fault, asdict(trouble), method, times=times, skip=skip)

    async def fault_hits(self, number: int) -> int:
        """How many calls a fault has met."""
        return await self.do(troubling.fault_hits, number=number)

    async def release(self, number: int | None = None) -> None:
        """See `troubling.release`."""
        await self.do(troubling.release, number=number)

    async def disconnect(self, reason: Reason = "refresh_requested", *, close: bool = True) -> None:
        """See `troubling.disconnect`."""
        await self.do(troubling.disconnect, reason=reason, close=close)

    async def cut(self) -> None:
        """Break all connections without a word."""
        await self.do(troubling.cut)

    async def cut_on_delivery(self, times: int = 1) -> None:
        """See `troubling.cut_on_delivery`."""
        await self.do(troubling.cut_on_delivery, times=times)

    async def lose_acknowledgements(self, *, losing: bool = True) -> None:
        """See `troubling.lose_acknowledgements`."""
        await self.do(troubling.lose_acknowledgements, losing=losing)

    async def redeliver(self, delivery: Delivered, **post: Any) -> Delivered:
        """See `troubling.redeliver`."""
        return await self.do(troubling.redeliver, delivery=delivery.id, post=post)

    async def replay(
        self, delivery: Delivered, changes: Body | None = None, **post: Any
    ) -> Delivered:
        """See `troubling.replay`."""
        return await self.do(troubling.replay, delivery=delivery.id, changes=changes, post=post)

    async def deliver_to(self, url: str) -> None:
        """See `troubling.request_url`."""
        await self.do(troubling.request_url, url=url)
