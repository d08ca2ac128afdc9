"""What a test reads of Slack, and how it waits for it."""

from __future__ import annotations

from tests.emulators.slack.blocks.texts import plain, text_of
from tests.emulators.slack.calls import Call
from tests.emulators.slack.looking import look_at_delivery, look_at_message, look_at_view
from tests.emulators.slack.seen import Delivered, SeenMessage, SeenView
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body, Message, View
from tests.emulators.slack.verbs.sending import PATIENCE, acknowledged, summary, until


async def messages(
    service: Service, channel: str, *, thread: str | None = None, viewer: str | None = None
) -> list[SeenMessage]:
    """A channel's messages as ``viewer`` sees them now, or all of them, deleted ones marked."""
    return [
        look_at_message(each)
        for each in service.state.messages.values()
        if each.channel == channel
        and (thread is None or each.body.get("thread_ts") == thread)
        and (viewer is None or (each.ephemeral_to in (None, viewer) and not each.deleted))
    ]


async def again(service: Service, place: Body | str) -> SeenMessage | SeenView:
    """A message or a view as it is now."""
    if isinstance(place, str):
        return look_at_view(service.state.views[place])
    return look_at_message(service.state.messages[place["channel"], place["ts"]])


async def view_of(service: Service, person: str) -> SeenView | None:
    """The modal that somebody looks at."""
    top = service.state.top(person)
    return look_at_view(top) if top else None


async def home_of(service: Service, person: str) -> SeenView | None:
    """Somebody's home tab, as published."""
    view = service.state.homes.get(person)
    return look_at_view(service.state.views[view]) if view else None


async def wait_for_message(
    service: Service,
    channel: str,
    containing: str = "",
    *,
    thread: str | None = None,
    viewer: str | None = None,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> SeenMessage:
    """The app's last message in a channel with these words, once there is one."""

    def there() -> list[Message]:
        return [
            each
            for each in service.state.messages.values()
            if each.channel == channel and each.by_bot and not each.deleted
            if thread is None or each.body.get("thread_ts") == thread
            if viewer is None or each.ephemeral_to in (None, viewer)
        ]

    def found() -> Message | None:
        return next((each for each in reversed(there()) if containing in words_of(each)), None)

    def told() -> str:
        seen = [words_of(each) for each in there()]
        return f"no message with {containing!r} among {seen}; {summary(service)}"

    message = await until(service, found, told, timeout)
    assert message
    return look_at_message(message)


async def wait_for_view(
    service: Service,
    person: str,
    titled: str = "",
    containing: str = "",
    *,
    home: bool = False,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> SeenView:
    """The modal (or home tab) that somebody looks at, once it has this title and these words."""

    def now() -> View | None:
        if home:
            return service.state.views.get(service.state.homes.get(person, ""))
        return service.state.top(person)

    def found() -> View | None:
        view = now()
        if view is None or titled not in ("", plain(view.body.get("title"))):
            return None
        return view if containing in text_of(view.body["blocks"]) else None

    def told() -> str:
        seen = "no view"
        if view := now():
            seen = f"{plain(view.body.get('title'))!r}: {text_of(view.body['blocks'])!r}"
        return f"{person} sees {seen}, not {titled!r}: {containing!r}; {summary(service)}"

    view = await until(service, found, told, timeout)
    assert view
    return look_at_view(view)


async def deliveries(service: Service, kind: str | None = None) -> list[Delivered]:
    """All that the app was told, in order: of a kind of envelope or of payload or event."""
    return [
        look_at_delivery(each)
        for each in service.deliveries.all.values()
        if kind in (None, each.kind, each.payload.get("type"))
        or kind == each.payload.get("event", {}).get("type")
    ]


async def calls(service: Service, method: str | None = None) -> list[Call]:
    """The app's calls, of a method where it is given."""
    return [each for each in service.log if method in (None, each.method)]


async def violations(service: Service) -> list[str]:
    """What of the app's requests is against Slack's description or Block Kit's rules."""
    return list(service.violations)


async def version(service: Service) -> int:
    """A number that is another one after every change."""
    return service.state.changes.version


async def acknowledgement(
    service: Service,
    delivery: str,
    *,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> Delivered:
    """A delivery, once it is acknowledged."""
    found = service.deliveries.all[delivery]
    return look_at_delivery(await acknowledged(service, found, timeout))


async def wait_for_calls(
    service: Service,
    method: str,
    number: int = 1,
    *,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> int:
    """How often a method has been called, once it is so often."""

    def count() -> int:
        return sum(each.method == method for each in service.log)

    def told() -> str:
        return f"{count()} calls of {method}, not {number}; {summary(service)}"

    await until(service, lambda: count() >= number, told, timeout)
    return count()


async def wait_for_change(
    service: Service,
    since: int,
    *,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> int:
    """The state's version, once it is another one."""
    changes = service.state.changes
    told = lambda: f"nothing changed; {summary(service)}"  # noqa: E731 - one line says it
    await until(service, lambda: changes.version != since, told, timeout)
    return changes.version


async def connected(
    service: Service,
    number: int = 1,
    *,
    timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the verb
) -> int:
    """How many connections the app has open, once it is at least so many."""

    def told() -> str:
        return f"{len(service.sockets.usable())} connections, not {number}; {summary(service)}"

    await until(service, lambda: len(service.sockets.usable()) >= number, told, timeout)
    return len(service.sockets.usable())


def words_of(message: Message) -> str:
    """A message's words: those of its blocks, and its text."""
    return "\n".join((text_of(message.body.get("blocks", [])), message.body.get("text", "")))
