"""Buttons turn pages and change screens in place; questions are served one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from tests.emulators.telegram import Person, TelegramEmulator
from tests.samples import SAMPLE, stock


async def test_questions_are_served_one_by_one_with_their_priority_and_ask(
    telegram: TelegramEmulator, ada: Person
) -> None:
    first = await telegram.ask(ada, "/questions 8")
    assert "Priority 8: End the death penalty" in first.text
    assert "Ask 8.1:" in first.text
    assert "Put to 4 candidates, 2 answered, 1 declined" in first.text
    assert "Answered: Amara Okonkwo and Tomás Rivera" in first.text
    after = await telegram.tap(first, "Next question ›")
    assert "Question 1.1.1" in after.text
    assert after.message_id == first.message_id


async def test_every_question_can_be_reached_by_next(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    catalogue = await desk.catalogue()
    screen = await telegram.ask(ada, "/questions")
    seen = [screen.texts("bold")[0]]
    for _ in range(len(catalogue.questions)):
        screen = await telegram.tap(screen, "Next question ›")
        seen.append(screen.texts("bold")[0])
    ids = [each.removeprefix("Question ") for each in seen]
    assert sorted(ids[1:]) == sorted(catalogue.questions)
    assert ids[0] == ids[-1] == "4.2.1", "it begins where somebody has said something"


async def test_a_ready_text_puts_the_question_and_leads_back(
    telegram: TelegramEmulator, ada: Person
) -> None:
    question = await telegram.ask(ada, "/questions 8")
    ready = await telegram.tap(question, "Ask it yourself")
    assert len(ready.texts("pre")) == 1
    back = await telegram.tap(ready, "‹ Back to the question")
    assert back.text == question.text


async def test_a_long_quote_is_read_page_by_page_and_nothing_is_left_out(
    telegram: TelegramEmulator, ada: Person, desk: Desk, tmp_path: Path
) -> None:
    words = [f"word{number}" for number in range(1_500)]
    await stock(desk.database, tmp_path, with_quote(" ".join(words)))
    page = await telegram.ask(ada, "okonkwo death penalty")
    read = page.texts("blockquote")
    while "More ›" in page.labels:
        page = await telegram.tap(page, "More ›")
        read += page.texts("blockquote")
    assert " ".join(part.strip("“”") for part in read).split() == words


async def test_pressing_the_same_button_twice_is_no_error(
    telegram: TelegramEmulator, ada: Person
) -> None:
    screen = await telegram.ask(ada, "/priorities")
    await telegram.tap(screen, "m:8")
    telegram.press_forged(screen, "m:8")
    await telegram.until(lambda: any("not modified" in call.error for call in telegram.refused))
    assert "Priority 8" in telegram.last(ada).text


async def test_an_expired_query_is_no_error_and_the_screen_still_changes(
    telegram: TelegramEmulator, ada: Person
) -> None:
    screen = await telegram.ask(ada, "/priorities")
    telegram.press(screen, "m:8", expired=True)
    assert "Priority 8" in (await telegram.reply(ada)).text


async def test_every_button_of_every_screen_leads_somewhere(
    telegram: TelegramEmulator, ada: Person
) -> None:
    """Press whatever is offered, breadth first, until nothing new is offered.

    Somebody else goes on every now and then: nobody may press so much in so little time.
    """
    screen = await telegram.ask(ada, "/start")
    waiting = presses_of(screen)
    seen = set(waiting)
    pressed = 0
    while waiting and pressed < 150:
        data = waiting.pop(0)
        pressed += 1
        if pressed % 30 == 0:
            screen = await telegram.ask(telegram.person(), "/start")
        query = telegram.press_forged(screen, data)
        await telegram.acknowledged(query)
        await telegram.until(lambda: not telegram.pending_updates)
        shown = telegram.last(screen.chat)
        assert "does not work here" not in shown.text
        assert "Something went wrong" not in shown.text
        new = [each for each in presses_of(shown) if each not in seen]
        seen.update(new)
        waiting += new
    assert pressed > 50


def presses_of(screen: Any) -> list[str]:
    return [
        button["callback_data"]
        for row in screen.keyboard
        for button in row
        if "callback_data" in button
    ]


async def test_an_error_is_reported_with_words_and_kept_without_the_person(
    telegram: TelegramEmulator, ada: Person, desk: Desk
) -> None:
    answer = await telegram.ask(ada, "okonkwo death penalty")
    thanks = await telegram.tap(answer, "Report an error")
    telegram.say(ada, "The date is wrong", reply_to=thanks)
    noted = await telegram.reply(ada)
    assert "your words were added" in noted.text
    async with desk.database.reading() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM error_reports")).all()
    assert [(row.candidate_id, row.question_id, row.revision, row.note) for row in rows] == [
        ("c01", "8.1.1", 1, None),
        ("c01", "8.1.1", 1, "The date is wrong"),
    ]
    assert str(ada.id) not in str(rows)


@pytest.mark.parametrize("mark", ["\ud83d", "\0"])
async def test_a_report_with_a_character_that_no_store_holds_is_kept_with_a_mark_for_it(
    telegram: TelegramEmulator, ada: Person, desk: Desk, mark: str
) -> None:
    answer = await telegram.ask(ada, "okonkwo death penalty")
    thanks = await telegram.tap(answer, "Report an error")
    telegram.say(ada, f"The date{mark} is wrong", reply_to=thanks)
    assert "your words were added" in (await telegram.reply(ada)).text
    async with desk.database.reading() as connection:
        notes = await connection.exec_driver_sql("SELECT note FROM error_reports ORDER BY id")
        assert [*notes.scalars()] == [None, "The date\ufffd is wrong"]


def with_quote(quote: str) -> dict[str, Any]:
    return {"responses": [{**SAMPLE["responses"][0], "quote": quote}]}
