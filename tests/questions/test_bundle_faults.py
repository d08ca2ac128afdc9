"""What a bundle may not hold, and how it is told: file, place, field and a plain reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.bundle.parse import parse_bundle
from questions.bundle.shape import Bundle
from questions.errors import InvalidFile, InvalidFiles
from questions.response import QUOTE_LIMIT
from tests.questions.bundles import ANSWER, OKONKWO, TODAY, json_file

PUTTING: dict[str, Any] = {"candidate": "c01", "question": "8.1.1", "put_on": "2026-05-01"}
ALIAS: dict[str, Any] = {
    "kind": "ask",
    "target": "8.1",
    "language": "en",
    "text": "capital punishment",
}


def faults_of(*files: tuple[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFiles) as caught:
        parse_bundle(files, today=TODAY)
    return [(each.place, each.reason) for each in caught.value.faults]


def source(**keys: Any) -> dict[str, Any]:
    return ANSWER | {"sources": [keys]}


@pytest.mark.parametrize(
    ("key", "entry", "place", "reason"),
    [
        ("candidates", {"id": "c01"}, "name", "is missing"),
        ("candidates", OKONKWO | {"name": None}, "name", "is missing"),
        ("candidates", OKONKWO | {"id": "Ç01"}, "id", "1 to 12 of the characters"),
        ("candidates", OKONKWO | {"id": "c" * 13}, "id", "1 to 12 of the characters"),
        ("candidates", OKONKWO | {"id": 1}, "id", "must be text"),
        ("candidates", OKONKWO | {"name": "  "}, "name", "is empty"),
        ("candidates", OKONKWO | {"name": "\u200b"}, "name", "is empty"),
        ("candidates", OKONKWO | {"name": "!!"}, "name", "holds no letter"),
        ("candidates", OKONKWO | {"family_name": "--"}, "family_name", "holds no letter"),
        ("candidates", OKONKWO | {"aliases": ["A", "!!"]}, "aliases.1", "holds no letter"),
        ("candidates", OKONKWO | {"name": "A" * 201}, "name", "201 characters, at most 200"),
        ("candidates", OKONKWO | {"name": "Amara\nOkonkwo"}, "name", "must be one line"),
        ("candidates", OKONKWO | {"name": "A\x00"}, "name", "U+0000"),
        ("candidates", OKONKWO | {"name": "A\x9b"}, "name", "U+009B"),
        ("candidates", OKONKWO | {"name": "A\ud83d"}, "name", "U+D83D"),
        ("candidates", OKONKWO | {"party": "Blue"}, "party", "is not a key known here"),
        ("candidates", OKONKWO | {"aliases": "Amara"}, "aliases", "must be a list"),
        ("candidates", OKONKWO | {"aliases": ["A", ""]}, "aliases.1", "is empty"),
        ("candidates", OKONKWO | {"aliases": ["A|B"]}, "aliases.0", "must not hold |"),
        ("candidates", OKONKWO | {"aliases": ["A", "A"]}, "aliases", "names one alias twice"),
        ("candidates", OKONKWO | {"status": "Has Withdrawn"}, "status", "one lowercase word"),
        ("candidates", OKONKWO | {"status_source": "example.org"}, "status_source", "whole web"),
        ("candidates", ["c01"], "", "must be an object"),
        ("aliases", ALIAS | {"kind": "topic"}, "kind", "must be one of priority, ask, question"),
        ("aliases", {k: v for k, v in ALIAS.items() if k != "kind"}, "kind", "is missing"),
        ("aliases", ALIAS | {"target": "8"}, "target", "8 is the id of a priority"),
        ("aliases", ALIAS | {"target": "8.01"}, "target", "must be such as 8, 8.1 or 8.1.1"),
        ("aliases", ALIAS | {"language": "English"}, "language", "must be a language tag"),
        ("puttings", PUTTING | {"question": "8.1"}, "question", "must be a question's id"),
        ("puttings", PUTTING | {"put_on": "2026-11-25"}, "put_on", "lies in the future"),
        ("puttings", PUTTING | {"put_on": "2026-5-1"}, "put_on", "must be a date"),
        ("puttings", PUTTING | {"put_on": "20260501"}, "put_on", "must be a date"),
        ("puttings", PUTTING | {"put_on": "2026-02-30"}, "put_on", "must be a date"),
        ("puttings", PUTTING | {"due_on": "2026-04-30"}, "due_on", "is before put_on, 2026-05-01"),
        ("puttings", PUTTING | {"edition": "UN SG"}, "edition", "must be an edition's id"),
        ("responses", ANSWER | {"quote": None}, "quote", "is missing"),
        ("responses", ANSWER | {"said_on": None}, "said_on", "is missing"),
        ("responses", ANSWER | {"said_on": "2027-01-01"}, "said_on", "lies in the future"),
        ("responses", ANSWER | {"quote": "x" * (QUOTE_LIMIT + 1)}, "quote", "at most 20,000"),
        ("responses", ANSWER | {"kind": "refusal"}, "kind", "must be answer or decline"),
        ("responses", ANSWER | {"sources": []}, "sources", "must name one source at least"),
        ("responses", ANSWER | {"sources": [{}]}, "sources.0.url", "is missing"),
        ("responses", source(url="ftp://example.org/a"), "sources.0.url", "whole web address"),
        ("responses", source(url="https:///nowhere"), "sources.0.url", "whole web address"),
        ("responses", source(url="https://[::1"), "sources.0.url", "is not a web address"),
        ("responses", source(url="https://a.org:x/"), "sources.0.url", "is not a web address"),
        ("responses", source(url="https://a.org/ b"), "sources.0.url", "no web address may hold"),
        ("responses", source(url="javascript:alert(1)"), "sources.0.url", "whole web address"),
        ("responses", source(kind="private_letter", publisher="P"), "sources.0.locator", "needs"),
        ("responses", source(kind="interview", publisher="P", locator="1"), "sources.0.url", "is"),
        ("responses", source(url="https://a.org", page=3), "sources.0.page", "is not a key"),
        ("responses", ANSWER | {"assessment": {"stance": "backs"}}, "assessment.stance", "commits"),
        ("responses", ANSWER | {"assessment": {}}, "assessment.stance", "is missing"),
        ("responses", ANSWER | {"retracted": {"reason": ""}}, "retracted.reason", "is empty"),
        ("responses", ANSWER | {"retracted": True}, "retracted", "must be an object"),
    ],
)
def test_a_fault_names_its_place_and_reason(key: str, entry: Any, place: str, reason: str) -> None:
    [(found, why)] = faults_of(json_file(**{key: [entry]}))
    assert found == f"{key}.0.{place}".rstrip(".")
    assert reason in why


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ('{"candidates": [}', "line 1, column 17", "is not JSON"),
        ("[]", "", "must be an object"),
        ('{"people": []}', "people", "is none of the keys"),
        ('{"candidates": {}}', "candidates", "must be a list"),
        ('{"candidates": [], "candidates": []}', "candidates (given twice)", "is none of the keys"),
        (f'{{"candidates": {"[" * 100_000}', "", "nested too deep"),
        (f'{{"candidates": [{"1" * 5_000}]}}', "", "number too long"),
    ],
)
def test_json_that_is_no_bundle_is_refused(text: str, place: str, reason: str) -> None:
    [(found, why)] = faults_of(("roster.json", text))
    assert found == place
    assert reason in why


def test_a_key_given_twice_in_one_entry_is_refused() -> None:
    text = '{"candidates": [{"id": "c01", "name": "A", "name": "B"}]}'
    assert faults_of(("roster.json", text)) == [
        ("candidates.0.name (given twice)", "is not a key known here")
    ]


def test_a_key_that_cannot_be_printed_is_escaped() -> None:
    [(place, _)] = faults_of(json_file(candidates=[OKONKWO | {"\x1b[2J\n": 1}]))
    assert place == r"candidates.0.'\x1b[2J\n'"
    assert faults_of(json_file(candidates=[OKONKWO | {"\ud800": 1}])) == [
        ("candidates.0", "has a key that is no text")
    ]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    bad = ANSWER | {"quote": None, "said_on": "never", "sources": [{"url": "x"}], "note": "?"}
    with pytest.raises(InvalidFiles) as caught:
        parse_bundle(
            [json_file(responses=[bad]), ("puttings.csv", "candidate,question\nc01,8.1.1\n")],
            today=TODAY,
        )
    assert str(caught.value).splitlines() == [
        "roster.json: responses.0.quote: is missing",
        "roster.json: responses.0.said_on: must be a date such as 2026-05-20",
        "roster.json: responses.0.sources.0.url: must be a whole web address: https://…",
        "roster.json: responses.0.note: is not a key known here",
        "puttings.csv: row 1, put_on: is a column that is missing",
    ]


def test_twenty_faults_are_named_and_the_rest_are_counted() -> None:
    with pytest.raises(InvalidFile) as caught:
        parse_bundle([json_file(candidates=[{"id": f"c{n}"} for n in range(33)])], today=TODAY)
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[19:] == ["roster.json: candidates.19.name: is missing", "and 13 more"]


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        ("candidates", OKONKWO, {"id": "c01", "name": "Someone Else"}),
        ("aliases", ALIAS, ALIAS),
        ("puttings", PUTTING, PUTTING | {"put_on": "2026-06-01"}),
        ("responses", ANSWER, ANSWER | {"quote": "Something else."}),
    ],
)
def test_nothing_is_given_twice_even_in_two_files(key: str, first: Any, second: Any) -> None:
    one, two = (("one.json", json.dumps({key: [first]})), ("two.json", json.dumps({key: [second]})))
    assert faults_of(one, two) == [(f"{key}.0", f"is given twice, first at one.json: {key}.0")]


def test_an_alias_means_one_thing_in_a_language() -> None:
    other = ALIAS | {"target": "8.2", "text": "Capital Punishment"}
    assert faults_of(json_file(aliases=[ALIAS, other])) == [
        ("aliases.1.text", "is an alias of 8.1 already")
    ]
    french = other | {"language": "fr"}
    assert len(parse_bundle([json_file(aliases=[ALIAS, french])], today=TODAY).aliases) == 2


def test_a_source_is_named_once() -> None:
    twice = ANSWER | {"sources": ANSWER["sources"] * 2}
    assert faults_of(json_file(responses=[twice])) == [
        ("responses.0.sources", "names one source twice")
    ]


def test_a_file_of_another_kind_is_refused() -> None:
    assert faults_of(("roster.xlsx", "")) == [("", "is neither .json nor .csv")]


def test_tomorrow_is_not_yet_the_future() -> None:
    tomorrow = ANSWER | {"said_on": "2026-11-24"}
    assert parse_bundle([json_file(responses=[tomorrow])], today=TODAY).responses


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
known_keys = st.sampled_from(
    ["id", "name", "aliases", "candidate", "question", "quote", "said_on", "sources", "retracted"]
)
entries = st.dictionaries(known_keys | st.text(), json_values, max_size=8) | json_values


@given(st.sampled_from(["candidates", "aliases", "puttings", "responses"]), st.lists(entries))
@settings(max_examples=100, deadline=None)
def test_whatever_json_holds_is_a_bundle_or_a_fault_that_can_be_printed(
    key: str, found: list[Any]
) -> None:
    try:
        assert isinstance(parse_bundle([json_file(**{key: found})], today=TODAY), Bundle)
    except InvalidFiles as error:
        str(error).encode("utf-8")


@given(st.sampled_from(["responses.csv", "aliases.csv", "data.csv"]), st.text())
@settings(max_examples=100, deadline=None)
def test_whatever_csv_holds_is_a_bundle_or_a_fault_that_can_be_printed(
    name: str, text: str
) -> None:
    try:
        assert isinstance(parse_bundle([(name, text)], today=TODAY), Bundle)
    except InvalidFiles as error:
        str(error).encode("utf-8")
