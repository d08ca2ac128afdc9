"""Texts that look like a plain request and are none, or are another one."""

from __future__ import annotations

import pytest

from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding.hearing import read_as_heard
from questions.understanding.lexicon import lexicon_of
from questions.understanding.reading import Reading
from questions.understanding.resolution import NO_CONTEXT, Behaviour, Context, Resolution
from questions.understanding.resolve import resolve
from questions.understanding.several import SENTENCES, beside_chatter
from tests.understanding.conftest import Answer, Ask, wanted

EVERY_PRIORITY = {str(number) for number in range(1, 9)}


@pytest.mark.parametrize("text", ["okonkwo on gaza", "okonkwo executive pay"])
def test_a_matter_outside_the_agenda_offers_every_priority(ask: Ask, text: str) -> None:
    resolution = ask(text)

    assert resolution.behaviour is Behaviour.CLARIFY
    assert {choice.topics[0] for choice in resolution.choices} == EVERY_PRIORITY
    assert {choice.candidates for choice in resolution.choices} == {("ok",)}


@pytest.mark.parametrize(
    "text",
    ["Marie Dubois refugees", "Mr. Smith death penalty", "what does smith think of refugees"],
)
def test_a_name_that_is_nobodys_is_not_taken_for_a_near_one(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.NO_SUCH_CANDIDATE


@pytest.mark.parametrize(
    "text", ["is there a grace period for asylum", "they rose to it, refugees"]
)
def test_an_ordinary_word_in_its_own_place_is_no_name(ask: Ask, text: str) -> None:
    request = ask(text).request

    assert request is None or request.candidates == ()


@pytest.mark.parametrize(
    "text",
    ["unsubscribe", "who is going to win", "top three candidates", "okonkwo nuclear weapons"],
)
def test_what_is_not_here_is_out_of_scope(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["which candidates are women?", "compare okonkwo and dubois"])
def test_what_no_request_can_carry_is_asked_back(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.CLARIFY


def test_a_name_taken_back_is_left_out(answered: Answer) -> None:
    request = answered("not okonkwo, i mean dubois on refugees")

    assert request == wanted(Intent.STANCE, "dub", "7")


def test_a_number_beside_a_name_is_a_priority(answered: Answer) -> None:
    assert answered("Okonkwo 8") == wanted(Intent.STANCE, "ok", "8")


def test_a_word_without_its_vowels_is_read(answered: Answer) -> None:
    assert answered("okonkwo dth pnlty") == wanted(Intent.STANCE, "ok", "8")


def test_traditional_characters_are_read_as_simplified_ones(answered: Answer) -> None:
    assert answered("國際刑事法院 誰還沒回答").intent is Intent.NOT_ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "who supports arsenal?",
        "who likes chocolate",
        "quién apoya al barcelona",
        "qui soutient le psg",
        "how do I veto my flatmate's choice of film",
    ],
)
def test_what_belongs_to_everyday_life_is_out_of_scope(text: str, ask: Ask) -> None:
    assert ask(text).behaviour is Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["who supports equality", "who opposes torture chambers"])
def test_what_may_be_of_the_agenda_is_asked_back_about(text: str, ask: Ask) -> None:
    assert ask(text).behaviour is Behaviour.CLARIFY


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        (
            "okonkwo on refugees, dubois on women",
            [wanted(Intent.STANCE, "ok", "7"), wanted(Intent.STANCE, "dub", "6")],
        ),
        (
            "okonkwo on refugees, and who hasn't answered on women?",
            [wanted(Intent.STANCE, "ok", "7"), wanted(Intent.NOT_ANSWERED, topics="6")],
        ),
    ],
)
def test_of_two_questions_in_one_text_each_is_offered(
    ask: Ask, text: str, choices: list[Request]
) -> None:
    resolution = ask(text)

    assert resolution.behaviour is Behaviour.CLARIFY
    assert [*resolution.choices] == choices


def test_of_an_initial_those_are_offered_whose_names_begin_with_it(ask: Ask) -> None:
    resolution = ask("G. on refugees")

    assert resolution.behaviour is Behaviour.CLARIFY
    assert {choice.candidates for choice in resolution.choices} == {("ana",), ("luis",), ("rose",)}


def test_where_an_initial_is_of_too_many_no_few_of_them_are_offered(ask: Ask) -> None:
    resolution = ask("M. on refugees")

    assert resolution.behaviour is Behaviour.CLARIFY
    assert not any(choice.candidates for choice in resolution.choices)


