"""The emulator as a process of its own, steered over HTTP."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.emulators.slack import NotDelivered, NotSubmittable, RemoteSlack, faults, slack_process
from tests.emulators.slack.remote import ROOT
from tests.emulators.slack_app import bolt, connected, field, modal

FORM = modal("Record", field("Words", "words", {"type": "plain_text_input"}), callback_id="record")


async def test_the_same_verbs_work_from_outside() -> None:
    async with slack_process("--check") as slack:
        app = bolt(slack)

        @app.command("/hustings")
        async def record(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)

        @app.view("record")
        async def submitted(ack: Any, view: Any, body: Any, say: Any) -> None:
            words = view["state"]["values"]["words"]["words_in"]["value"]
            if words == "none":
                await ack(response_action="errors", errors={"words": "Say what was said."})
                return
            await ack()
            await app.client.chat_postMessage(channel=body["user"]["id"], text=words)

        ada = await slack.person("Ada", tz="Asia/Tokyo")
        assert ada.user["tz"] == "Asia/Tokyo"
        review = await slack.channel("review", members=[ada])
        async with connected(slack, app):
            told = await ada.command("/hustings", "record", channel=review)
            assert (told.acked, told.payload["channel_id"]) == (True, review.id)
            form = await ada.sees("Record")
            with pytest.raises(NotSubmittable, match="is empty"):
                await ada.submit(form)
            refused = await ada.submit(form, {"Words": "none"})
            assert refused.errors == {"words": "Say what was said."}
            assert refused.view
            assert refused.view.errors == refused.errors
            done = await ada.submit(refused.view, {"Words": "I agree."})
            assert (done.view, done.delivery.acks) == (None, 1)
            said = await ada.reads("I agree.")
            assert await slack.again(said) == said
        calls = await slack.calls("views.open")
        assert [(each.status, each.error) for each in calls] == [(200, "")]
        assert await slack.violations() == []
        with pytest.raises(NotDelivered):
            await ada.command("/hustings")
        with pytest.raises(TimeoutError, match="no message with 'more'"):
            await ada.reads("more", timeout=0.01)


async def test_faults_and_waits_work_from_outside() -> None:
    async with slack_process() as slack:
        client = bolt(slack).client
        review = await slack.channel("review")
        fault = await slack.fault(faults.refused("internal_error"), "chat.postMessage")
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel=review.id, text="hello")
        assert await slack.fault_hits(fault) == 1
        held = await slack.fault(faults.held(), "chat.postMessage")
        posting = asyncio.create_task(client.chat_postMessage(channel=review.id, text="hello"))
        assert await slack.wait_for_calls("chat.postMessage", 2) == 2
        await slack.until(lambda: slack.messages(review))
        assert not posting.done()
        await slack.release(held)
        await posting


async def test_sigterm_ends_it_even_with_a_connection_open() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.emulators.slack", "--port-file", "-"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    port = int(await process.stdout.readline())
    async with RemoteSlack(f"http://127.0.0.1:{port}") as slack:
        app = bolt(slack)
        async with connected(slack, app) as handler:
            handler.client.auto_reconnect_enabled = False
            handler.client.default_auto_reconnect_enabled = False
            process.terminate()
            assert await process.wait() == 0
