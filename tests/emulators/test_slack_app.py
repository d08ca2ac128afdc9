"""A real Bolt app in Socket Mode against the Slack emulator."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack import SlackEmulator
from tests.emulators.slack_app import (
    bolt,
    button,
    connected,
    field,
    home,
    modal,
    option,
    section,
)

FORM = modal(
    "Record",
    field("Words", "words", {"type": "plain_text_input", "multiline": True}),
    field("Candidate", "who", {"type": "external_select", "min_query_length": 1}),
    field("Day", "day", {"type": "datepicker", "initial_date": "2026-11-05"}, optional=True),
    callback_id="record",
)


async def test_a_command_opens_a_modal_whose_submission_posts_a_card(slack: SlackEmulator) -> None:
    app = bolt(slack)

    @app.command("/hustings")
    async def record(ack: Any, body: Any, client: Any) -> None:
        await ack()
        opened = await client.views_open(trigger_id=body["trigger_id"], view=modal("Loading"))
        view = opened["view"]
        await client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)

    @app.options("who_in")
    async def candidates(ack: Any, payload: Any) -> None:
        assert payload["value"] == "Ada L"
        await ack(options=[option("Ada Lovelace", "c01"), option("Ada L", "c02")])

    @app.view("record")
    async def submitted(ack: Any, view: Any, body: Any, client: Any) -> None:
        values = view["state"]["values"]
        if values["words"]["words_in"]["value"] == "none":
            await ack(response_action="errors", errors={"words": "Say what was said."})
            return
        await ack()
        who = values["who"]["who_in"]["selected_option"]["value"]
        day = values["day"]["day_in"]["selected_date"]
        card = section(f"{who} on {day}", accessory=button("Approve", "approve", value="R-1"))
        await client.chat_postMessage(channel=body["user"]["id"], text="A card", blocks=[card])

    @app.action("approve")
    async def approve(ack: Any, respond: Any, payload: Any) -> None:
        await ack()
        await respond(text=f"{payload['value']} approved", replace_original=True)

    ada = await slack.person("Ada")
    async with connected(slack, app):
        told = await ada.command("/hustings", "record")
        assert told.acked
        form = await ada.sees("Record")
        assert (form.fields, form.updates) == (["Words", "Candidate", "Day"], 1)
        refused = await ada.submit(form, {"Words": "none", "Candidate": "Ada L"})
        assert refused.errors == {"words": "Say what was said."}
        assert refused.view
        done = await ada.submit(refused.view, {"words": "I vote against."})
        assert done.view is None
        card = await ada.reads("c02 on 2026-11-05")
        assert card.labels == ["Approve"]
        await ada.press(card, "Approve")
        assert (await ada.reads("R-1 approved")).edits == 1
    assert await slack.violations() == []
    assert await slack.refused() == []


async def test_messages_mentions_and_the_home_tab_reach_the_app(slack: SlackEmulator) -> None:
    app = bolt(slack)

    @app.event("app_mention")
    async def mentioned(event: Any, say: Any) -> None:
        await say("In the thread", thread_ts=event["ts"])

    @app.event("message")
    async def direct(event: Any, say: Any) -> None:
        await say(f"You said {event['text']}")

    @app.event("app_home_opened")
    async def opened(event: Any, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=home(section("Your drafts")))

    ada = await slack.person("Ada")
    review = await slack.channel("review", members=[ada])
    async with connected(slack, app):
        asked = await ada.mention("where does she stand?", review)
        assert (await slack.message(review, "In the thread", thread=asked.ts)).by_bot
        await ada.dm("hello")
        assert (await ada.reads("You said")).words == "You said hello"
        await ada.open_home()
        assert (await ada.sees_home("drafts")).words == "Your drafts"
    assert await slack.violations() == []
