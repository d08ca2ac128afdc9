"""Envelopes: acknowledged, lost, sent again, over one connection or several."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.emulators.slack import NotDelivered, SlackEmulator
from tests.emulators.slack.verbs import sending
from tests.emulators.slack_app import bolt, connected


def answering(slack: SlackEmulator) -> tuple[AsyncApp, list[str]]:
    """An app that acknowledges commands and events, and what it got of them."""
    app, got = bolt(slack), list[str]()

    @app.command("/hustings")
    async def command(ack: Any, body: Any) -> None:
        got.append(body["text"])
        await ack()

    @app.event("message")
    async def message(event: Any) -> None:
        got.append(event["text"])

    return app, got


async def test_an_acknowledgement_is_recorded_with_its_answer_and_time(
    slack: SlackEmulator,
) -> None:
    app = bolt(slack)

    @app.command("/hustings")
    async def command(ack: Any) -> None:
        await ack("Nothing waits for you.")

    ada = await slack.person("Ada")
    async with connected(slack, app):
        told = await ada.command("/hustings", "queue")
    assert told.acked
    assert told.took is not None
    assert told.ack == {"text": "Nothing waits for you."}
    assert (told.acks, told.attempts, told.late) == (1, 1, False)
    answer = await ada.reads("Nothing waits")
    assert answer.ephemeral_to == ada.id


async def test_nobody_listening_fails_a_command_at_once_and_keeps_an_event(
    slack: SlackEmulator,
) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    with pytest.raises(NotDelivered, match="no connection"):
        await ada.command("/hustings", "lost")
    await ada.dm("kept", wait=False)
    async with connected(slack, app):
        (event,) = await slack.deliveries("message")
        await slack.acknowledged(event)
    assert got == ["kept"]


async def test_an_event_lost_with_its_connection_comes_again_over_the_next(
    slack: SlackEmulator,
) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app):
        await slack.lose_acknowledgements()
        await slack.cut_on_delivery()
        await ada.dm("twice", wait=False)
        await slack.lose_acknowledgements(losing=False)
        (event,) = await slack.deliveries("message")
        told = await slack.acknowledged(event)
    assert (told.attempts, told.connection) == (2, 2)
    assert got[-1] == "twice"


async def test_an_event_lost_with_one_connection_goes_over_another(slack: SlackEmulator) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app), connected(slack, app):
        await slack.connected(2)
        await slack.lose_acknowledgements()
        await slack.cut_on_delivery()
        await ada.dm("elsewhere", wait=False)
        await slack.lose_acknowledgements(losing=False)
        (event,) = await slack.deliveries("message")
        told = await slack.acknowledged(event)
    assert (event.connection, told.connection) == (1, 2)
    assert got[-1] == "elsewhere"


async def test_an_event_not_acknowledged_in_time_is_sent_again_at_most_three_times(
    slack: SlackEmulator,
) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app):
        await slack.lose_acknowledgements()
        await ada.dm("again", wait=False)
        for _ in range(6):
            await slack.advance(4)
        (event,) = await slack.deliveries("message")
        assert (event.attempts, event.acked) == (4, False)
        await slack.until(lambda: len(got) == 4)
    assert got == ["again"] * 4


async def test_people_do_again_what_the_app_did_not_acknowledge(
    slack: SlackEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "GIVEN_UP", 0.2)
    app, triggers = bolt(slack), []

    @app.command("/hustings")
    async def command(ack: Any, body: dict[str, Any]) -> None:
        triggers.append(body["trigger_id"])
        if len(triggers) > 1:
            await ack("Now")

    ada = await slack.person("Ada")
    async with connected(slack, app):
        await ada.command("/hustings")
    assert [each.text for each in await slack.messages(await ada.direct())] == ["Now"]
    assert len(set(triggers)) == 2


async def test_a_command_acknowledged_too_late_has_failed(slack: SlackEmulator) -> None:
    app, waiting = bolt(slack), asyncio.Event()

    @app.command("/hustings")
    async def command(ack: Any) -> None:
        await waiting.wait()
        await ack("Too late")

    ada = await slack.person("Ada")
    async with connected(slack, app):
        sent = await ada.command("/hustings", wait=False)
        await slack.advance(3.5)
        waiting.set()
        told = await slack.acknowledged(sent)
    assert (told.acked, told.late) == (True, True)
    assert await slack.messages(await ada.direct()) == []


async def test_envelopes_and_payloads_can_be_told_twice(slack: SlackEmulator) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app):
        first = await ada.command("/hustings", "once")
        await slack.redeliver(first)
        again = await slack.replay(first, {"text": "forged"})
        await slack.acknowledged(again)
        await slack.until(lambda: len(got) == 3)
        told = await slack.until(lambda: slack.service.deliveries.all[first.id].attempts == 2)
    assert told
    assert got == ["once", "once", "forged"]
    assert again.payload["trigger_id"] == first.payload["trigger_id"]
    assert again.id != first.id


async def test_slack_spreads_envelopes_over_all_connections(slack: SlackEmulator) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app), connected(slack, app):
        assert await slack.connected(2) == 2
        told = [await ada.command("/hustings", str(number)) for number in range(4)]
    assert sorted(each.connection for each in told) == [1, 1, 2, 2]
    assert got == ["0", "1", "2", "3"]


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_an_announced_end_is_followed_by_a_new_connection(
    slack: SlackEmulator, reason: Any
) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app):
        await slack.disconnect(reason)
        await slack.connected()
        told = await ada.command("/hustings", "still here")
    assert told.connection == 2
    assert got == ["still here"]


async def test_a_cut_connection_is_opened_again_by_the_client(slack: SlackEmulator) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app):
        await slack.cut()
        await slack.connected()
        told = await ada.command("/hustings", "back")
    assert told.connection == 2
    assert got == ["back"]


async def test_a_response_url_serves_five_times_within_thirty_minutes(
    slack: SlackEmulator,
) -> None:
    app, _ = answering(slack)
    ada = await slack.person("Ada")
    async with connected(slack, app):
        first, second = [await ada.command("/hustings", text) for text in ("one", "two")]
    sending = AsyncWebhookClient(first.payload["response_url"])
    answers = [await sending.send(text=f"Answer {number}") for number in range(6)]
    assert [each.status_code for each in answers] == [200] * 5 + [404]
    assert answers[-1].body == "used_url"
    await slack.advance(1_801)
    late = await AsyncWebhookClient(second.payload["response_url"]).send(text="Late")
    assert (late.status_code, late.body) == (404, "expired_url")
    shown = [each.text for each in await slack.messages(await ada.direct(), viewer=ada.id)]
    assert shown == [f"Answer {number}" for number in range(5)]


async def test_only_what_the_app_subscribes_to_is_told(slack: SlackEmulator) -> None:
    app, got = answering(slack)
    ada = await slack.person("Ada")
    review = await slack.channel("review", members=[ada])
    async with connected(slack, app):
        await ada.says("among us", review)
        assert await ada.event({"type": "user_change", "user": ada.user}) is None
    assert got == []
    assert [each.text for each in await slack.messages(review)] == ["among us"]


async def test_a_wait_in_vain_says_what_there_was(slack: SlackEmulator) -> None:
    ada = await slack.person("Ada")
    with pytest.raises(TimeoutError, match=r"sees no view, not 'Record'.*last calls: \[\]"):
        await ada.sees("Record", timeout=0.01)
    with pytest.raises(TimeoutError, match=r"no message with 'hello' among \[\]"):
        await ada.reads("hello", timeout=0.01)
    with pytest.raises(TimeoutError, match="0 connections, not 1"):
        await slack.connected(timeout=0.01)
