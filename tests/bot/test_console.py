"""The console, as whoever tries Hustings for the first time types at it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.console import converse
from bot.desk import Desk
from bot.words import read_words
from storage.database import Database
from tests.samples import stock


@pytest.fixture
async def desk(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database(sqlite_url)
    await stock(database, tmp_path)
    yield Desk(database)
    await database.close()


async def typed(desk: Desk, *lines: str) -> list[str]:
    """Type lines, and return what is answered to each, its lines run together."""
    out = io.StringIO()
    await converse(desk, read_words(), io.StringIO("\n".join(lines) + "\n"), out)
    answers = out.getvalue().split("\n\n> ")[1:]
    return [" ".join(each.partition("\n")[2].split()) for each in answers]


async def test_ask_alone_says_what_can_be_asked_and_offers_the_priorities(desk: Desk) -> None:
    (said,) = await typed(desk, "/ask")
    assert "Write behind /ask what you would like to know" in said
    assert "Where does Lin stand on “Death penalty”?" not in said
    assert "Where does Okonkwo stand on “Death penalty”?" in said
    assert "8 Death penalty" in said
    assert "not something I can answer" not in said


@pytest.mark.parametrize(
    "plea",
    ["help", "help me", "Help me, please!", "?", "how does this work?", "ayuda", "aidez-moi"],
)
async def test_who_asks_for_help_is_told_what_can_be_done_here(desk: Desk, plea: str) -> None:
    (said,) = await typed(desk, plea)
    assert said.startswith("What you can do here")
    assert "/compare" in said


async def test_a_command_that_there_is_not_is_called_so_and_those_there_are_listed(
    desk: Desk,
) -> None:
    alone, with_more = await typed(desk, "/flumper", "/flumper crinkles")
    for said in (alone, with_more):
        assert said.startswith("There is no command /flumper.")
        assert "/compare: two to four candidates on a topic" in said


async def test_a_guess_at_a_command_that_asks_something_is_answered_and_said_to_be_none(
    desk: Desk,
) -> None:
    (said,) = await typed(desk, "/death_penalty Okonkwo")
    assert said.startswith("There is no command /death_penalty. I took it as a question: Amara")
    assert "I will work for abolition everywhere." in said


async def test_unfollowing_what_is_not_followed_says_that_it_is_not(desk: Desk) -> None:
    said = await typed(desk, "/unfollow refugees", "/follow 7", "/unfollow Rivera", "/follow 7")
    assert said[0].startswith("You do not follow priority 7")
    assert said[1].startswith("From now on you follow priority 7")
    assert said[2].startswith("You do not follow Tomás Rivera.")
    assert said[3].startswith("You follow priority 7 Refugees and migrants already.")
    assert "no longer" not in " ".join(said)


async def test_questions_and_who_begin_where_there_is_something_to_read(desk: Desk) -> None:
    served, _, who = await typed(desk, "/questions", "1", "/who")
    assert served.startswith("Question 4.2.1")
    assert who.startswith("Who commits to what is asked")
    assert "No answer on record" not in who
    assert "Questions to which nobody has replied yet are left out here:" in who


async def test_a_question_that_was_put_to_nobody_is_said_to_be_so_in_one_line(desk: Desk) -> None:
    (said,) = await typed(desk, "/questions 1.1")
    assert "Not put to anybody yet, nothing on record Fictional" in said


async def test_counts_say_what_they_count(desk: Desk) -> None:
    one, priority, candidate = await typed(desk, "death penalty", "refugees?", "all of Rivera")
    assert "Put to 4 candidates, 2 answered, 1 declined" in one
    assert "8 Death penalty: 1 question put, 1 answered" in candidate
    assert "4 Fight against impunity: no question put, 1 answered unprompted" in candidate
    assert "1 UN impact on human rights: no question put, nothing on record" in candidate
    assert (
        "Counting each question once for every candidate it was put to: 2 put, 0 answered"
        in priority
    )


async def test_a_bare_name_after_an_older_topic_says_what_it_was_taken_for_and_offers_all_of_theirs(
    desk: Desk,
) -> None:
    _, narrowed, everything = await typed(desk, "okonkwo death penalty", "Rivera", "1")
    assert narrowed.startswith(
        "I took this to go on from your last question: Tomás Rivera on 8 Death penalty. Tomás"
    )
    assert "[1] All answers of Rivera" in narrowed
    assert "4 Fight against impunity: no question put, 1 answered unprompted" in everything


async def test_a_bare_topic_after_somebody_says_so_and_offers_everybody(desk: Desk) -> None:
    _, narrowed = await typed(desk, "okonkwo death penalty", "refugees")
    assert narrowed.startswith(
        "I took this to go on from your last question: Amara Okonkwo on 7 Refugees and migrants."
    )
    assert "[1] All candidates on 7 Refugees" in narrowed


@pytest.mark.parametrize("said", ["and Rivera?", "Rivera death penalty", "who supports it?"])
async def test_what_asks_to_go_on_or_names_everything_itself_is_answered_without_a_remark(
    desk: Desk, said: str
) -> None:
    assert "go on from" not in " ".join(await typed(desk, "okonkwo death penalty", said))


async def test_why_says_how_the_question_was_understood_and_where_the_answer_comes_from(
    desk: Desk,
) -> None:
    _, why, back = await typed(desk, "okonkwo death penalty", "why?", "1")
    assert why.startswith(
        "Where this comes from I understood your question as: Amara Okonkwo on 8 Death penalty."
    )
    assert "Letter to the coalition <https://example.org/okonkwo>" in why
    assert "commits to what is asked. Names the goal without conditions." in why
    assert "abolition everywhere" not in why
    assert "abolition everywhere" in back


@pytest.mark.parametrize(
    "said", ["source?", "Where did you get this?", "how do you know", "quelle est la source ?"]
)
async def test_who_asks_for_the_source_is_told_it(desk: Desk, said: str) -> None:
    _, told = await typed(desk, "okonkwo death penalty", said)
    assert told.startswith("Where this comes from")
    assert "Letter to the coalition <https://example.org/okonkwo>" in told


async def test_who_asks_for_the_source_of_nothing_is_told_of_none(desk: Desk) -> None:
    (said,) = await typed(desk, "source?")
    assert "Where this comes from" not in said


@pytest.mark.parametrize("before", ["death penalty", "compare okonkwo and rivera", "okonkwo 7.1.1"])
async def test_how_come_is_answered_after_any_answer(desk: Desk, before: str) -> None:
    _, why = await typed(desk, before, "how come?")
    assert why.startswith("Where this comes from I understood your question as:")
    assert "only their own words can tell" in why


async def test_a_report_is_not_said_to_wait_for_a_reply_that_a_console_cannot_take(
    desk: Desk,
) -> None:
    answer, thanks = await typed(desk, "okonkwo death penalty", "4")
    assert "[4] Report an error" in answer
    assert thanks.startswith("Reported as ⚑ 8.1.1/c01 Thank you.")
    assert "by replying to this message, which a console cannot" in thanks


async def test_what_is_kept_is_shown_line_by_line(desk: Desk) -> None:
    out = io.StringIO()
    await converse(desk, read_words(), io.StringIO("/follow 8\n/export\n"), out)
    assert '\n   "priority 8"\n' in out.getvalue().replace("    ", "   ")


@pytest.mark.parametrize("command", ["/who", "/questions"])
async def test_a_command_for_topics_asks_which_topic_is_meant_and_not_who(
    desk: Desk, command: str
) -> None:
    (said,) = await typed(desk, f"{command} flumper")
    assert said.startswith("I am not sure which topic you mean.")


async def test_all_questions_begin_with_those_replied_to_and_the_way_to_everybody_is_named(
    desk: Desk,
) -> None:
    everything, one = await typed(desk, "compare everyone", "Rivera on refugees")
    assert everything.startswith("All questions Questions to which nobody has replied yet are left")
    assert "• 4.2.1" in everything
    assert "• 1.1.1" not in everything
    assert "] All candidates on 7 Refugees and mi" in one
