"""What is written is read back the same, as JSON and as CSV."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from questions.bundle import csv_form, json_form
from questions.bundle.parse import parse_bundle
from questions.bundle.shape import Bundle
from tests.questions.bundles import ANSWER, OKONKWO, TODAY, bundles, json_file


@given(bundles())
@settings(max_examples=60, deadline=None)
def test_a_bundle_written_as_json_reads_back_the_same(bundle: Bundle) -> None:
    text = "".join(json_form.write(bundle))
    assert parse_bundle([("bundle.json", text)], today=TODAY) == bundle


@given(bundles())
@settings(max_examples=60, deadline=None)
def test_a_bundle_written_as_csv_reads_back_the_same(bundle: Bundle) -> None:
    files = [(f"{key}.csv", "".join(rows)) for key, rows in csv_form.write(bundle).items()]
    assert parse_bundle(files, today=TODAY) == bundle


@given(bundles())
@settings(max_examples=30, deadline=None)
def test_writing_what_was_read_gives_the_same_text(bundle: Bundle) -> None:
    text = "".join(json_form.write(bundle))
    again = parse_bundle([("bundle.json", text)], today=TODAY)
    assert "".join(json_form.write(again)) == text


def test_an_empty_bundle_is_a_valid_file() -> None:
    assert parse_bundle([json_file()], today=TODAY) == Bundle()
    assert parse_bundle([("bundle.json", "".join(json_form.write(Bundle())))], today=TODAY) == (
        Bundle()
    )


def test_a_byte_order_mark_is_read_over() -> None:
    name, text = json_file(candidates=[OKONKWO])
    marked = parse_bundle([(name, "\ufeff" + text)], today=TODAY)
    assert marked == parse_bundle([(name, text)], today=TODAY)
    rows = "\ufeffid,name\r\nc01,Amara Okonkwo\r\n"
    assert parse_bundle([("candidates.csv", rows)], today=TODAY) == marked


def test_all_files_of_a_call_are_one_bundle() -> None:
    bundle = parse_bundle(
        [
            json_file(candidates=[OKONKWO], responses=[ANSWER]),
            ("candidates.csv", "id,name\nc02,Tomás Rivera\n"),
        ],
        today=TODAY,
    )
    assert [entry.candidate.id for entry in bundle.candidates] == ["c01", "c02"]
    assert len(bundle.responses) == 1


@pytest.mark.parametrize("value", [None, []])
def test_a_key_given_as_nothing_differs_from_one_not_given(value: list[str] | None) -> None:
    cleared = json_file(candidates=[OKONKWO | {"aliases": value}])
    entry = parse_bundle([cleared], today=TODAY).candidates[0]
    assert entry.given == {"aliases"}
    assert entry.candidate.aliases == ()


def test_every_entry_is_written_on_a_line_of_its_own() -> None:
    bundle = parse_bundle([json_file(candidates=[OKONKWO], responses=[ANSWER])], today=TODAY)
    lines = "".join(json_form.write(bundle)).splitlines()
    assert json.loads(lines[2]) == OKONKWO
    assert json.loads("\n".join(lines)) == {
        "candidates": [OKONKWO],
        "aliases": [],
        "puttings": [],
        "responses": [ANSWER],
    }
