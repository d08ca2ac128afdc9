"""Web API calls: tokens, scopes, messages, refusals, and trouble on demand."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import re
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.emulators.slack import APP_TOKEN, BOT_TOKEN, SlackEmulator, faults
from tests.emulators.slack.methods.table import METHODS
from tests.emulators.slack.oracle import oracle
from tests.emulators.slack_app import section


async def refusal(call: Any) -> str:
    """The error that a call is refused with."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_the_app_learns_who_it_is_and_what_it_may_do(web: AsyncWebClient) -> None:
    answer = await web.auth_test()
    assert (answer["user_id"], answer["team_id"]) == ("U0HUSTINGS", "T0HUSTINGS")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", "not_authed"),
        ("xoxb-somebody-elses", "invalid_auth"),
        (APP_TOKEN, "not_allowed_token_type"),
    ],
)
async def test_wrong_tokens_are_refused(slack: SlackEmulator, token: str, error: str) -> None:
    client = AsyncWebClient(token, base_url=slack.base_url)
    assert await refusal(client.team_info()) == error


async def test_a_bot_token_opens_no_socket(web: AsyncWebClient) -> None:
    assert await refusal(web.apps_connections_open(app_token=BOT_TOKEN)) == "not_allowed_token_type"


async def test_a_missing_scope_is_named(slack: SlackEmulator, web: AsyncWebClient) -> None:
    ada = await slack.person()
    await slack.take_scopes("chat:write", "groups:read")
    with pytest.raises(SlackApiError) as caught:
        await web.chat_postMessage(channel=ada.id, text="hello")
    assert caught.value.response["needed"] == "chat:write"
    hidden = await slack.channel("hidden", private=True)
    assert await refusal(web.conversations_info(channel=hidden.id)) == "missing_scope"


