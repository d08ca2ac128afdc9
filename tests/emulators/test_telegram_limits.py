"""Telegram's documented limits, and its HTML, as the emulator enforces them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulators.conftest import Raw
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.errors import ApiError
from tests.emulators.telegram.html_markup import parse_html
from tests.emulators.telegram.texts import format_text, spoken_entities
from tests.emulators.telegram.utf16 import units

LINK = '<a href="https://Example.org?a=1&amp;b=2">source</a>'


@pytest.mark.parametrize(
    ("source", "plain", "entities"),
    [
        ("no markup", "no markup", []),
        ("1 &lt; 2 &amp;amp; &quot;&#39;&#x1F5F3;", "1 < 2 &amp; \"'🗳", []),
        ("&nbsp;&apos;&", "&nbsp;&apos;&", []),
        ("🗳 <b>Ada</b>", "🗳 Ada", [("bold", 3, 3)]),
        ("<STRONG>a</strong>", "a", [("bold", 0, 1)]),
        ("<b>a<i>b</i></b>c", "abc", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<u>a</><s>b</s>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("<b></b>a", "a", []),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<pre><code class="language-toml">a</code></pre>', "a", [("pre", 0, 1)]),
        ('<code class="language-toml">a</code>', "a", [("code", 0, 1)]),
        (LINK, "source", [("text_link", 0, 6)]),
        ('<a href="nowhere">a</a>', "a", []),
        ('<a href="tg://user?id=7">a</a>', "a", [("text_mention", 0, 1)]),
        ("<a>example.org</a>", "example.org", [("text_link", 0, 11)]),
    ],
)
def test_html_becomes_text_and_entities(
    source: str, plain: str, entities: list[tuple[str, int, int]]
) -> None:
    found_plain, found = parse_html(source)
    assert found_plain == plain
    assert [(each["type"], each["offset"], each["length"]) for each in found] == entities


def test_links_are_kept_as_telegram_keeps_them() -> None:
    assert parse_html(LINK)[1][0]["url"] == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é <script>", 'Unsupported start tag "script" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>a</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ('<a href="x>a</a>', 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ("&#xd800;", "Text contains invalid Unicode characters after decoding HTML entities"),
    ],
)
def test_html_that_telegram_does_not_take_is_refused(source: str, why: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.code == 400
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {why}")


@given(st.text(alphabet=st.sampled_from("<>&;/\"'= abipre#x1\U0001f5f3é"), max_size=40))
def test_html_is_parsed_or_refused_and_never_fails_otherwise(source: str) -> None:
    try:
        plain, entities = parse_html(source)
    except ApiError as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - either is right
    else:
        assert all(each["offset"] + each["length"] <= units(plain) for each in entities)


def test_texts_are_cleaned_and_trimmed_as_telegram_does() -> None:
    assert format_text(" a\r\nb\u202e\tc \n", "", None, 4096)[0] == "a\nb c"
    plain, entities = format_text(" <b> a </b> ", "HTML", None, 4096)
    assert plain == " a"
    assert [(each["offset"], each["length"]) for each in entities] == [(0, 2)]


def test_commands_and_mentions_are_marked_in_what_people_say() -> None:
    said = "🗳 /start@some_bot a/b @ada_l x@y /q"
    assert [(each["type"], each["offset"], each["length"]) for each in spoken_entities(said)] == [
        ("bot_command", 3, 15),
        ("mention", 23, 6),
        ("bot_command", 34, 2),
    ]


def data(value: str) -> dict[str, Any]:
    """One button with this callback data."""
    return {"inline_keyboard": [[{"text": "Go", "callback_data": value}]]}


def buttons(count: int) -> dict[str, Any]:
    """A keyboard of so many buttons."""
    return {"inline_keyboard": [[{"text": "Go", "callback_data": "g"}]] * count}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🗳" * 2049}, "message is too long"),
        ({"text": "a", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ({"text": "half \ud83d"}, "text must be encoded in UTF-8"),
        ({"text": "a", "reply_markup": data("")}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": data("é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": buttons(101)}, "reply markup is too long"),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "Go"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "y"}]]}},
            "inline keyboard button URL 'y' is invalid",
        ),
        (
            {
                "text": "a",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "x", "copy_text": {"text": "y" * 257}}]]
                },
            },
            "BUTTON_COPY_TEXT_INVALID",
        ),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "chat_id": 5}, "chat not found"),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
    ],
)
async def test_a_message_over_a_limit_is_refused(
    telegram: TelegramEmulator, raw: Raw, arguments: dict[str, Any], why: str
) -> None:
    ada = telegram.person()
    answer = await raw("sendMessage", **{"chat_id": ada.id, **arguments})
    assert answer["error_code"] == 400
    assert answer["description"].startswith(f"Bad Request: {why}")
    assert telegram.conversation(ada) == []
    assert [call.status for call in telegram.refused] == [400]


@pytest.mark.parametrize(
    "arguments",
    [
        {"text": "a" * 4096},
        {"text": "<b>" + "&amp;" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "a", "reply_markup": data("é" * 32)},
        {"text": "a", "reply_markup": buttons(100)},
        {"text": "a", "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True}},
    ],
)
async def test_a_message_at_a_limit_is_sent(
    telegram: TelegramEmulator, raw: Raw, arguments: dict[str, Any]
) -> None:
    ada = telegram.person()
    answer = await raw("sendMessage", chat_id=ada.id, **arguments)
    assert answer["ok"] is True
    assert telegram.refused == []


def article(number: int, **changes: Any) -> dict[str, Any]:
    """A result to an inline query."""
    content = {"message_text": "words"}
    return {
        "type": "article",
        "id": str(number),
        "title": "Title",
        "input_message_content": content,
        **changes,
    }


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([article(n) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article(1), article(1)], "RESULT_ID_DUPLICATE"),
        ([article(1, id="é" * 33)], "RESULT_ID_INVALID"),
        ([article(1, title="")], "ARTICLE_TITLE_EMPTY"),
        ([article(1, input_message_content={"message_text": ""})], "message text is empty"),
        ([article(1, reply_markup=data("x" * 65))], "BUTTON_DATA_INVALID"),
    ],
)
async def test_inline_results_over_a_limit_are_refused(
    telegram: TelegramEmulator, raw: Raw, results: list[dict[str, Any]], why: str
) -> None:
    query = telegram.inline(telegram.person(), "death penalty")
    answer = await raw("answerInlineQuery", inline_query_id=query, results=results)
    assert answer["description"] == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("command", "description", "why"),
    [
        ("Start", "Begin", "BOT_COMMAND_INVALID"),
        ("a" * 33, "Begin", "BOT_COMMAND_INVALID"),
        ("start", "", "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("start", "a" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_command_over_a_limit_is_refused(
    raw: Raw, command: str, description: str, why: str
) -> None:
    commands = [{"command": command, "description": description}]
    answer = await raw("setMyCommands", commands=commands)
    assert answer["description"] == f"Bad Request: {why}"
