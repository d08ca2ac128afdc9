"""An agenda file is validated as a whole; a fault names its file, its place and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions.agenda_file import parse_agenda
from questions.errors import InvalidFile

EDITION = """
id = "small"
title = "A small agenda"
office = "Mayor"
year = 2026
language = "en"

[[signatories]]
id = "us"
name = "Us"

[[priorities]]
number = 1
title = "Parks"

[[priorities.asks]]
id = "1.1"
text = "Plant trees."

[[priorities.asks.questions]]
id = "1.1.1"
text = "Will you plant trees?"
"""

WORDS = """
language = "en"
[labels]
"1" = "Parks"
[aliases]
"1" = ["parks"]
"1.1" = ["trees"]
"""


def test_a_small_agenda_of_ones_own_is_read() -> None:
    agenda = parse_agenda(("small.toml", EDITION), [("small.en.toml", WORDS)])
    assert [question.id for question in agenda.edition.questions] == ["1.1.1"]
    assert {alias.text for alias in agenda.aliases} == {"parks", "trees"}


def test_an_alias_may_stand_under_two_priorities() -> None:
    second = EDITION[EDITION.index("[[priorities]]") :].replace("number = 1", "number = 2")
    edition = EDITION + second.replace('id = "1.', 'id = "2.')
    words = WORDS + '"2.1" = ["trees"]\n'
    agenda = parse_agenda(("small.toml", edition), [("small.en.toml", words)])
    assert [alias.target for alias in agenda.aliases if alias.text == "trees"] == ["1.1", "2.1"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("year = 2026", 'year = "soon"'), "year"),
        (("year = 2026", "year = 20260"), "year"),
        (('title = "A small agenda"', ""), "title"),
        (('id = "1.1"', 'id = "2.1"'), "priorities.0.asks.0.id"),
        (('id = "1.1"', 'id = "1.01"'), "priorities.0.asks.0.id"),
        (('id = "1.1.1"', 'id = "1.1"'), "priorities.0.asks.0.questions.0.id"),
        (('text = "Plant trees."', 'text = ""'), "priorities.0.asks.0.text"),
        (('office = "Mayor"', 'office = "Mayor"\nsurprise = 1'), "surprise"),
        (("number = 1", "number = 0"), "priorities.0.number"),
        (('id = "small"', 'id = "Small!"'), "id"),
    ],
)
def test_a_fault_in_an_edition_names_its_place(change: tuple[str, str], place: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        parse_agenda(("small.toml", EDITION.replace(*change)))
    assert (refused.value.file, refused.value.place) == ("small.toml", place)
    assert refused.value.reason


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (('"1.1" =', '"9.1" ='), "aliases.9.1"),
        (('["trees"]', '["Párks"]'), "aliases.1.1.0"),
        (('["trees"]', '"trees"'), "aliases.1.1"),
        (('language = "en"', 'language = "klingon"'), "language"),
    ],
)
def test_a_fault_in_the_words_beside_it_names_its_place(
    change: tuple[str, str], place: str
) -> None:
    with pytest.raises(InvalidFile) as refused:
        parse_agenda(("small.toml", EDITION), [("small.en.toml", WORDS.replace(*change))])
    assert (refused.value.file, refused.value.place) == ("small.en.toml", place)


def test_what_is_not_toml_is_told_apart() -> None:
    with pytest.raises(InvalidFile, match="not valid TOML"):
        parse_agenda(("small.toml", Path(__file__).read_text("utf-8")))
