"""`@bot somebody something` in any chat offers the answer card; nothing is kept of the person."""

from __future__ import annotations

import pytest

from tests.emulators.telegram import Person, TelegramEmulator


async def test_an_answer_is_offered_with_its_words_and_a_way_back_to_the_bot(
    telegram: TelegramEmulator, ada: Person
) -> None:
    (result,) = await telegram.look_up(ada, "okonkwo death penalty")
    assert result["title"] == "Amara Okonkwo"
    assert "abolition everywhere" in result["input_message_content"]["message_text"]
    ((button,),) = result["reply_markup"]["inline_keyboard"]
    assert button["url"] == "https://t.me/hustings_test_bot?start=s_8_c01"


async def test_the_way_back_leads_to_the_same_answer(
    telegram: TelegramEmulator, ada: Person
) -> None:
    (result,) = await telegram.look_up(ada, "okonkwo death penalty")
    link = result["reply_markup"]["inline_keyboard"][0][0]["url"]
    reply = await telegram.ask(ada, f"/start {link.partition('start=')[2]}")
    assert "abolition everywhere" in reply.text


async def test_nothing_is_kept_by_telegram_for_others(
    telegram: TelegramEmulator, ada: Person
) -> None:
    await telegram.look_up(ada, "okonkwo death penalty")
    (call,) = telegram.calls("answerInlineQuery")
    assert call.arguments["cache_time"] in (0, "0")


async def test_what_may_be_meant_is_offered_side_by_side(
    telegram: TelegramEmulator, ada: Person
) -> None:
    results = await telegram.look_up(ada, "where does smirnov stand on the death penalty")
    assert all("smirnov" not in result["title"].lower() for result in results)


@pytest.mark.parametrize("query", ["", "weather tomorrow", "\ud83d", "x" * 256])
async def test_a_query_without_an_answer_offers_the_bot_itself(
    telegram: TelegramEmulator, ada: Person, query: str
) -> None:
    query_id = telegram.inline(ada, query)
    answer = await telegram.until(lambda: telegram.inline_answer(query_id))
    assert answer is not None
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "h"
