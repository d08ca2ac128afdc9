from __future__ import annotations

import pytest

from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding.resolution import Behaviour
from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.understanding.conftest import Answer, Ask, wanted
from tests.understanding.slips import by_priority, slipped

NEAR_NAMES = catalogue_with(
    [
        Candidate("rao", "Anjali Rao-Lindqvist", "Rao-Lindqvist"),
        Candidate("holden", "Rasmus Holden", "Holden"),
        Candidate("halden", "Leonie Halden", "Halden"),
        Candidate("cuesta", "Ximena de la Cuesta", "de la Cuesta"),
        Candidate("sanou", "Mireille Sanou-Leclerc", "Sanou-Leclerc"),
        Candidate("venk", "Lakshmi Venkataraghavan", "Venkataraghavan"),
    ]
)
SAMPLED = 6
"""Of so many texts one is mistyped here; `make bench` mistypes all."""


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Okonkwo hender identity", "2.2"),
        ("Okonkwo on the massmurderers behind bars", "4"),
        ("Okonkwo hatred ofmigrants", "7.5"),
        ("Okonkwo same sxe unions", "2.2"),
        ("Okonkwo deathpenalty", "8"),
        ("Okonkwo crimesagainsthumanity courts", "4"),
        ("Okonkwo gender equ ality", "6"),
        ("Okonkwo on refu gees", "7"),
        ("lg bt rights, Okonkwo", "2"),
    ],
)
def test_a_slip_is_told_by_the_words_beside_it(answered: Answer, text: str, topic: str) -> None:
    request = answered(text)

    assert request.candidates == ("ok",)
    assert [each.partition(".")[0] for each in request.topics] == [topic.partition(".")[0]]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Okonkwo on execushuns", "8"),
        ("Okonkwo internashunal criminal kourt", "4"),
        ("Okonkwo persekushun of minorities", "2"),
        ("Okonkwo sekurity kounsil veto", "3"),
        ("Okonkwo hooman rights defenders", "5"),
    ],
)
def test_a_word_may_be_written_by_ear(answered: Answer, text: str, topic: str) -> None:
    request = answered(text)

    assert request.candidates == ("ok",)
    assert [each.partition(".")[0] for each in request.topics] == [topic]


@pytest.mark.parametrize(
    "text", ["who hasnt answered on hateed", "who supports anners", "Okonkwo jobs for mayes"]
)
def test_a_slip_makes_no_question_broad(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.CLARIFY


def test_a_slip_in_what_is_asked_is_no_doubt(answered: Answer) -> None:
    assert answered("wich candidats havent awnsered") == wanted(Intent.NOT_ANSWERED)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("wich qestions do u ask abt refugees", wanted(Intent.LIST_QUESTIONS, topics="7")),
        ("hoo suports the icc", wanted(Intent.WHO_SUPPORTS, topics="4.2")),
        ("evry thing Okonkwo sed", wanted(Intent.CANDIDATE_ALL, "ok")),
        ("ke piensa Okonkwo de los refugiados", wanted(Intent.STANCE, "ok", "7")),
        ("qe pense Okonkwo des refugies", wanted(Intent.STANCE, "ok", "7")),
        ("шо гаварит Кузнецова о беженцах", wanted(Intent.STANCE, "kuz", "7")),
    ],
)
def test_small_words_may_be_written_in_haste(answered: Answer, text: str, meant: Request) -> None:
    assert by_priority(answered(text)) == by_priority(meant)


def test_a_name_is_no_word_written_in_haste() -> None:
    catalogue = catalogue_with([Candidate("hoo", "Mabel Hoo", "Hoo"), Candidate("ok", "Ngozi Ode")])
    request = resolve("hoo on refugees", catalogue).request

    assert request is not None
    assert request.candidates == ("hoo",)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Annjali Rao Lindquist on refugees", "rao"),
        ("refugees Lindquist Rao Annjali?", "rao"),
        ("Rassmus Holdn on refugees", "holden"),
        ("jimena delacueste asylum", "cuesta"),
        ("Mireile Sanou Lecler on refugees", "sanou"),
        ("Lakshmi Venkatragvan refugees", "venk"),
    ],
)
def test_a_full_name_may_have_a_slip_in_each_part(text: str, person: str) -> None:
    request = resolve(text, NEAR_NAMES).request

    assert request is not None
    assert request.candidates == (person,)


@pytest.mark.parametrize(
    "text",
    [
        "Leonie Holdn on refugees",
        "Rasmus Haldenn on refugees",
        "Joesph Halden on refugees",
        "Rasmus Hansen on refugees",
        "Marius Holten on refugees",
        "Hayden on refugees",
        "what does Haldar say about refugees",
    ],
)
def test_a_name_that_may_be_somebody_else_s_is_asked_back(text: str) -> None:
    assert resolve(text, NEAR_NAMES).behaviour is not Behaviour.ANSWER


@pytest.mark.parametrize("text", ["what does Freeman say about refugees", "Hender on refugees"])
def test_a_name_of_nobody_is_no_slip(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.NO_SUCH_CANDIDATE


def test_slips_are_understood_or_asked_about(hard_catalogue: Catalogue) -> None:
    found = list(slipped(hard_catalogue, seed=7, one_in=SAMPLED))
    answers = [one for one in found if one.outcome in ("broad", "wrong")]

    assert sum(one.outcome == "right" for one in found) >= 0.96 * len(found)
    assert len(answers) <= 0.002 * len(found), [one.typed for one in answers]
