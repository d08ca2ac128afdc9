from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

import questions
from questions.agenda import Edition
from questions.agenda_file import parse_agenda
from questions.candidate import ID_PATTERN
from questions.request import COMPARE_LIMIT, Intent
from questions.understanding.clean import clean
from questions.understanding.resolution import CANDIDATE_CHOICES, TOPIC_CHOICES, Behaviour
from tests.understanding.score import (
    ALL,
    DRILLS,
    NO_INTENT,
    QUERIES,
    TARGETS,
    Reading,
    query_sets,
    roster_of,
    rows_of,
)

SETS = query_sets()
FEWEST = 200
"""A set holds so many queries or more."""
EDITION = Path(questions.__file__).parent / "agendas" / "un-sg-2016.toml"

each_set = pytest.mark.parametrize("name", SETS)
each_pair = pytest.mark.parametrize(("one", "other"), list(combinations(SETS, 2)))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return parse_agenda((EDITION.name, EDITION.read_text(encoding="utf-8"))).edition


def readings_of(name: str) -> list[tuple[str, Reading]]:
    return [(row.id, reading) for row in rows_of(name) for reading in row.accepted]


def words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", clean(text)))


@each_set
def test_a_set_holds_about_as_many_queries_of_every_category(name: str) -> None:
    counts = Counter(row.category for row in rows_of(name))

    assert counts.total() >= FEWEST
    if not name.startswith(DRILLS):
        assert set(counts) == set(TARGETS) - {ALL}
        assert max(counts.values()) - min(counts.values()) <= 8


@each_set
def test_no_query_is_asked_twice_in_one_set(name: str) -> None:
    rows = rows_of(name)

    assert len({row.id for row in rows}) == len(rows)
    assert len({(row.query, row.context) for row in rows}) == len(rows)


@each_pair
def test_no_query_of_one_set_is_in_another(one: str, other: str) -> None:
    queries, others = ({words_of(row.query) for row in rows_of(name)} for name in (one, other))

    assert queries & others == set()


@each_pair
def test_no_two_rosters_have_more_than_one_person_in_common(one: str, other: str) -> None:
    names, others = (
        {form for each in roster_of(name) for form in (each.name, each.family_name, *each.aliases)}
        for name in (one, other)
    )

    assert len((names & others) - {None}) <= 2


@each_set
def test_every_candidate_of_a_roster_has_an_id_that_fits_a_button(name: str) -> None:
    ids = [candidate.id for candidate in roster_of(name)]

    assert len(set(ids)) == len(ids)
    assert [each for each in ids if not ID_PATTERN.fullmatch(each)] == []


@each_set
def test_a_roster_shares_a_family_name_and_a_given_name(name: str) -> None:
    roster = roster_of(name)
    family = Counter(each.family_name for each in roster if each.family_name)
    given = Counter(each.name.split()[0] for each in roster)

    assert (max(family.values()), max(given.values())) == (2, 2)


@each_set
def test_every_candidate_is_asked_about_somewhere(name: str) -> None:
    asked = {each for _, reading in readings_of(name) for each in reading.candidates}

    assert asked == {candidate.id for candidate in roster_of(name)}


@each_set
def test_every_topic_that_is_expected_is_in_the_edition(name: str, edition: Edition) -> None:
    priorities = {priority.number for priority in edition.priorities}
    known = {question.id for question in edition.questions}
    contexts = {int(topic) for row in rows_of(name) for topic in row.context.topics}

    expected = {each for _, reading in readings_of(name) for each in reading.priorities}
    asked = {each for _, reading in readings_of(name) for each in reading.questions}

    assert expected | contexts <= priorities
    assert asked <= known


@each_set
def test_every_priority_is_asked_about_in_every_category_that_names_topics(name: str) -> None:
    topical = () if name.startswith(DRILLS) else ("plain", "typo", "paraphrase")
    for category in topical:
        asked = {
            number
            for row in rows_of(name)
            if row.category == category
            for number in row.accepted[0].priorities
        }
        assert len(asked) >= 7, category


@each_set
def test_a_context_names_candidates_of_the_roster(name: str) -> None:
    named = {each for row in rows_of(name) for each in row.context.candidates}

    assert named <= {candidate.id for candidate in roster_of(name)}


SHAPES: dict[Intent, Callable[[Reading], bool]] = {
    Intent.STANCE: lambda it: len(it.candidates) == 1 and bool(it.priorities),
    Intent.COMPARE: lambda it: 2 <= len(it.candidates) <= COMPARE_LIMIT,
    Intent.CANDIDATE_ALL: lambda it: len(it.candidates) == 1 and not it.priorities,
    Intent.PRIORITY_ALL: lambda it: not it.candidates and bool(it.priorities),
    Intent.WHO_SUPPORTS: lambda it: not it.candidates and bool(it.priorities),
    Intent.NOT_ANSWERED: lambda it: not (it.candidates and it.priorities),
    Intent.LIST_CANDIDATES: lambda it: not it.candidates and not it.priorities,
    Intent.LIST_PRIORITIES: lambda it: not it.candidates,
    Intent.LIST_QUESTIONS: lambda it: not it.candidates,
}


@each_set
def test_an_expected_answer_names_what_its_intent_is_about(name: str) -> None:
    misshapen = [
        row_id
        for row_id, reading in readings_of(name)
        if reading.behaviour is Behaviour.ANSWER and not SHAPES[Intent(reading.intent)](reading)
    ]

    assert misshapen == []


@each_set
def test_a_question_back_offers_no_more_than_its_buttons_hold(name: str) -> None:
    overfull = [
        row_id
        for row_id, reading in readings_of(name)
        if reading.behaviour is Behaviour.CLARIFY
        and (len(reading.candidates) > CANDIDATE_CHOICES or len(reading.priorities) > TOPIC_CHOICES)
    ]

    assert overfull == []


@each_set
def test_nobody_is_expected_where_nobody_was_understood(name: str) -> None:
    for row_id, reading in readings_of(name):
        if reading.behaviour is Behaviour.NO_SUCH_CANDIDATE:
            assert not reading.candidates, row_id
        if reading.behaviour is Behaviour.OUT_OF_SCOPE:
            assert reading == Reading(Behaviour.OUT_OF_SCOPE, NO_INTENT), row_id


@each_set
def test_a_set_is_written_as_one_object_a_line(name: str) -> None:
    lines = (QUERIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    fields = {field for line in lines for field in json.loads(line)}

    assert fields <= {"id", "category", "query", "context", "expect", "also"}
