"""Whom a text names."""

from __future__ import annotations

import pytest

from questions.candidate import Candidate
from questions.request import Intent, Request
from questions.understanding.resolution import Behaviour, Unclear
from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.understanding.conftest import Answer, Ask, wanted


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("where does Okonkwo stand on refugees", "ok"),
        ("OKONKWO REFUGEES", "ok"),
        ("okonkwo's refugees", "ok"),
        ("o k o n k w o refugees", "ok"),
        ("rivera soto refugees", "riv"),
        ("fernanda rivera on refugees", "riv"),
        ("García, Ana: refugees", "ana"),
        ("l. garcia refugees", "luis"),
        ("alrashid refugees", "rash"),
        ("al rashid refugees", "rash"),
        ("rashid refugees", "rash"),
        ("min-jun kim refugees", "kim"),
        ("minjun refugees", "kim"),
        ("jean luc dubois refugees", "dub"),
        ("vandenberg refugees", "berg"),
        ("obrien refugees", "obr"),
        ("ling refugees", "ng"),
        ("mueller refugees", "mul"),
        ("j muller refugees", "mul"),
        ("suharto refugees", "suh"),
        ("mohamed yousuf refugees", "yus"),
        ("позиция Сергея Петрова по беженцам", "pet"),
        ("что Оконкво говорит о беженцах", "ok"),
        ("موقف الراشد من اللاجئين", "rash"),
        ("黄伟玲怎么看难民", "ng"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, candidate: str, answered: Answer) -> None:
    assert answered(text) == wanted(Intent.STANCE, candidate, "7")


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("okonko refugees", "ok"),
        ("okonkow refugees", "ok"),
        ("rivrea refugees", "riv"),
        ("ana gracia refugees", "ana"),
        ("garcia lius refugees", "luis"),
        ("dubios refugees", "dub"),
        ("van den brg refugees", "berg"),
        ("suhrato refugees", "suh"),
        ("kuznetzova refugees", "kuz"),
        ("al rashed refugees", "rash"),
    ],
)
def test_a_slip_in_a_name_is_mended(text: str, candidate: str, answered: Answer) -> None:
    assert answered(text) == wanted(Intent.STANCE, candidate, "7")


def test_a_shared_name_is_asked_back_with_whole_requests(ask: Ask) -> None:
    resolution = ask("garcia on refugees")
    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.unclear is Unclear.CANDIDATE
    assert resolution.choices == (
        wanted(Intent.STANCE, "ana", "7"),
        wanted(Intent.STANCE, "luis", "7"),
    )


def test_a_shared_name_beside_a_certain_one_is_asked_back_as_comparisons(ask: Ask) -> None:
    resolution = ask("compare okonkwo and garcia on refugees")
    assert resolution.choices == (
        wanted(Intent.COMPARE, "ok ana", "7"),
        wanted(Intent.COMPARE, "ok luis", "7"),
    )


def test_somebody_named_in_full_needs_no_second_naming(answered: Answer) -> None:
    assert answered("ana garcia, what does garcia say about refugees").candidates == ("ana",)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("rose on the veto", wanted(Intent.STANCE, "rose", "3.3")),
        ("where does may stand on refugees", wanted(Intent.STANCE, "may", "7")),
        ("may governments execute people", wanted(Intent.PRIORITY_ALL, "", "8")),
        ("tutuola on international justice", wanted(Intent.STANCE, "tut", "4")),
    ],
)
def test_a_name_that_is_an_ordinary_word_counts_where_a_name_would_stand(
    text: str, request_: Request, answered: Answer
) -> None:
    assert answered(text) == request_


def test_an_ordinary_word_is_never_a_slip_of_a_name(ask: Ask) -> None:
    assert ask("rosy prospects").behaviour is Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("where does smirnov stand on the veto", "smirnov"),
        ("Smirnov veto", "Smirnov"),
        ("what does Smirnov say", "Smirnov"),
        ("joe biden death penalty", "joe biden"),
        ("Peter Okonkwo on refugees", "Peter Okonkwo"),
        ("Ana Petrov on refugees", "Ana Petrov"),
        ("Ngozi Adichie on refugees", "Ngozi Adichie"),
        ("van der Waals on refugees", "van der Waals"),
        ("¿qué dice Smirnov sobre el veto?", "Smirnov"),
        ("que pense Smirnov du veto", "Smirnov"),
        ("что думает Смирнов о вето", "Смирнов"),
        ("ما رأي سميرنوف في حق النقض", "سميرنوف"),
        ("王小明对死刑的立场", "王小明"),
    ],
)
def test_nobody_known_is_never_taken_for_somebody(text: str, unknown: str, ask: Ask) -> None:
    resolution = ask(text)
    assert resolution.behaviour is Behaviour.NO_SUCH_CANDIDATE
    assert resolution.unknown_name == unknown


