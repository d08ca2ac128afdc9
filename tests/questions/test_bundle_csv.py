"""CSV as spreadsheets make it: a row for each source, in any order, empty cells saying nothing."""

from __future__ import annotations

import pytest

from questions.agenda import AliasKind
from questions.bundle.parse import parse_bundle
from questions.errors import InvalidFiles
from questions.response import Assessment, Source, Stance
from tests.questions.bundles import ANSWER, TODAY, json_file

HEADER = "candidate,question,quote,said_on,source_kind,source_url,stance,rationale\n"
FIRST = "c01,8.1.1,Yes.,2026-05-20,direct_reply,https://example.org/a,commits,In public\n"
SECOND = "c01,8.1.1,Yes.,2026-05-20,interview,https://example.org/b,commits,In public\n"
OTHER = "c02,8.1.1,No.,2026-05-21,interview,https://example.org/c,,\n"


def faults_of(name: str, text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFiles) as caught:
        parse_bundle([(name, text)], today=TODAY)
    return [(each.place, each.reason) for each in caught.value.faults]


@pytest.mark.parametrize("rows", [FIRST + SECOND + OTHER, FIRST + OTHER + "\n" + SECOND])
def test_rows_of_one_candidate_and_question_are_one_response(rows: str) -> None:
    bundle = parse_bundle([("responses.csv", HEADER + rows)], today=TODAY)
    response, other = bundle.responses
    assert response.content.statement.sources == (
        Source("https://example.org/a", "direct_reply"),
        Source("https://example.org/b", "interview"),
    )
    assert response.content.statement.assessment == Assessment(Stance.COMMITS, "In public")
    assert other.content.statement.assessment is None
    assert other.given == frozenset()


def test_rows_that_contradict_each_other_are_refused() -> None:
    rows = FIRST + OTHER + SECOND.replace("Yes.", "Maybe.").replace("commits", "unclear")
    assert faults_of("responses.csv", HEADER + rows) == [
        ("row 4, quote", "says otherwise than row 2 of the same response"),
        ("row 4, stance", "says otherwise than row 2 of the same response"),
    ]


def test_a_cell_left_empty_in_a_later_row_contradicts_nothing() -> None:
    later = "c01,8.1.1,,,interview,https://example.org/b,,\n"
    bundle = parse_bundle([("responses.csv", HEADER + FIRST + later)], today=TODAY)
    assert len(bundle.responses[0].content.statement.sources) == 2


def test_a_second_row_without_a_source_is_refused() -> None:
    later = "c01,8.1.1,Yes.,2026-05-20,,,,\n"
    assert faults_of("responses.csv", HEADER + FIRST + later) == [
        ("row 3, source_url", "is missing; only a private_letter has none")
    ]


def test_a_fault_of_a_source_is_told_at_its_own_row() -> None:
    rows = FIRST + OTHER + SECOND.replace("https://example.org/b", "example.org/b")
    assert faults_of("responses.csv", HEADER + rows) == [
        ("row 4, source_url", "must be a whole web address: https://…")
    ]


def test_a_fault_of_an_assessment_is_told_at_its_column() -> None:
    assert faults_of("responses.csv", HEADER + FIRST.replace("commits", "backs")) == [
        (
            "row 2, stance",
            "must be one of commits, commits_in_part, does_not_commit, opposes, unclear",
        )
    ]


def test_a_retracted_response_is_a_row_with_its_reason() -> None:
    text = "candidate,question,retracted_reason\nc01,8.1.1,Attributed to the wrong person.\n"
    [response] = parse_bundle([("responses.csv", text)], today=TODAY).responses
    assert response.content.retracted == "Attributed to the wrong person."
    assert response.content.statement.quote is None


def test_aliases_of_a_candidate_are_joined_by_a_bar() -> None:
    text = "id,name,aliases\nc01,Amara Okonkwo,Amara | A. Okonkwo\n"
    [entry] = parse_bundle([("candidates.csv", text)], today=TODAY).candidates
    assert entry.candidate.aliases == ("Amara", "A. Okonkwo")


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("name,id", "candidates"),
        ("kind,target,language,text", "aliases"),
        ("candidate,question,put_on", "puttings"),
        ("candidate,question,quote,said_on,source_url", "responses"),
    ],
)
def test_a_file_of_any_name_is_told_by_its_header(header: str, key: str) -> None:
    rows = {
        "candidates": "Amara Okonkwo,c01",
        "aliases": "ask,8.1,en,hanging",
        "puttings": "c01,8.1.1,2026-05-01",
        "responses": "c01,8.1.1,Yes.,2026-05-20,https://example.org/a",
    }
    bundle = parse_bundle([("march.csv", f"{header}\n{rows[key]}\n")], today=TODAY)
    assert len(getattr(bundle, key)) == 1


def test_a_header_that_tells_nothing_is_refused() -> None:
    [(place, reason)] = faults_of("march.csv", "who,what\nc01,8.1.1\n")
    assert place == "row 1"
    assert "name it one of candidates.csv, aliases.csv" in reason


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", "", "is empty"),
        ("id,name,party\nc01,A,Blue\n", "row 1, party", "is none of the columns of candidates"),
        ("id,name,name\nc01,A,B\n", "row 1, name", "is a column given twice"),
        ("id\nc01\n", "row 1, name", "is a column that is missing"),
        ("id,name\nc01\n", "row 2", "has 1 cells, the header 2"),
        ('id,name\nc01,"A\n', "row 2", "is not CSV: unexpected end of data"),
        ("id,name\nc01,A\n\nC 02,B\n", "row 4, id", "must be 1 to 12 of the characters"),
    ],
)
def test_a_broken_file_names_the_row(text: str, place: str, reason: str) -> None:
    [(found, why)] = faults_of("candidates.csv", text)
    assert found == place
    assert reason in why


def test_lines_break_within_a_cell_as_they_do_in_json() -> None:
    csv = (
        "candidate,question,quote,said_on,source_kind,source_url\r\n"
        'c01,8.1.1,"One.\r\n\r\nTwo, ""three"".",2026-05-20,direct_reply,'
        "https://example.org/letter\r\n"
    )
    said = ANSWER | {"quote": 'One.\n\nTwo, "three".'}
    assert parse_bundle([("responses.csv", csv)], today=TODAY) == parse_bundle(
        [json_file(responses=[said])], today=TODAY
    )


def test_an_alias_needs_its_kind() -> None:
    text = "kind,target,language,text\npriority,8,en,the death penalty\n"
    [entry] = parse_bundle([("aliases.csv", text)], today=TODAY).aliases
    assert entry.alias.kind is AliasKind.PRIORITY
