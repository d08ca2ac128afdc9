"""HTTP mode: signed posts to a real Bolt app behind a Request URL."""

from __future__ import annotations

from typing import Any

import pytest

from tests.emulators.slack import NotDelivered, SlackEmulator
from tests.emulators.slack_app import bolt, field, listening, modal, option


async def test_commands_events_forms_and_options_arrive_signed(slack: SlackEmulator) -> None:
    app = bolt(slack)
    who = field("Who", "who", {"type": "external_select", "min_query_length": 1})

    @app.command("/hustings")
    async def record(ack: Any, body: Any, client: Any) -> None:
        await ack("One moment")
        form = modal("Record", who, callback_id="record")
        await client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.options("who_in")
    async def candidates(ack: Any) -> None:
        await ack(options=[option("Ada", "c01")])

    @app.view("record")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"who": "On record already."})

    @app.event("message")
    async def message(event: Any, say: Any) -> None:
        await say(f"You said {event['text']}")

    ada = await slack.person("Ada")
    async with listening(slack, app):
        told = await ada.command("/hustings", "record & more")
        assert (told.status, told.payload["text"]) == (200, "record & more")
        assert (await ada.reads("One moment")).ephemeral_to == ada.id
        done = await ada.submit(await ada.sees("Record"), {"Who": "Ada"})
        assert done.errors == {"who": "On record already."}
        await ada.dm("hello")
        await ada.reads("You said hello")
    assert await slack.violations() == []


async def test_a_wrong_signature_an_old_time_stamp_and_none_are_refused_by_the_app(
    slack: SlackEmulator,
) -> None:
    app, got = bolt(slack), list[str]()

    @app.command("/hustings")
    async def command(ack: Any, body: Any) -> None:
        got.append(body["text"])
        await ack()

    ada = await slack.person("Ada")
    async with listening(slack, app):
        told = await ada.command("/hustings", "once")
        forgeries: list[dict[str, Any]] = [
            {"secret": "somebody else's"},
            {"age": 301.0},
            {"unsigned": True},
        ]
        for forgery in forgeries:
            assert (await slack.replay(told, **forgery)).status == 401
        assert (await slack.redeliver(told)).status == 200
    assert got == ["once", "once"]


async def test_an_event_is_posted_again_with_its_number_and_reason(slack: SlackEmulator) -> None:
    app, got = bolt(slack), list[tuple[Any, ...]]()

    @app.event("message")
    async def message(req: Any, body: Any) -> None:
        names = ("x-slack-retry-num", "x-slack-retry-reason")
        got.append((body["event_id"], *(req.headers.get(name) for name in names)))

    ada = await slack.person("Ada")
    async with listening(slack, app):
        await ada.dm("hello")
        (event,) = await slack.deliveries("message")
        await slack.redeliver(event)
        await slack.until(lambda: len(got) == 2)
    event_id = event.payload["event_id"]
    assert got == [(event_id, None, None), (event_id, ["1"], ["http_timeout"])]


async def test_an_app_that_fails_or_is_gone_is_told_of(slack: SlackEmulator) -> None:
    app = bolt(slack)
    ada = await slack.person("Ada")
    async with listening(slack, app):
        with pytest.raises(NotDelivered, match="status 404"):
            await ada.command("/unknown")
    with pytest.raises(NotDelivered, match="status 0"):
        await ada.command("/hustings")