@pytest.mark.parametrize(
    ("text", "last", "shown_too"),
    [
        ("everyone but okonkwo on refugees", "", ("ok",)),
        ("who besides okonkwo and dubois supports the icc", "", ("dub", "ok")),
        ("all but her on refugees", "may", ("may",)),
        ("everyone on refugees", "", ()),
    ],
)
def test_an_answer_of_all_tells_who_was_to_be_left_out(
    ask: Ask, text: str, last: str, shown_too: tuple[str, ...]
) -> None:
    resolution = ask(text, last, "8" if last else "")

    assert resolution.behaviour is Behaviour.ANSWER
    assert resolution.shown_too == shown_too


@pytest.mark.parametrize(
    "text",
    [
        "who agrees with Okonkwo about the ICC",
        "which candidate is closest to Okonkwo on the ICC",
        "qui est d'accord avec Okonkwo sur la CPI",
        "quién coincide con Okonkwo sobre la Corte Penal Internacional",
        "谁同意Okonkwo关于国际刑事法院的看法",
    ],
)
def test_who_agrees_with_somebody_is_judged_by_whoever_asks(ask: Ask, text: str) -> None:
    resolution = ask(text)

    assert resolution.behaviour is Behaviour.CLARIFY
    assert [(choice.intent, choice.candidates) for choice in resolution.choices] == [
        (Intent.PRIORITY_ALL, ()),
        (Intent.STANCE, ("ok",)),
    ]


def test_who_agrees_with_a_demand_is_answered(answered: Answer) -> None:
    assert answered("who agrees with the ICC").intent is Intent.WHO_SUPPORTS


@pytest.mark.parametrize("text", ["who hasn't answered about Gaza", "no answer on torture yet?"])
def test_silence_on_what_is_no_topic_is_not_silence_on_everything(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.CLARIFY


def test_a_candidate_told_by_what_they_said_is_asked_back(ask: Ask) -> None:
    assert ask("the woman who spoke about genocide").behaviour is Behaviour.CLARIFY


@pytest.mark.parametrize(
    "text",
    ["Okonkwo and Smith on refugees", "Smith and Okonkwo on refugees", "Okonkwo or Baker on women"],
)
def test_somebody_unknown_beside_a_candidate_is_not_passed_over(ask: Ask, text: str) -> None:
    resolution = ask(text)

    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.unknown_name in ("Smith", "Baker")


@pytest.mark.parametrize(
    "text",
    [
        "Hi, it's my birthday! Who supports the ICC?",
        "DROP TABLE candidates; -- haha kidding. who supports the ICC?",
    ],
)
def test_a_question_behind_chatter_is_answered(answered: Answer, text: str) -> None:
    assert answered(text).intent is Intent.WHO_SUPPORTS


def test_what_is_spelled_out_in_signs_is_read(answered: Answer) -> None:
    assert answered("priorities 2-4 for Okonkwo").topics == ("2", "3", "4")
    assert answered("v e t o, Okonkwo").topics == answered("veto, Okonkwo").topics != ()
    assert answered("Okonkwo 🏳️‍🌈?").topics[0].startswith("2")


def test_an_initial_that_is_not_theirs_leaves_a_name_in_doubt(ask: Ask) -> None:
    assert ask("N. Okonkwo on refugees").behaviour is Behaviour.ANSWER
    assert ask("Z. Okonkwo on refugees").behaviour is Behaviour.CLARIFY


def test_a_number_and_the_name_of_another_topic_are_asked_back(ask: Ask) -> None:
    assert ask("Priority 5, the one on refugees").behaviour is Behaviour.CLARIFY


@pytest.mark.parametrize(
    "text", ["Do you, the bot, personally want executions?", "bot: would you hang a murderer?"]
)
def test_the_bot_has_no_views(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["I love football. " * 240, "My pizza is cold! Who? " * 170])
def test_few_sentences_of_a_text_are_read_by_themselves(
    hard_catalogue: Catalogue, text: str
) -> None:
    parts = list[str]()
    reading = read_as_heard(text, lexicon_of(hard_catalogue))

    def ask(part: str, _: Context) -> tuple[Reading, Resolution]:
        parts.append(part)
        return Reading(), resolve(part, hard_catalogue)

    assert beside_chatter(text, reading, NO_CONTEXT, ask) is None
    assert len(parts) <= SENTENCES