def test_whoever_shares_part_of_an_unknown_name_is_offered(ask: Ask) -> None:
    assert wanted(Intent.STANCE, "ok", "7") in ask("Peter Okonkwo on refugees").choices


def test_of_more_candidates_than_can_be_compared_none_is_left_out_of_what_is_offered(
    ask: Ask,
) -> None:
    resolution = ask("compare okonkwo, rivera, petrov, dubois and kim on impunity")
    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.choices == (Request(Intent.PRIORITY_ALL, (), ("4",)),)


def test_a_candidate_beside_nobody_known_is_asked_about_alone(ask: Ask) -> None:
    resolution = ask("Okonkwo and Smirnov on refugees")
    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.unknown_name == "Smirnov"
    assert resolution.choices == (wanted(Intent.STANCE, "ok", "7"),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("everyone except okonkwo on refugees", Intent.PRIORITY_ALL),
        ("who apart from okonkwo and dubois is against refugees", Intent.WHO_SUPPORTS),
    ],
)
def test_all_are_shown_where_one_is_left_out(text: str, intent: Intent, ask: Ask) -> None:
    resolution = ask(text)
    assert resolution.behaviour is Behaviour.ANSWER
    assert resolution.request == wanted(intent, "", "7")


@pytest.mark.parametrize(
    ("text", "request_made"),
    [
        ("who may still sign on to refugees", wanted(Intent.WHO_SUPPORTS, topics="7")),
        ("Okonkwo may support refugees", wanted(Intent.STANCE, "ok", "7")),
        ("May and Okonkwo on refugees", wanted(Intent.COMPARE, "may ok", "7")),
        ("Okonkwo and May on refugees", wanted(Intent.COMPARE, "ok may", "7")),
    ],
)
def test_a_word_that_does_work_is_a_name_among_names_only(
    text: str, request_made: Request, answered: Answer
) -> None:
    assert answered(text) == request_made


def test_a_name_alone_that_does_work_in_sentences_is_asked_back_about(ask: Ask) -> None:
    resolution = ask("may")

    assert resolution.behaviour is Behaviour.CLARIFY
    assert resolution.request == wanted(Intent.CANDIDATE_ALL, "may")


def test_a_slip_in_a_family_name_that_is_a_word_is_seen_behind_the_given_name(
    answered: Answer,
) -> None:
    assert answered("grace roze refugees") == wanted(Intent.STANCE, "rose", "7")


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Корт о беженцах", "court"),
        ("что говорит Розалинд Корт о беженцах", "court"),
        ("كورت واللاجئين", "court"),
        ("欧阳怎么看难民", "ouyang"),
        ("欧阳女士对难民什么态度", "ouyang"),
        ("昭宁怎么看难民", "ouyang"),
    ],
)
def test_a_name_is_known_in_another_script_though_it_is_a_word(text: str, whom: str) -> None:
    roster = (
        Candidate("court", "Rosalind Court", "Court"),
        Candidate("ouyang", "Ouyang Zhaoning", "Ouyang", ("欧阳昭宁",)),
    )
    resolution = resolve(text, catalogue_with(roster))
    assert resolution.behaviour is Behaviour.ANSWER
    assert resolution.request == wanted(Intent.STANCE, whom, "7")


@pytest.mark.parametrize(
    "text",
    [
        "both Garcías on refugees",
        "both of the Garcias on refugees",
        "either of the Garcías on refugees",
        "compare the Garcías on refugees",
    ],
)
def test_two_of_one_name_are_both_meant_where_a_text_says_so(text: str, answered: Answer) -> None:
    assert answered(text) == wanted(Intent.COMPARE, "ana luis", "7")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("the García who isn't Ana on refugees", ""),
        ("García, but not Ana, on refugees", ""),
        ("García (not Ana) on refugees", ""),
        ("not that García", "ana"),
        ("wrong García", "ana"),
        ("the other García", "ana"),
    ],
)
def test_of_two_of_one_name_the_one_who_is_refused_is_left_out(
    text: str, last: str, answered: Answer
) -> None:
    assert answered(text, last, "7" if last else "") == wanted(Intent.STANCE, "luis", "7")
