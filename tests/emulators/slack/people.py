"""People and channels, as a test holds them in its hand."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.emulators.slack.seen import Delivered, SeenMessage, SeenView, Submitted
from tests.emulators.slack.state import BOT_USER, Body
from tests.emulators.slack.verbs import pressing, submitting, talking, watching, workspace

if TYPE_CHECKING:
    from tests.emulators.slack.desk import Desk


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or somebody's direct messages with the app."""

    id: str
    name: str


Place = SeenMessage | SeenView


def reference(place: Place) -> Body | str:
    """What tells verbs which message or view is meant."""
    return place.id if isinstance(place, SeenView) else _of_message(place)


def _of_message(message: SeenMessage) -> Body:
    return {"channel": message.channel, "ts": message.ts}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack, and what they do there.

    Each act waits until the app has acknowledged it, unless ``wait=False`` is given.
    """

    id: str
    name: str
    user: Body = field(repr=False, compare=False)
    """Slack's user object."""
    desk: Desk = field(repr=False, compare=False)

    async def command(
        self, name: str, text: str = "", *, channel: Channel | None = None, wait: bool = True
    ) -> Delivered:
        """See `talking.command`."""
        return await self.desk.do(
            talking.command,
            self.id,
            name=name,
            text=text,
            channel=channel.id if channel else None,
            wait=wait,
        )

    async def says(
        self,
        text: str,
        channel: Channel | None = None,
        *,
        thread: str | None = None,
        wait: bool = True,
    ) -> SeenMessage:
        """See `talking.says`."""
        return await self.desk.do(
            talking.says,
            self.id,
            text=text,
            channel=channel.id if channel else None,
            thread=thread,
            wait=wait,
        )

    async def dm(self, text: str, *, wait: bool = True) -> SeenMessage:
        """Write to the app."""
        return await self.says(text, wait=wait)

    async def mention(
        self, text: str, channel: Channel, *, thread: str | None = None, wait: bool = True
    ) -> SeenMessage:
        """Write a message that begins with the app's name."""
        return await self.says(f"<@{BOT_USER}> {text}", channel, thread=thread, wait=wait)

    async def open_home(self, tab: str = "home", *, wait: bool = True) -> Delivered | None:
        """See `talking.open_home`."""
        return await self.desk.do(talking.open_home, self.id, tab=tab, wait=wait)

    async def event(self, content: Body, *, wait: bool = True) -> Delivered | None:
        """See `talking.event`."""
        return await self.desk.do(talking.event, self.id, content=content, wait=wait)

    async def shortcut(self, callback_id: str, *, wait: bool = True) -> Delivered:
        """See `pressing.shortcut`."""
        return await self.desk.do(pressing.shortcut, self.id, callback_id=callback_id, wait=wait)

    async def message_shortcut(
        self, callback_id: str, message: SeenMessage, *, wait: bool = True
    ) -> Delivered:
        """See `pressing.message_shortcut`."""
        return await self.desk.do(
            pressing.message_shortcut, self.id, callback_id, _of_message(message), wait=wait
        )

    async def press(
        self, place: Place, button: str, *, stale: bool = False, **how: Any
    ) -> Delivered:
        """See `pressing.press`; ``stale``: as it was when seen, whatever has become of it."""
        shown = place.blocks if stale else None
        return await self.desk.do(
            pressing.press, self.id, reference(place), button, shown=shown, **how
        )

    async def choose(self, place: Place, name: str, value: Any, **how: Any) -> Delivered | None:
        """See `pressing.choose`."""
        return await self.desk.do(
            pressing.choose, self.id, place=reference(place), name=name, value=value, **how
        )

    async def options(self, place: Place, name: str, query: str) -> list[Body]:
        """See `pressing.options`."""
        return await self.desk.do(
            pressing.options, self.id, place=reference(place), name=name, query=query
        )

    async def fill(self, view: SeenView, values: dict[str, Any]) -> None:
        """See `submitting.fill`."""
        await self.desk.do(submitting.fill, self.id, view=view.id, values=values)

    async def submit(
        self, view: SeenView, values: dict[str, Any] | None = None, **how: Any
    ) -> Submitted:
        """See `submitting.submit`."""
        return await self.desk.do(submitting.submit, self.id, view=view.id, values=values, **how)

    async def upload(self, name: str, content: bytes) -> Body:
        """Put a file into Slack; what to give as (one of) a file field's values."""
        encoded = b64encode(content).decode()
        return await self.desk.do(submitting.upload, self.id, name, encoded)

    async def close(self, view: SeenView, **how: Any) -> Delivered | None:
        """See `submitting.close`."""
        return await self.desk.do(submitting.close, self.id, view=view.id, **how)

    async def view(self) -> SeenView | None:
        """The modal that they look at."""
        return await self.desk.do(watching.view_of, self.id)

    async def home(self) -> SeenView | None:
        """Their home tab, as published."""
        return await self.desk.do(watching.home_of, self.id)

    async def direct(self) -> Channel:
        """Their direct messages with the app."""
        return Channel(**await self.desk.do(workspace.direct, self.id))

    async def sees(self, titled: str = "", containing: str = "", **how: Any) -> SeenView:
        """See `watching.wait_for_view`."""
        return await self.desk.do(
            watching.wait_for_view, self.id, titled=titled, containing=containing, **how
        )

    async def sees_home(self, containing: str = "", **how: Any) -> SeenView:
        """Their home tab, once it has these words."""
        return await self.desk.do(
            watching.wait_for_view, self.id, containing=containing, home=True, **how
        )

    async def reads(
        self, containing: str = "", channel: Channel | None = None, **how: Any
    ) -> SeenMessage:
        """The app's last message with these words to them, by default a direct one."""
        place = channel or await self.direct()
        return await self.desk.do(
            watching.wait_for_message, place.id, containing, viewer=self.id, **how
        )
