"""What an entry comes to on top of what is on record: only the keys that are given change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from questions.bundle.parse import parse_bundle
from questions.bundle.shape import Bundle
from questions.candidate import Candidate
from questions.response import (
    Assessment,
    Content,
    RevisionKind,
    Source,
    Stance,
    Statement,
    retraction,
)
from questions.standing import Putting
from tests.questions.bundles import ANSWER, OKONKWO, TODAY, json_file


def parsed(**keys: list[Any]) -> Bundle:
    return parse_bundle([json_file(**keys)], today=TODAY)


def test_a_candidates_keys_that_are_not_given_stay() -> None:
    [entry] = parsed(candidates=[OKONKWO | {"status": "nominated"}]).candidates
    before = Candidate("c01", "A. Okonkwo", "Okonkwo", ("Amara",), "Arvenia", "mentioned")
    assert entry.onto(before) == Candidate(
        "c01", "Amara Okonkwo", "Okonkwo", ("Amara",), "Arvenia", "nominated"
    )


def test_a_candidates_key_given_as_null_is_cleared() -> None:
    [entry] = parsed(candidates=[OKONKWO | {"family_name": None, "aliases": None}]).candidates
    before = Candidate("c01", "Amara Okonkwo", "Okonkwo", ("Amara",))
    assert entry.onto(before) == Candidate("c01", "Amara Okonkwo")


def test_withdrew_is_read_as_withdrawn() -> None:
    [entry] = parsed(candidates=[OKONKWO | {"status": "withdrew"}]).candidates
    assert entry.candidate.withdrew


def test_a_puttings_keys_that_are_not_given_stay() -> None:
    [entry] = parsed(
        puttings=[
            {"candidate": "c01", "question": "8.1.1", "put_on": "2026-05-02", "channel": "e-mail"}
        ]
    ).puttings
    before = Putting("c01", "8.1.1", "un-sg-2016", date(2026, 5, 1), "letter", date(2026, 6, 1))
    assert entry.onto(before, "un-sg-2016") == Putting(
        "c01", "8.1.1", "un-sg-2016", date(2026, 5, 2), "e-mail", date(2026, 6, 1)
    )


READ_SO = Assessment(Stance.COMMITS, "Says so.")
BEFORE = Content(
    Statement(
        said_on=date(2026, 5, 20),
        sources=(Source("https://example.org/letter", "direct_reply"),),
        quote="I will say so in public.",
        language="en",
        assessment=READ_SO,
    )
)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, None),
        ({"language": "en", "assessment": {"stance": "commits", "rationale": "Says so."}}, None),
        ({"assessment": {"stance": "unclear"}}, RevisionKind.ASSESSMENT),
        ({"assessment": None}, RevisionKind.ASSESSMENT),
        ({"said_on": "2026-05-21"}, RevisionKind.CORRECTION),
        ({"quote": "I may say so in public."}, RevisionKind.CORRECTION),
        ({"retracted": {"reason": "Said by another."}}, RevisionKind.RETRACTION),
    ],
)
def test_what_changed_names_the_revision(
    changes: dict[str, Any], kind: RevisionKind | None
) -> None:
    [entry] = parsed(responses=[ANSWER | changes]).responses
    assert entry.onto(BEFORE).change_from(BEFORE) is kind


def test_what_is_first_said_is_a_first_revision() -> None:
    [entry] = parsed(responses=[ANSWER]).responses
    assert entry.onto(None).change_from(None) is RevisionKind.FIRST


def test_the_assessment_of_other_words_is_not_taken_over() -> None:
    [entry] = parsed(responses=[ANSWER | {"quote": "I will not."}]).responses
    after = entry.onto(BEFORE).statement
    assert after.assessment is None
    assert after.language is None


def test_a_retraction_keeps_no_words() -> None:
    [entry] = parsed(responses=[ANSWER | {"retracted": {"reason": "Said by another."}}]).responses
    assert entry.content == retraction("Said by another.")
    again = retraction("Said by another.")
    assert entry.onto(again).change_from(again) is None


def test_words_after_a_retraction_are_a_correction() -> None:
    [entry] = parsed(responses=[ANSWER]).responses
    before = retraction("Said by another.")
    assert entry.onto(before).change_from(before) is RevisionKind.CORRECTION


def test_text_is_composed_and_stripped() -> None:
    [entry] = parsed(candidates=[OKONKWO | {"name": "  Toma\u0301s Rivera\n"}]).candidates
    assert entry.candidate.name == "Tom\u00e1s Rivera"


def test_a_decline_needs_no_quote() -> None:
    decline = {key: value for key, value in ANSWER.items() if key != "quote"} | {"kind": "decline"}
    [entry] = parsed(responses=[decline]).responses
    assert entry.content.statement.declines
    assert entry.content.statement.quote is None
