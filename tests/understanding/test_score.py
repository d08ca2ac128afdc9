from __future__ import annotations

import pytest

from questions.agenda import Ask, Edition, Priority, Question
from questions.candidate import Candidate
from questions.catalogue import Catalogue, build
from questions.request import Intent, Request
from questions.understanding.resolution import Behaviour, Context, Resolution
from tests.understanding.score import Mark, Reading, Row, score
from tests.understanding.timing import LONGEST, baseline, long_texts, timing

REFUGEES = Request(Intent.STANCE, ("ada",), ("7",))
WANTED = Reading(Behaviour.ANSWER, "stance", frozenset({"ada"}), frozenset({7}))
ASKED_BACK = Reading(Behaviour.CLARIFY, "stance", frozenset({"ada", "ben"}), frozenset({7}))
UNKNOWN = Reading(Behaviour.NO_SUCH_CANDIDATE, "stance", priorities=frozenset({7}))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    priorities = tuple(
        Priority(
            number,
            title,
            tuple(
                Ask(f"{number}.{ask}", title, (Question(f"{number}.{ask}.1", f"Will you? {ask}"),))
                for ask in (1, 2)
            ),
        )
        for number, title in ((7, "Refugees and migrants"), (8, "Death penalty"))
    )
    edition = Edition("trial", "Trial", "chair", 2030, "en", (), priorities)
    return build(
        1, edition, candidates=[Candidate("ada", "Ada Quill"), Candidate("ben", "Ben Oak")]
    )


def mark(catalogue: Catalogue, resolution: Resolution, *accepted: Reading) -> Mark:
    row = Row("r1", "plain", "ada on refugees", Context(), accepted)
    return score([row], lambda *_: resolution, catalogue).marks[0]


def verdict(it: Mark) -> tuple[bool, bool, bool]:
    return it.exact, it.one_press, it.wrong


RIGHT = (True, True, False)
ONE_PRESS_AWAY = (False, True, False)
MISSED = (False, False, False)
WRONG = (False, False, True)


def test_the_wanted_answer_is_exactly_right(catalogue: Catalogue) -> None:
    assert verdict(mark(catalogue, Resolution(Behaviour.ANSWER, REFUGEES), WANTED)) == RIGHT


def test_any_reading_that_a_judge_accepts_is_right(catalogue: Catalogue) -> None:
    resolution = Resolution(Behaviour.ANSWER, REFUGEES)

    assert verdict(mark(catalogue, resolution, ASKED_BACK, WANTED)) == RIGHT


@pytest.mark.parametrize(
    "request_",
    [
        Request(Intent.STANCE, ("ben",), ("7",)),
        Request(Intent.STANCE, ("ada",), ("8",)),
        Request(Intent.STANCE, ("ada",), ("7", "8")),
        Request(Intent.CANDIDATE_ALL, ("ada",)),
        Request(Intent.NOT_ANSWERED, ("ada",), ("7",)),
    ],
)
def test_an_answer_that_shows_something_else_is_wrong(
    catalogue: Catalogue, request_: Request
) -> None:
    assert verdict(mark(catalogue, Resolution(Behaviour.ANSWER, request_), WANTED)) == WRONG


def test_an_answer_that_only_names_its_intent_otherwise_is_inexact_not_wrong(
    catalogue: Catalogue,
) -> None:
    other_word = Request(Intent.CANDIDATE_ALL, ("ada",), ("7",))

    assert verdict(mark(catalogue, Resolution(Behaviour.ANSWER, other_word), WANTED)) == MISSED


def test_an_answer_where_a_question_back_is_due_is_wrong(catalogue: Catalogue) -> None:
    assert verdict(mark(catalogue, Resolution(Behaviour.ANSWER, REFUGEES), ASKED_BACK)) == WRONG


def test_an_answer_must_show_the_question_that_was_asked(catalogue: Catalogue) -> None:
    about_the_second = Reading(
        WANTED.behaviour, WANTED.intent, WANTED.candidates, WANTED.priorities, frozenset({"7.2.1"})
    )
    first_ask, second_ask = (Request(Intent.STANCE, ("ada",), (ask,)) for ask in ("7.1", "7.2"))

    for request, expected in ((REFUGEES, RIGHT), (second_ask, RIGHT), (first_ask, WRONG)):
        resolution = Resolution(Behaviour.ANSWER, request)
        assert verdict(mark(catalogue, resolution, about_the_second)) == expected


def test_a_question_back_that_offers_the_wanted_answer_is_one_press_away(
    catalogue: Catalogue,
) -> None:
    offered = Resolution(Behaviour.CLARIFY, choices=(Request(Intent.CANDIDATE_ALL), REFUGEES))
    not_offered = Resolution(Behaviour.CLARIFY, choices=(Request(Intent.LIST_CANDIDATES),))

    assert verdict(mark(catalogue, offered, WANTED)) == ONE_PRESS_AWAY
    assert verdict(mark(catalogue, not_offered, WANTED)) == MISSED


def test_buttons_under_an_answer_put_nothing_right(catalogue: Catalogue) -> None:
    elsewhere = Request(Intent.STANCE, ("ben",), ("7",))
    resolution = Resolution(Behaviour.ANSWER, elsewhere, choices=(REFUGEES,))

    assert verdict(mark(catalogue, resolution, WANTED)) == WRONG


def test_a_question_back_is_exact_when_its_buttons_offer_what_is_wanted(
    catalogue: Catalogue,
) -> None:
    both = Resolution(
        Behaviour.CLARIFY,
        Request(Intent.STANCE, topics=("7",)),
        (REFUGEES, Request(Intent.STANCE, ("ben",), ("7",))),
    )
    one = Resolution(Behaviour.CLARIFY, choices=(REFUGEES,))

    assert verdict(mark(catalogue, both, ASKED_BACK)) == RIGHT
    assert verdict(mark(catalogue, one, ASKED_BACK)) == ONE_PRESS_AWAY


def test_whoever_is_offered_for_somebody_unknown_is_not_judged(catalogue: Catalogue) -> None:
    nearest = Resolution(
        Behaviour.NO_SUCH_CANDIDATE,
        Request(Intent.STANCE, topics=("7",)),
        (REFUGEES,),
        unknown_name="adda",
    )

    assert verdict(mark(catalogue, nearest, UNKNOWN)) == RIGHT


def test_a_report_names_the_wrong_answers_and_the_targets_missed(catalogue: Catalogue) -> None:
    wrong = Resolution(Behaviour.ANSWER, Request(Intent.STANCE, ("ben",), ("8",)))
    row = Row("r1", "ambiguous", "what about her", Context(), (ASKED_BACK,))
    report = score([row], lambda *_: wrong, catalogue)

    (line,) = (line for line in report.table().splitlines() if line.startswith("ambiguous"))
    assert line.endswith("MISSED")
    assert "what about her" in str(report.wrong[0])
    assert "['ben'] [8]" in str(report.wrong[0])


def test_the_baseline_finds_a_topic_and_a_name(catalogue: Catalogue) -> None:
    found = str(baseline(catalogue)("ada quil on refugees"))

    assert "'7'" in found
    assert "Ada Quill" in found


def test_any_text_can_be_timed(catalogue: Catalogue) -> None:
    texts = ("", "'; DROP TABLE topics; --", *long_texts(catalogue.candidates))
    timed = timing(texts, baseline(catalogue), baseline(catalogue), runs=1)

    assert {len(text) for text in texts[2:]} == {LONGEST}
    assert timed.median_ms > 0
    assert timed.slowest in texts
