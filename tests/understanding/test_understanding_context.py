"""What a text leaves to the last answer."""

from __future__ import annotations

import pytest

from questions.request import Intent, Request
from questions.understanding.resolution import Behaviour, Unclear
from tests.understanding.conftest import Answer, Ask, wanted

S, C, A, P = Intent.STANCE, Intent.COMPARE, Intent.CANDIDATE_ALL, Intent.PRIORITY_ALL
W, N = Intent.WHO_SUPPORTS, Intent.NOT_ANSWERED


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("and women?", wanted(S, "ok", "6")),
        ("what about refugees", wanted(S, "ok", "7")),
        ("and Dubois?", wanted(S, "dub", "8")),
        ("ok and what about dubois", wanted(S, "dub", "8")),
        ("what about her?", wanted(S, "ok", "8")),
        ("does she support the ICC?", wanted(S, "ok", "4.2")),
        ("everything else she said", wanted(A, "ok")),
        ("the others?", wanted(P, "", "8")),
        ("what does dubois say about that", wanted(S, "dub", "8")),
        ("who else supports it", wanted(W, "", "8")),
        ("and who supports gender equality?", wanted(W, "", "6")),
        ("who hasn't answered that", wanted(N, "", "8")),
        ("compare her with dubois", wanted(C, "ok dub", "8")),
        ("and priority 3?", wanted(S, "ok", "3")),
        ("show me the questions on that", wanted(Intent.LIST_QUESTIONS, "", "8")),
        ("what does that priority say", wanted(Intent.LIST_PRIORITIES, "", "8")),
        ("et les femmes ?", wanted(S, "ok", "6")),
        ("¿y Dubois?", wanted(S, "dub", "8")),
        ("а беженцы?", wanted(S, "ok", "7")),
        ("والآخرون؟", wanted(P, "", "8")),
        ("那黄伟玲呢?", wanted(S, "ng", "8")),
        ("refugees?", wanted(S, "ok", "7")),
        ("on the ICC", wanted(S, "ok", "4.2")),
        ("dubois?", wanted(S, "dub", "8")),
        ("Okonkwo", wanted(A, "ok")),
    ],
)
def test_a_text_goes_on_from_the_last_answer(
    text: str, request_: Request, answered: Answer
) -> None:
    assert answered(text, "ok", "8") == request_


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("dubois on refugees", wanted(S, "dub", "7")),
        ("everyone on refugees", wanted(P, "", "7")),
        ("everything dubois said", wanted(A, "dub")),
        ("who is running", wanted(Intent.LIST_CANDIDATES)),
    ],
)
def test_a_text_that_says_all_ignores_the_last_answer(
    text: str, request_: Request, answered: Answer
) -> None:
    assert answered(text, "ok", "8") == request_


def test_they_are_all_of_the_last_answer(answered: Answer) -> None:
    assert answered("what do they say about women", "ok dub", "8") == wanted(C, "ok dub", "6")


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("and women?", Unclear.CANDIDATE),
        ("where does she stand on the icc", Unclear.CANDIDATE),
        ("and dubois?", Unclear.TOPIC),
        ("who supports it", Unclear.TOPIC),
        ("what about her?", Unclear.CANDIDATE),
    ],
)
def test_without_a_last_answer_it_is_asked_back(text: str, unclear: Unclear, ask: Ask) -> None:
    resolution = ask(text)
    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.unclear is unclear
    assert resolution.choices


def test_she_is_asked_back_where_the_last_answer_was_about_several(ask: Ask) -> None:
    assert ask("what about her on women", "ok dub", "8").behaviour is Behaviour.CLARIFY


def test_an_unexplained_word_is_not_answered_with_the_last_topic(ask: Ask) -> None:
    resolution = ask("what about nuclear weapons", "ok", "8")
    assert resolution.behaviour is Behaviour.OUT_OF_SCOPE
    resolution = ask("what about pavements", "ok", "8")
    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.choices[0].candidates == ("ok",)


def test_a_stranger_is_no_matter_of_context(ask: Ask) -> None:
    resolution = ask("and trump?", "ok", "8")
    assert resolution.behaviour is Behaviour.NO_SUCH_CANDIDATE
    assert resolution.request == wanted(S, "", "8")


def test_what_the_catalogue_no_longer_holds_is_forgotten(ask: Ask) -> None:
    assert ask("and women?", "gone", "99").behaviour is Behaviour.CLARIFY


@pytest.mark.parametrize(
    ("text", "request_made"),
    [
        ("what does Okonkwo say?", wanted(Intent.STANCE, "ok", "8")),
        ("¿qué dice Okonkwo?", wanted(Intent.STANCE, "ok", "8")),
        ("Okonkwo and Rivera?", wanted(Intent.COMPARE, "ok riv", "8")),
        ("is he alone in saying that?", wanted(Intent.PRIORITY_ALL, topics="8")),
        ("est-il le seul ?", wanted(Intent.PRIORITY_ALL, topics="8")),
    ],
)
def test_what_others_say_is_asked_on_the_topic_at_hand(
    text: str, request_made: Request, answered: Answer
) -> None:
    assert answered(text, "pet", "8") == request_made


@pytest.mark.parametrize(
    "text",
    [
        "thanks, very helpful!",
        "that was so nice, thank you",
        "this is great",
        "thanks for your help",
        "adiós y gracias",
        "gracias por tu ayuda",
        "merci de votre aide",
        "спасибо за помощь",
        "شكرا على المساعدة",
        "谢谢你的帮助",
    ],
)
def test_courtesy_is_never_answered(text: str, ask: Ask) -> None:
    assert ask(text, "pet", "8").behaviour is Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "text",
    [
        "don't give me the death penalty again, I want Okonkwo on refugees",
        "forget genocide, Okonkwo on refugees please",
        "not interested in women, what does Okonkwo say on refugees",
        "instead of the death penalty give me Okonkwo on refugees",
        "forget Rivera, Okonkwo on refugees",
        "oublie la peine de mort, Okonkwo sur les réfugiés",
        "забудь про смертную казнь, Оконкво о беженцах",
    ],
)
def test_what_a_text_turns_down_is_no_part_of_what_it_asks(text: str, answered: Answer) -> None:
    assert answered(text) == wanted(Intent.STANCE, "ok", "7")


def test_a_topic_that_is_only_turned_down_is_not_answered(ask: Ask) -> None:
    assert ask("enough about refugees").behaviour is Behaviour.CLARIFY
