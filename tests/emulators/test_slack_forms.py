"""Forms: what is entered in a modal, offered, submitted, and answered."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.emulators.slack import BOT_TOKEN, NotSubmittable, Person, SlackEmulator
from tests.emulators.slack_app import field, home, modal, opened, option, section


async def test_what_was_typed_outlives_an_update_where_its_field_does(
    slack: SlackEmulator, web: AsyncWebClient, ada: Person
) -> None:
    text = field("Words", "words", {"type": "plain_text_input"})
    day = field("Day", "day", {"type": "datepicker", "initial_date": "2026-11-05"})
    form = await opened(web, ada, modal("Form", text, day))
    await ada.fill(form, {"Words": "I agree.", "Day": "2026-11-06"})
    other = field("Day", "other_day", {"type": "datepicker", "initial_date": "2026-11-05"})
    await web.views_update(view_id=form.id, view=modal("Form", text, other))
    assert (await slack.again(form)).values == {
        "words": {"words_in": {"type": "plain_text_input", "value": "I agree."}},
        "other_day": {"other_day_in": {"type": "datepicker", "selected_date": "2026-11-05"}},
    }


EVERY_FIELD: dict[str, tuple[Any, Any, Any, str]] = {
    "plain_text_input": ({}, "words", "words", "value"),
    "url_text_input": ({}, "https://example.org/a", "https://example.org/a", "value"),
    "email_text_input": ({}, "a@example.org", "a@example.org", "value"),
    "number_input": ({"is_decimal_allowed": False}, "36", "36", "value"),
    "datepicker": ({}, "2026-11-05", "2026-11-05", "selected_date"),
    "timepicker": ({}, "09:30", "09:30", "selected_time"),
    "users_select": ({}, "U1", "U1", "selected_user"),
    "multi_users_select": ({}, ["U1", "U2"], ["U1", "U2"], "selected_users"),
    "conversations_select": ({}, "C1", "C1", "selected_conversation"),
    "multi_channels_select": ({}, ["C1"], ["C1"], "selected_channels"),
    "static_select": ("options", "b", option("Bea", "b"), "selected_option"),
    "radio_buttons": ("options", "Ada", option("Ada", "a"), "selected_option"),
    "multi_static_select": ("options", ["a"], [option("Ada", "a")], "selected_options"),
    "checkboxes": ("options", ["Bea"], [option("Bea", "b")], "selected_options"),
}


@pytest.mark.parametrize("kind", EVERY_FIELD)
async def test_each_kind_of_field_is_required_and_submitted_in_its_own_shape(
    slack: SlackEmulator, web: AsyncWebClient, app: AsyncApp, ada: Person, kind: str
) -> None:
    more, value, held, name = EVERY_FIELD[kind]
    choices = [option("Ada", "a"), option("Bea", "b")]
    element: dict[str, Any] = {"type": kind}
    element |= {"options": choices} if more == "options" else more

    async def submitted(ack: Any) -> None:
        await ack()

    app.view("form")(submitted)
    form = await opened(web, ada, modal("Form", field("It", "it", element), callback_id="form"))
    with pytest.raises(NotSubmittable, match=r"it \(It\) is empty"):
        await ada.submit(form)
    done = await ada.submit(form, {"It": value})
    state = done.delivery.payload["view"]["state"]["values"]
    assert state == {"it": {"it_in": {"type": kind, name: held}}}
    assert done.view is None
    assert await slack.violations() == []


@pytest.mark.parametrize(
    ("element", "value", "why"),
    [
        ({"type": "plain_text_input", "max_length": 3}, "four", "is over 3 characters"),
        ({"type": "plain_text_input", "min_length": 5}, "four", "is under 5 characters"),
        ({"type": "url_text_input"}, "nowhere", "is no address"),
        ({"type": "email_text_input"}, "nobody", "is no e-mail address"),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "is no number"),
    ],
)
async def test_slacks_client_refuses_by_itself_what_a_field_does_not_take(
    slack: SlackEmulator, web: AsyncWebClient, ada: Person, element: Any, value: str, why: str
) -> None:
    form = await opened(web, ada, modal("Form", field("It", "it", element)))
    with pytest.raises(NotSubmittable, match=why):
        await ada.submit(form, {"It": value})
    assert await slack.deliveries("view_submission") == []


async def test_options_come_from_the_app_and_are_held_to_the_rules(
    slack: SlackEmulator, web: AsyncWebClient, app: AsyncApp, ada: Person
) -> None:
    offered = [option("Ada Lovelace", "c01"), option("Bea Bell", "c02")]

    @app.options("who_in")
    async def candidates(ack: Any, payload: Any) -> None:
        await ack(options=[each for each in offered if payload["value"] in str(each["text"])])

    who = field("Who", "who", {"type": "external_select", "min_query_length": 2})
    form = await opened(web, ada, modal("Form", who))
    assert await ada.options(form, "Who", "Ada") == offered[:1]
    assert await ada.options(form, "Who", "Nobody") == []
    with pytest.raises(LookupError, match="from 2 characters"):
        await ada.options(form, "Who", "A")
    with pytest.raises(LookupError, match="no option 'c09'"):
        await ada.choose(form, "Who", "c09", query="Ada")
    offered[0] = option("Ada " * 20, "c01")
    with pytest.raises(ValueError, match="must be less than 76 characters"):
        await ada.options(form, "Who", "Ada")
    assert [each for each in await slack.violations() if "block_suggestion" in each]


async def test_choosing_tells_the_app_where_the_block_says_so(
    slack: SlackEmulator, web: AsyncWebClient, app: AsyncApp, ada: Person
) -> None:
    select = {"type": "static_select", "options": [option("P1", "1"), option("P2", "2")]}

    async def chosen(ack: Any) -> None:
        await ack()

    for action in ("told_in", "menu", "list"):
        app.action(action)(chosen)
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Log", "log")]}
    form = await opened(
        web,
        ada,
        modal(
            "Form",
            field("Quiet", "quiet", select),
            field("Told", "told", select, dispatch_action=True),
            section("Menu", accessory=menu),
            {"type": "actions", "elements": [select | {"action_id": "list"}]},
        ),
    )
    assert await ada.choose(form, "Quiet", "P1") is None
    for name, chosen_option in (("Told", "2"), ("menu", "log"), ("list", "P1")):
        told = await ada.choose(form, name, chosen_option)
        assert told
        (action,) = told.payload["actions"]
        assert chosen_option in str(action["selected_option"])
        assert told.payload["view"]["id"] == form.id
    values = (await slack.again(form)).values
    assert values["quiet"]["quiet_in"]["selected_option"] == option("P1", "1")
    assert values["told"]["told_in"]["selected_option"] == option("P2", "2")


async def test_a_submission_is_answered_with_another_view_or_ends_all(
    web: AsyncWebClient, app: AsyncApp, ada: Person
) -> None:
    answers: list[dict[str, Any]] = [
        {"response_action": "update", "view": modal("Updated", callback_id="form")},
        {"response_action": "push", "view": modal("Pushed", callback_id="form")},
        {"response_action": "clear"},
    ]

    @app.view("form")
    async def submitted(ack: Any) -> None:
        await ack(**answers.pop(0))

    form = await opened(web, ada, modal("Form", callback_id="form"))
    updated = (await ada.submit(form)).view
    assert updated
    assert (updated.id, updated.title) == (form.id, "Updated")
    pushed = (await ada.submit(updated)).view
    assert pushed
    assert (pushed.previous, pushed.title) == (form.id, "Pushed")
    assert (await ada.submit(pushed)).view is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"elsewhere": "No"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": home()},
        {"response_action": "vanish"},
    ],
)
async def test_an_answer_that_slack_cannot_follow_is_noted_and_leaves_the_modal(
    slack: SlackEmulator, web: AsyncWebClient, app: AsyncApp, ada: Person, answer: dict[str, Any]
) -> None:
    @app.view("form")
    async def submitted(ack: Any) -> None:
        await ack(answer)

    form = await opened(web, ada, modal("Form", callback_id="form"))
    done = await ada.submit(form)
    assert done.view == form
    assert done.delivery.problem
    assert done.delivery.problem in await slack.violations()


async def test_a_forged_submission_carries_what_the_forger_wants(
    web: AsyncWebClient, app: AsyncApp, ada: Person
) -> None:
    @app.view("form")
    async def submitted(ack: Any, view: Any) -> None:
        assert view["private_metadata"] == "R-999"
        await ack()

    form = await opened(web, ada, modal("Form", callback_id="form", private_metadata="R-1"))
    assert (await ada.submit(form, forged={"private_metadata": "R-999"})).view is None


async def test_a_file_goes_into_a_field_and_is_fetched_with_the_apps_token(
    slack: SlackEmulator, web: AsyncWebClient, app: AsyncApp, ada: Person
) -> None:
    async def submitted(ack: Any) -> None:
        await ack()

    app.view("form")(submitted)
    letter = field("Letter", "letter", {"type": "file_input", "filetypes": ["pdf"]})
    form = await opened(web, ada, modal("Form", letter, callback_id="form"))
    with pytest.raises(NotSubmittable, match=r"letter \(Letter\) is empty"):
        await ada.submit(form)
    done = await ada.submit(form, {"Letter": [await ada.upload("letter.pdf", b"%PDF-1.7")]})
    held = done.delivery.payload["view"]["state"]["values"]["letter"]["letter_in"]
    (file,) = held["files"]
    described = (await web.files_info(file=file["id"]))["file"]
    assert (described["mimetype"], described["size"]) == ("application/pdf", 8)
    async with aiohttp.ClientSession() as session:
        address = file["url_private_download"]
        ours = {"Authorization": f"Bearer {BOT_TOKEN}"}
        async with session.get(address, headers=ours) as fetched:
            assert await fetched.read() == b"%PDF-1.7"
        async with session.get(address, allow_redirects=False) as turned_away:
            assert turned_away.status == 302
