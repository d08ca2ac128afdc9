from __future__ import annotations

import pytest

from questions.catalogue import Catalogue
from questions.request import Intent
from questions.understanding.resolution import Behaviour
from tests.understanding.conftest import Answer, Ask, wanted
from tests.understanding.slips import slipped

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
    ],
)
def test_a_slip_is_told_by_the_words_beside_it(answered: Answer, text: str, topic: str) -> None:
    request = answered(text)

    assert request.candidates == ("ok",)
    assert [each.partition(".")[0] for each in request.topics] == [topic.partition(".")[0]]


@pytest.mark.parametrize(
    "text", ["who hasnt answered on hateed", "who supports anners", "Okonkwo jobs for mayes"]
)
def test_a_slip_makes_no_question_broad(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.CLARIFY


def test_a_slip_in_what_is_asked_is_no_doubt(answered: Answer) -> None:
    assert answered("wich candidats havent awnsered") == wanted(Intent.NOT_ANSWERED)


@pytest.mark.parametrize("text", ["what does Freeman say about refugees", "Hender on refugees"])
def test_a_name_of_nobody_is_no_slip(ask: Ask, text: str) -> None:
    assert ask(text).behaviour is Behaviour.NO_SUCH_CANDIDATE


def test_slips_are_understood_or_asked_about(hard_catalogue: Catalogue) -> None:
    found = list(slipped(hard_catalogue, seed=7, one_in=SAMPLED))
    answers = [one for one in found if one.outcome in ("broad", "wrong")]

    assert sum(one.outcome == "right" for one in found) >= 0.96 * len(found)
    assert len(answers) <= 0.002 * len(found), [one.typed for one in answers]
