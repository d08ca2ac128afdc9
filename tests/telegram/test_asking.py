"""A supporter asks, and gets a candidate's own words with date and source, or an honest nothing."""

from __future__ import annotations

import pytest

from tests.emulators.telegram import Person, TelegramEmulator


async def test_one_candidate_on_one_topic_is_quoted_with_date_and_source(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "where does Okonkwo stand on the death penalty?")
    assert reply.texts("bold")[0] == "Amara Okonkwo"
    assert "8.1.1" in reply.text
    assert reply.texts("blockquote") == ["“I will work for abolition everywhere.”"]
    assert "English · 20 May 2026 · Letter to the coalition · revision 1" in reply.text
    assert reply.links["Letter to the coalition"] == "https://example.org/okonkwo"
    assert (
        "The coalition's reading: commits to what is asked. Names the goal without conditions."
        in reply.text
    )


async def test_a_translation_is_shown_as_the_coalitions(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "rivera death penalty")
    assert "“Cada Estado decide sus penas.”" in reply.text
    assert "The coalition's translation: “Each state decides its own penalties.”" in reply.text
    assert "Spanish · 22 May 2026" in reply.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("okonkwo question 7.1.1", "an answer is awaited until 1 January 2999"),
        ("ostergaard question 7.1.1", "an answer was due by 1 June 2026"),
        ("rivera question 7.1.1", "has not been put to this candidate"),
        ("Østergaard death penalty", "Declined to answer on 25 May 2026"),
        (
            "lin wei death penalty",
            "Has withdrawn as a candidate. The question was put on 1 May 2026.",
        ),
    ],
)
async def test_without_an_answer_it_says_which_kind_of_nothing_it_is(
    telegram: TelegramEmulator, ada: Person, asked: str, said: str
) -> None:
    assert said in (await telegram.ask(ada, asked)).text


async def test_all_of_one_candidate_is_counted_priority_by_priority(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "what has Rivera said?")
    assert reply.texts("bold")[0] == "Tomás Rivera"
    assert "8 Death penalty: 1 question put, 1 answered" in reply.text
    assert "no question put, 1 answered unprompted" in reply.text


async def test_all_candidates_on_one_topic_stand_in_one_neutral_order(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "death penalty")
    places = [reply.text.index(name) for name in ("Lin Wei", "Amara", "Ingrid", "Tomás")]
    assert places == sorted(places)
    assert "Put to 4 candidates, 2 answered, 1 declined" in reply.text


async def test_a_comparison_shows_the_same_question_for_each_and_no_total(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "compare Rivera and Okonkwo on the death penalty")
    assert reply.text.index("Amara Okonkwo") < reply.text.index("Cada Estado")
    assert "abolition everywhere" in reply.text
    assert "answered" not in reply.text.replace("not answered", "")


async def test_who_commits_is_told_question_by_question_as_the_coalitions_reading(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "who supports ending the death penalty?")
    assert "How the coalition reads each published answer" in reply.text
    assert "Commits to this: Amara Okonkwo" in reply.text
    assert "Opposes this: Tomás Rivera" in reply.text


async def test_an_answer_not_assessed_is_listed_as_that(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "/who question 4.2.1")
    assert "Answered, not assessed: Tomás Rivera" in reply.text


async def test_who_has_not_answered_is_told_by_what_is_known_of_each(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "who has not answered on the death penalty?")
    assert "Declined to answer: Ingrid Østergaard" in reply.text
    assert "Withdrew as a candidate: Lin Wei" in reply.text
    assert "Okonkwo" not in reply.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("list the candidates", "Candidates for"),
        ("what are the priorities", "Combat impunity"),
        ("what does priority 3 say?", "Article 99"),
        ("list the questions on priority 8", "8.1.1"),
    ],
)
async def test_what_there_is_to_ask_about_can_be_listed(
    telegram: TelegramEmulator, ada: Person, asked: str, said: str
) -> None:
    assert said in (await telegram.ask(ada, asked)).text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/start", "This bot is run by Test Coalition."),
        ("/start", "signed by Amnesty International"),
        ("/priorities", "Combat impunity"),
        ("/questions", "Question 4.2.1"),
        ("/questions 8", "Question 8.1.1"),
        ("/questions refugees", "Question 7.1.1"),
        ("/candidates", "Republic of Arvenia"),
        ("/compare", "Name two to four candidates"),
        ("/compare okonkwo, rivera, death penalty", "abolition everywhere"),
        ("/who", "Who commits to what is asked"),
        ("/who death penalty", "Commits to this: Amara Okonkwo"),
        ("/ask okonkwo death penalty", "abolition everywhere"),
        ("/follow", "once a day at most"),
        ("/unfollow", "You follow nothing"),
        ("/privacy", "privacy@example.org"),
        ("/export", "Nothing is kept of you"),
        ("/forget", "Erase everything?"),
        ("/stop", "Nothing will be sent to you unasked"),
        ("/help", "/questions"),
        ("/HELP@hustings_test_bot", "/questions"),
    ],
)
async def test_every_command_has_its_screen(
    telegram: TelegramEmulator, ada: Person, command: str, said: str
) -> None:
    assert said in (await telegram.ask(ada, command)).text


async def test_the_command_menu_offers_each_kind_of_chat_what_works_there(
    telegram: TelegramEmulator,
) -> None:
    assert "forget" in telegram.menu("all_private_chats")
    assert "forget" not in telegram.menu("all_chat_administrators")
    assert "follow" in telegram.menu("all_chat_administrators")
    assert "follow" not in telegram.menu("all_group_chats")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("c__c01", "Amara Okonkwo"),
        ("m_8", "Priority 8"),
        ("q_8-1-1", "Question 8.1.1"),
        ("s_8-1-1_c01", "abolition everywhere"),
        ("h", "Questions to the candidates"),
        ("f_8", "Questions to the candidates"),
        ("e_1", "Questions to the candidates"),
        ("s_99-1-1_c01", "not part of the current agenda"),
        ("s_8-1-1_c99", "not on record"),
        ("<script>", "does not work here"),
    ],
)
async def test_a_deep_link_shows_its_screen_and_changes_nothing(
    telegram: TelegramEmulator, ada: Person, link: str, said: str
) -> None:
    assert said in (await telegram.ask(ada, f"/start {link}")).text


async def test_whoever_was_to_be_left_out_is_shown_with_the_others_and_it_says_so(
    telegram: TelegramEmulator, ada: Person
) -> None:
    reply = await telegram.ask(ada, "everyone except Okonkwo on the death penalty")
    assert "This shows all candidates alike, Amara Okonkwo among them." in reply.text
    assert "I will work for abolition everywhere." in reply.text
    assert "among them" not in (await telegram.ask(ada, "everyone on the death penalty")).text
