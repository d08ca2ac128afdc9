from __future__ import annotations

import pytest

from questions.agenda import Alias, AliasKind
from questions.catalogue import Catalogue
from questions.understanding.alias_check import check_alias


def alias(text: str, target: str = "8", language: str = "en") -> Alias:
    return Alias(AliasKind.of(target), target, language, text)


@pytest.mark.parametrize("text", ["necktie party", "the ultimate sanction", "death by garrotte"])
def test_a_new_word_for_a_topic_may_be_taken_in(text: str, hard_catalogue: Catalogue) -> None:
    assert check_alias(hard_catalogue, alias(text)) is None


def test_an_alias_that_its_target_has_already_is_no_collision(hard_catalogue: Catalogue) -> None:
    assert check_alias(hard_catalogue, alias("Capital Punishment")) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "?!",
        "x" * 65,
        "x",
        "refugee",
        "REFUGEES",
        "okonkwo",
        "Ana García",
        "the",
        "have not",
        "rights",
        "who supports",
        "compare",
    ],
)
def test_an_alias_that_would_mislead_is_refused(text: str, hard_catalogue: Catalogue) -> None:
    assert check_alias(hard_catalogue, alias(text)) is not None


def test_an_alias_of_nothing_in_the_agenda_is_refused(hard_catalogue: Catalogue) -> None:
    assert check_alias(hard_catalogue, alias("garrotte", "99.1")) is not None


def test_one_word_may_mean_different_things_in_different_languages(
    hard_catalogue: Catalogue,
) -> None:
    assert check_alias(hard_catalogue, alias("refugee", "8", "zh")) is None
