"""Block Kit's rules as the emulator enforces them, beside two libraries that know them too."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.emulators.slack import SlackEmulator
from tests.emulators.slack.blocks.check import all_view_problems, message_problems
from tests.emulators.slack.blocks.libraries import library_problems
from tests.emulators.slack.blocks.texts import labels_of, text_of
from tests.emulators.slack_app import Body, button, field, home, modal, option, section, words

TEXT = {"type": "plain_text_input"}


def actions(*elements: Body) -> Body:
    """A row of elements."""
    return {"type": "actions", "elements": list(elements)}


def select(*options: Body, **more: Any) -> Body:
    """A select with its options."""
    return {"type": "static_select", "action_id": "s", "options": list(options), **more}


def options(count: int) -> list[Body]:
    """Options, all different."""
    return [option(f"Option {n}", str(n)) for n in range(count)]


def header(text: str) -> Body:
    """A header."""
    return {"type": "header", "text": words(text)}


def context(*texts: str) -> Body:
    """Small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text} for text in texts]}


CONFIRM = {
    "title": words("Sure?"),
    "text": words("It is published."),
    "confirm": words("Yes"),
    "deny": words("No"),
}
IMAGE = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A"}

GOOD_MESSAGES: dict[str, list[Body]] = {
    "fifty blocks": [section("x")] * 50,
    "a long section": [section("x" * 3_000)],
    "fields": [{"type": "section", "fields": [words("x" * 2_000)] * 10}],
    "a header, small print, a line": [
        header("x" * 150),
        context(*"0123456789"),
        {"type": "divider"},
    ],
    "images": [IMAGE, section("x", accessory=IMAGE), {"type": "context", "elements": [IMAGE]}],
    "twenty-five buttons": [actions(*[button("x" * 75, f"a{n}") for n in range(25)])],
    "a button with all it can have": [
        actions(button("Go", "go", value="x" * 2_000, style="danger", confirm=CONFIRM))
    ],
    "a hundred options": [actions(select(*options(100), placeholder=words("Choose")))],
    "option groups": [
        section(
            "x",
            accessory={
                "type": "static_select",
                "action_id": "s",
                "option_groups": [{"label": words("P1"), "options": options(2)}],
            },
        )
    ],
    "an option of a group at first": [
        actions(
            {
                "type": "multi_static_select",
                "action_id": "s",
                "option_groups": [
                    {"label": words("P1"), "options": options(2)},
                    {"label": words("P2"), "options": [option("Other", "other")]},
                ],
                "initial_options": [option("Other", "other")],
            }
        )
    ],
    "an overflow menu": [
        section("x", accessory={"type": "overflow", "action_id": "o", "options": options(5)})
    ],
}


@pytest.mark.parametrize("name", GOOD_MESSAGES)
def test_a_message_within_the_rules_passes(name: str) -> None:
    assert message_problems(GOOD_MESSAGES[name]) == []