async def test_a_message_is_posted_changed_answered_and_deleted(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    review = await slack.channel("review")
    posted = await web.chat_postMessage(channel=review.id, text="A card", blocks=[section("One")])
    ts = posted["ts"]
    await web.chat_postMessage(channel=review.id, text="An answer", thread_ts=ts)
    await web.chat_update(channel=review.id, ts=ts, text="A card", blocks=[section("Two")])
    await web.reactions_add(channel=review.id, timestamp=ts, name="eyes")
    card, answer = await slack.messages(review)
    assert (card.words, card.edits, card.reactions) == ("Two", 1, ["eyes"])
    assert (answer.words, answer.thread) == ("An answer", ts)
    link = await web.chat_getPermalink(channel=review.id, message_ts=ts)
    assert link["permalink"].endswith(f"/{review.id}/p{ts.replace('.', '')}")
    await web.chat_delete(channel=review.id, ts=ts)
    assert [each.deleted for each in await slack.messages(review)] == [True, False]
    assert await slack.violations() == []


async def test_an_ephemeral_message_is_seen_by_one_person_and_changed_by_nobody(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    ada, bea = await slack.person("Ada"), await slack.person("Bea")
    review = await slack.channel("review", members=[ada, bea])
    told = await web.chat_postEphemeral(channel=review.id, user=ada.id, text="Only you")
    assert [each.words for each in await slack.messages(review, viewer=ada.id)] == ["Only you"]
    assert await slack.messages(review, viewer=bea.id) == []
    changing = web.chat_update(channel=review.id, ts=told["message_ts"], text="All of you")
    assert await refusal(changing) == "message_not_found"


async def test_people_and_channels_can_be_looked_up(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    guest = await slack.person("Gus", guest=True, real_name="Gus Guest")
    stranger = await slack.person("Stella", stranger=True)
    await slack.change_person(stranger, deleted=True)
    review = await slack.channel("review", members=[guest])
    assert (await web.users_info(user=guest.id))["user"]["is_ultra_restricted"] is True
    gone = (await web.users_info(user=stranger.id))["user"]
    assert (gone["deleted"], gone["team_id"]) == (True, "T0ELSEWHERE")
    assert (await web.conversations_info(channel=review.id))["channel"]["name"] == "review"
    members = await web.conversations_members(channel=review.id)
    assert members["members"] == [guest.id, "U0HUSTINGS"]
    pages = [page["members"] async for page in await web.users_list(limit=2)]
    assert [len(page) for page in pages] == [2, 1]
    opened = await web.conversations_open(users=[guest.id])
    assert opened["channel"]["id"] == (await guest.direct()).id
    listed = await web.conversations_list(types="public_channel,im")
    assert [each["id"] for each in listed["channels"]] == [review.id, (await guest.direct()).id]
    assert (await web.team_info())["team"]["domain"] == "hustings-test"
    assert (await web.bots_info(bot="B0HUSTINGS"))["bot"]["app_id"] == "A0HUSTINGS"
    assert await slack.violations() == []


REFUSALS: dict[str, tuple[str, dict[str, Any]]] = {
    "channel_not_found": ("chat.postMessage", {"channel": "C404", "text": "hello"}),
    "not_in_channel": ("chat.postMessage", {"channel": "#elsewhere", "text": "hello"}),
    "is_archived": ("chat.postMessage", {"channel": "#old", "text": "hello"}),
    "no_text": ("chat.postMessage", {"channel": "#review"}),
    "msg_blocks_too_long": (
        "chat.postMessage",
        {"channel": "#review", "text": "long", "blocks": [section("x" * 2_700)] * 5},
    ),
    "invalid_blocks": (
        "chat.postMessage",
        {"channel": "#review", "text": "wrong", "blocks": [{"type": "marquee"}]},
    ),
    "message_not_found": ("chat.update", {"channel": "#review", "ts": "1.2", "text": "hello"}),
    "invalid_trigger_id": ("views.open", {"trigger_id": "1.2.3", "view": {}}),
    "user_not_found": ("users.info", {"user": "U404"}),
    "users_list_not_supplied": ("conversations.open", {"return_im": True}),
    "user_not_in_channel": (
        "chat.postEphemeral",
        {"channel": "#review", "user": "U404", "text": "hello"},
    ),
    "not_found": ("views.update", {"view_id": "V404", "view": {}}),
    "invalid_types": ("conversations.list", {"types": "kitchens"}),
}


@pytest.mark.parametrize("error", REFUSALS)
async def test_slack_refuses_what_cannot_be_done_with_an_error_that_the_method_has(
    slack: SlackEmulator, web: AsyncWebClient, error: str
) -> None:
    await slack.channel("review")
    await slack.channel("elsewhere", app_in_it=False)
    old = await slack.channel("old")
    await slack.change_channel(old, archived=True)
    method, arguments = REFUSALS[error]
    assert await refusal(web.api_call(method, json=arguments)) == error
    assert [each.error for each in await slack.refused()] == [error]
    assert not [each for each in await slack.violations() if "cannot give" in each]


async def test_every_method_is_one_of_slacks_and_its_calls_are_held_to_it(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    description = oracle()
    if description is None:
        pytest.skip("HUSTINGS_ORACLES does not lead to the description of the Web API")
    assert set(METHODS) <= set(description.methods)
    for method, (_, scope) in METHODS.items():
        scopes = description.methods[method]["scopes"].get("bot", [])
        assert not scope or scope in [each["name"] for each in scopes]
    await slack.channel("review")
    await web.api_call("chat.postMessage", json={"channel": "#review", "text": "x", "colour": 1})
    await refusal(web.api_call("chat.postMessage", json={"text": "x"}))
    await refusal(web.api_call("chat.shout", json={}))
    assert await slack.violations() == [
        "chat.postMessage: colour is no argument of it",
        "chat.postMessage: channel is missing",
        "chat.shout: no such method",
        "chat.shout: not emulated",
    ]


def test_every_error_is_one_that_slack_has_for_a_method_of_its_subject() -> None:
    description = oracle()
    if description is None:
        pytest.skip("HUSTINGS_ORACLES does not lead to the description of the Web API")
    assert not description.may_give("auth.test", "hash_conflict")
    for subject in {carry_out.__module__ for carry_out, _ in METHODS.values()}:
        source = inspect.getsource(importlib.import_module(subject))
        about = [name for name, (method, _) in METHODS.items() if method.__module__ == subject]
        for error in re.findall(r'(?:ApiError|invalid)\("(\w+)"', source):
            assert any(description.may_give(each, error) for each in about), (subject, error)


async def test_blocks_without_a_text_and_an_answer_to_nothing_are_noted(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    await slack.channel("review")
    card = {"channel": "#review", "blocks": [section("One")]}
    await web.api_call("chat.postMessage", json=card)
    await web.chat_postMessage(channel="#review", text="Where?", thread_ts="1.2")
    assert await slack.violations() == [
        "chat.postMessage: blocks without a text for notifications",
        "chat.postMessage: no message 1.2 to answer in a thread",
    ]


async def test_text_that_would_ping_is_seen_as_such(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    review = await slack.channel("review")
    safe = section("&lt;!channel&gt; and &lt;@U1&gt;")
    await web.chat_postMessage(channel=review.id, text="safe", blocks=[safe])
    rude = section("<!channel> and <@U1> in <#C1|general>")
    await web.chat_postMessage(channel=review.id, text="<!here>", blocks=[rude])
    first, second = await slack.messages(review)
    assert first.pings == []
    assert second.pings == ["<!here>", "<!channel>", "<@U1>", "<#C1|general>"]


async def test_a_rate_limit_is_waited_out_by_the_real_retry_handler(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    web.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    review = await slack.channel("review")
    await slack.fault(faults.rate_limited(0), "chat.postMessage")
    await web.chat_postMessage(channel=review.id, text="hello")
    assert [call.status for call in await slack.calls("chat.postMessage")] == [429, 200]
    assert await slack.refused() == []


async def test_trouble_meets_the_calls_meant_and_nothing_is_carried_out(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    web.retry_handlers.clear()
    review = await slack.channel("review")
    fault = await slack.fault(faults.refused("internal_error"), "chat.postMessage", skip=1, times=2)
    await web.chat_postMessage(channel=review.id, text="first")
    for _ in range(2):
        assert await refusal(web.chat_postMessage(channel=review.id, text="no")) == "internal_error"
    await slack.fault(faults.server_error(503), times=None)
    for call in (web.auth_test, web.team_info):
        with pytest.raises(SlackApiError) as caught:
            await call()
        assert caught.value.response.status_code == 503
    await slack.release()
    await slack.fault(faults.dropped(), "chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await web.chat_postMessage(channel=review.id, text="no")
    assert await slack.fault_hits(fault) == 2
    assert [each.text for each in await slack.messages(review)] == ["first"]
    assert await slack.refused() == []


async def test_a_lost_reply_leaves_the_message_in_the_channel(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    web.retry_handlers.clear()
    review = await slack.channel("review")
    await slack.fault(faults.lost_reply(), "chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await web.chat_postMessage(channel=review.id, text="hello")
    assert [each.text for each in await slack.messages(review)] == ["hello"]


@pytest.mark.parametrize(("trouble", "already"), [(faults.held(), 1), (faults.hung(), 0)])
async def test_a_call_held_back_ends_when_it_is_released(
    slack: SlackEmulator, web: AsyncWebClient, trouble: faults.Trouble, already: int
) -> None:
    review = await slack.channel("review")
    fault = await slack.fault(trouble, "chat.postMessage")
    posting = asyncio.create_task(web.chat_postMessage(channel=review.id, text="hello"))
    await slack.until(lambda: slack.service.faults[fault].hits)
    assert len(await slack.messages(review)) == already
    assert not posting.done()
    await slack.release(fault)
    assert (await posting)["message"]["text"] == "hello"
