"""Whatever the store holds, each card is one message within Telegram's limits."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import talk
from bot.actions.answer import answer
from bot.card import Card
from bot.desk import Desk
from bot.presses import Following, Home, Invite, Press, Report, Serve
from bot.telegram.render import TEXT_LIMIT, message
from bot.turn import Chat
from bot.utf16 import length
from bot.views.answers import shown_too
from bot.views.going_on import gone_on, why
from bot.words import read_words
from questions.request import Intent, Request
from storage.database import Database
from tests.samples import stock

WIDE = "𝔚𝔦𝔡𝔢 "
"""Letters of two UTF-16 units each."""

EVERYONE = [f"candidate-{number:02d}" for number in range(14)]


def wide(units: int) -> str:
    return (WIDE * units)[: units // 2].strip() + "."


def worst_case() -> dict[str, Any]:
    """Everything as long as an import lets it be."""
    sources = [
        {
            "kind": "direct_reply",
            "url": f"https://example.org/{number}" + "x" * 900,
            "title": wide(280),
            "publisher": wide(280),
            "locator": wide(180),
        }
        for number in range(6)
    ]
    questions = ["8.1.1", "1.1.1", "1.2.1", "1.10.1", "4.3.1", "4.3.2"]
    return {
        "candidates": [
            {"id": each, "name": wide(190), "nominated_by": wide(280), "status": "nominated"}
            for each in EVERYONE
        ],
        "puttings": [
            {"candidate": each, "question": question, "put_on": "2026-05-01"}
            for each in EVERYONE
            for question in questions
        ],
        "responses": [
            {
                "candidate": each,
                "question": question,
                "quote": wide(9_000),
                "translation": wide(9_000),
                "language": "zh",
                "said_on": "2026-05-20",
                "sources": sources,
                "assessment": {"stance": "commits", "rationale": wide(1_900)},
            }
            for each in EVERYONE
            for question in questions
        ],
    }


@pytest.fixture
async def desk(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database(sqlite_url)
    await stock(database, tmp_path, worst_case())
    yield Desk(database)
    await database.close()


def every_press() -> list[Press]:
    first, second, *others = EVERYONE
    topics: list[tuple[str, ...]] = [(), ("1",), ("8",), ("8.1.1",), ("4.3",), ("1", "2", "4")]
    presses: list[Press] = [Home(), Following(), Invite("1.10.1"), Report("8.1.1", first)]
    presses += [Serve(question) for question in ("1.1.1", "8.1.1")]
    for topic in topics:
        presses += [Request(Intent.STANCE, (first,), topic, page) for page in range(1, 8)]
        presses += [Request(Intent.COMPARE, (first, second, *others[:2]), topic)]
        for intent in (Intent.PRIORITY_ALL, Intent.WHO_SUPPORTS, Intent.NOT_ANSWERED):
            presses += [Request(intent, (), topic, page) for page in range(1, 5)]
        presses += [Request(Intent.LIST_PRIORITIES, (), topic)]
        presses += [Request(Intent.LIST_QUESTIONS, (), topic, page) for page in range(1, 5)]
    presses += [Request(Intent.CANDIDATE_ALL, (first,)), Request(Intent.NOT_ANSWERED, (first,))]
    presses += [Request(Intent.LIST_CANDIDATES, (), (), page) for page in (1, 2, 3, 99)]
    return presses


async def test_every_card_is_one_message_whatever_the_store_holds(desk: Desk) -> None:
    words = read_words()
    for pressed in every_press():
        turn = await talk.press(desk, words, Chat(), pressed)
        assert faults(turn.card) == [], pressed


async def test_no_view_counts_on_being_cut_by_the_renderer(desk: Desk) -> None:
    words = read_words()
    for pressed in every_press():
        card = (await talk.press(desk, words, Chat(), pressed)).card
        assert "[…]" not in [run.text for block in card.blocks for run in block.runs]
        assert sum(length(run.text) for block in card.blocks for run in block.runs) <= TEXT_LIMIT


async def test_a_note_of_who_is_shown_too_fits_above_what_everybody_answered(desk: Desk) -> None:
    words, catalogue = read_words(), await desk.catalogue()
    for pressed in every_press():
        if isinstance(pressed, Request) and not pressed.candidates and pressed.topics:
            card = (await talk.press(desk, words, Chat(), pressed)).card
            assert faults(shown_too(words, catalogue, EVERYONE, card)) == [], pressed


async def test_what_is_said_above_an_answer_that_goes_on_fits_with_it(desk: Desk) -> None:
    words, catalogue = read_words(), await desk.catalogue()
    for pressed in every_press():
        if isinstance(pressed, Request) and (pressed.candidates or pressed.topics):
            card = (await talk.press(desk, words, Chat(), pressed)).card
            by_itself = Request(Intent.CANDIDATE_ALL, (EVERYONE[0],))
            assert faults(gone_on(words, catalogue, pressed, by_itself, card)) == [], pressed
            assert faults(why(words, await answer(desk, pressed))) == [], pressed


def faults(card: Card) -> list[str]:
    """Say where a card goes beyond what Telegram takes."""
    sent = message(card)
    plain = html.unescape(re.sub(r"<[^>]*>", "", sent["text"]))
    rows = sent.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    found = [] if 0 < length(plain) <= TEXT_LIMIT else [f"{length(plain)} units of text"]
    found += ["[…] added"] if sent["text"].endswith("<i>[…]</i>") else []
    found += ["too many buttons"] if len(buttons) > 100 else []
    found += ["a row too wide"] if any(len(row) > 8 for row in rows) else []
    found += [
        f"data of {button['callback_data']}"
        for button in buttons
        if not 1 <= len(button.get("callback_data", "x").encode()) <= 64
    ]
    return found