BAD_MESSAGES: dict[str, tuple[list[Body], str]] = {
    "no blocks": ([], "no fewer than 1 items"),
    "too many blocks": ([section("x")] * 51, "no more than 50 items"),
    "unknown block": ([{"type": "marquee"}], "unsupported type"),
    "unknown field": ([section("x", colour="red")], "unknown field: colour"),
    "unknown element": ([actions({"type": "lever", "action_id": "l"})], "unsupported type: lever"),
    "an input": ([field("It", "it", TEXT)], "not allowed in a message"),
    "empty text": ([section("")], "must be more than 0 characters"),
    "long text": ([section("x" * 3_001)], "must be less than 3001 characters"),
    "no text at all": ([{"type": "section"}], "missing required field: text or fields"),
    "long field": ([{"type": "section", "fields": [words("x" * 2_001)]}], "less than 2001"),
    "eleven fields": ([{"type": "section", "fields": [words("x")] * 11}], "no more than 10"),
    "a string as text": ([{"type": "section", "text": "x"}], "must be a text object"),
    "long header": ([header("x" * 151)], "must be less than 151 characters"),
    "marked-up header": (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "*x*"}}],
        "must be a plain_text object",
    ),
    "eleven pieces of small print": ([context(*["x"] * 11)], "no more than 10 items"),
    "a button in small print": (
        [{"type": "context", "elements": [button("Go", "go")]}],
        "unsupported type: button",
    ),
    "no elements": ([actions()], "no fewer than 1 items"),
    "too many elements": ([actions(*[button("x", f"{n}") for n in range(26)])], "no more than 25"),
    "long button": ([actions(button("x" * 76, "a"))], "must be less than 76 characters"),
    "long value": ([actions(button("x", "a", value="x" * 2_001))], "less than 2001"),
    "value that is no text": ([actions(button("x", "a", value=7))], "must provide a string"),
    "unknown style": ([actions(button("x", "a", style="quiet"))], "primary or danger"),
    "long action id": ([actions(button("x", "a" * 256))], "less than 256 characters"),
    "long block id": ([section("x", block_id="b" * 256)], "less than 256 characters"),
    "one block id twice": ([section("x", block_id="b")] * 2, "block_id 'b' stands twice"),
    "one action id twice": ([actions(button("x", "a"), button("y", "a"))], "stands twice"),
    "too many options": ([actions(select(*options(101)))], "no more than 100 items"),
    "no options": ([actions(select())], "no fewer than 1 items"),
    "long option": ([actions(select(option("x" * 76, "1")))], "less than 76 characters"),
    "long option value": ([actions(select(option("x", "1" * 151)))], "less than 151"),
    "options alike": ([actions(select(option("x", "1"), option("y", "1")))], "the same value"),
    "initial option from elsewhere": (
        [actions(select(option("x", "1"), initial_option=option("y", "2")))],
        "none of the options",
    ),
    "a description that is marked up": (
        [
            actions(
                {
                    "type": "checkboxes",
                    "action_id": "c",
                    "options": [
                        option("x", "1") | {"description": {"type": "mrkdwn", "text": "*x*"}}
                    ],
                }
            )
        ],
        "must be a plain_text object",
    ),
    "long placeholder": (
        [actions(select(option("x", "1"), placeholder=words("x" * 151)))],
        "less than 151",
    ),
    "half a confirmation": (
        [actions(button("x", "a", confirm={"title": words("x")}))],
        "must be a plain_text object",
    ),
    "image without a description": (
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        "missing required field: alt_text",
    ),
}


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_a_message_against_the_rules_is_told_why(name: str) -> None:
    blocks, why = BAD_MESSAGES[name]
    problems = message_problems(blocks)
    assert any(why in problem for problem in problems), problems


GOOD_VIEWS: dict[str, Body] = {
    "a hundred blocks": modal("x" * 24, *[section("x")] * 100),
    "all kinds of fields": modal(
        "Form",
        field("Text", "b1", TEXT | {"multiline": True, "min_length": 1, "max_length": 3_000}),
        field("Address", "b2", {"type": "url_text_input", "placeholder": words("https://")}),
        field("Day", "b3", {"type": "datepicker", "initial_date": "2026-11-05"}),
        field("One", "b4", {"type": "static_select", "options": options(3)}),
        field("Some", "b5", {"type": "multi_static_select", "options": options(3)}),
        field("Known", "b6", {"type": "external_select", "min_query_length": 1}),
        field("Radio", "b7", {"type": "radio_buttons", "options": options(10)}),
        field("Boxes", "b8", {"type": "checkboxes", "options": options(10)}),
        field("Person", "b9", {"type": "users_select"}, hint=words("Who said so")),
        field("People", "b10", {"type": "multi_users_select"}, optional=True),
        field("File", "b11", {"type": "file_input", "filetypes": ["pdf"], "max_files": 1}),
        field("Number", "b12", {"type": "number_input", "is_decimal_allowed": False}),
        private_metadata="x" * 3_000,
        callback_id="x" * 255,
        close=words("Cancel"),
        notify_on_close=True,
    ),
    "a home tab": home(header("Home"), actions(button("Record", "record"))),
}


@pytest.mark.parametrize("name", GOOD_VIEWS)
def test_a_view_within_the_rules_passes(name: str) -> None:
    view = GOOD_VIEWS[name]
    assert all_view_problems(view, view["type"]) == []


BAD_VIEWS: dict[str, tuple[Body, str]] = {
    "no blocks": (modal("x", blocks=[]), "no fewer than 1 items"),
    "too many blocks": (modal("x", *[section("x")] * 101), "no more than 100 items"),
    "long title": (modal("x" * 25), "less than 25 characters"),
    "no title": ({"type": "modal", "blocks": [section("x")]}, "must be a plain_text object"),
    "long submit": (modal("x", submit=words("x" * 25)), "less than 25 characters"),
    "long close": (modal("x", close=words("x" * 25)), "less than 25 characters"),
    "long metadata": (modal("x", private_metadata="x" * 3_001), "less than 3001"),
    "long callback id": (modal("x", callback_id="x" * 256), "less than 256"),
    "unknown field": (modal("x", colour="red"), "unknown field: colour"),
    "an input without submit": (modal("x", field("It", "it", TEXT), submit=None), "needs submit"),
    "long label": (modal("x", field("x" * 2_001, "it", TEXT)), "less than 2001"),
    "long initial value": (
        modal("x", field("It", "it", TEXT | {"initial_value": "x" * 3_001})),
        "less than 3001",
    ),
    "initial value over the field's own length": (
        modal("x", field("It", "it", TEXT | {"initial_value": "four", "max_length": 3})),
        "over max_length",
    ),
    "lengths the wrong way round": (
        modal("x", field("It", "it", TEXT | {"min_length": 5, "max_length": 3})),
        "min_length is over max_length",
    ),
    "no date": (
        modal("x", field("It", "it", {"type": "datepicker", "initial_date": "2026-02-30"})),
        "must be a date",
    ),
    "no time": (
        modal("x", field("It", "it", {"type": "timepicker", "initial_time": "25:00"})),
        "must be a time",
    ),
    "a button as a field": (modal("x", field("It", "it", button("x", "a"))), "unsupported type"),
    "a text field in a row": (modal("x", actions(TEXT)), "unsupported type"),
    "eleven boxes": (
        modal("x", field("It", "it", {"type": "checkboxes", "options": options(11)})),
        "no more than 10 items",
    ),
    "no initial options": (
        modal(
            "x",
            field("It", "it", {"type": "checkboxes", "options": options(1), "initial_options": []}),
        ),
        "no fewer than 1 items",
    ),
    "a home tab as a modal": (home(section("x")), "must be of type modal"),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_a_view_against_the_rules_is_told_why(name: str) -> None:
    view, why = BAD_VIEWS[name]
    problems = all_view_problems(view, "modal")
    assert any(why in problem for problem in problems), problems


@pytest.mark.parametrize(
    "value",
    [
        section("x" * 3_001),
        header("x" * 151),
        actions(button("x" * 76, "a")),
        actions(select(option("x", "1" * 151))),
        modal("x" * 25),
        modal("x", field("It", "it", TEXT), submit=None),
        section("x", colour="red"),
    ],
)
def test_the_libraries_refuse_by_themselves(value: Body) -> None:
    assert library_problems(value)


async def test_refused_blocks_are_explained_to_the_app_and_noted(
    slack: SlackEmulator, web: AsyncWebClient
) -> None:
    review = await slack.channel("review")
    with pytest.raises(SlackApiError) as caught:
        await web.chat_postMessage(channel=review.id, text="x", blocks=[section("")])
    problem = "must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    assert caught.value.response["errors"] == [problem]
    messages = caught.value.response["response_metadata"]["messages"]
    assert messages == [f"[ERROR] {problem}"]
    assert await slack.violations() == [f"chat.postMessage: {problem}"]
    assert await slack.messages(review) == []


def test_the_words_in_blocks_can_be_read() -> None:
    blocks = [
        header("Card"),
        section("*Ada*", accessory=button("Open", "open"), fields=[words("one"), words("two")]),
        context("small print"),
        actions(button("Approve", "approve"), select(option("P1", "1"))),
    ]
    assert text_of(blocks).split("\n") == [
        "Card",
        "*Ada*",
        "one",
        "two",
        "Open",
        "small print",
        "Approve",
        "P1",
    ]
    assert labels_of(blocks) == ["Open", "Approve"]
