"""The bundled agenda says what its source asks for, in our own words, in six languages."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.agenda import Agenda

LANGUAGES = {"en", "fr", "es", "ar", "ru", "zh"}


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return read_agenda(BUNDLED_AGENDA)


def test_it_has_six_signatories_and_eight_priorities_of_a_dated_edition(agenda: Agenda) -> None:
    edition = agenda.edition
    assert (len(edition.signatories), edition.year) == (6, 2016)
    assert [priority.number for priority in edition.priorities] == list(range(1, 9))


def test_every_demand_of_the_text_is_an_ask(agenda: Agenda) -> None:
    counts = [len(priority.asks) for priority in agenda.edition.priorities]
    assert counts == [10, 3, 5, 4, 4, 4, 5, 1]


def test_every_ask_has_a_question(agenda: Agenda) -> None:
    asks = [ask for priority in agenda.edition.priorities for ask in priority.asks]
    assert all(ask.questions for ask in asks)
    assert all(question.text.endswith("?") for question in agenda.edition.questions)


def test_titles_labels_and_aliases_are_there_in_six_languages(agenda: Agenda) -> None:
    assert {words.language for words in agenda.words} == LANGUAGES
    asks = {ask.id for priority in agenda.edition.priorities for ask in priority.asks}
    numbers = {str(number) for number in range(1, 9)}
    for words in agenda.words:
        assert words.labels.keys() >= asks | numbers
        if words.language != agenda.edition.language:
            assert words.titles.keys() == set(range(1, 9))
    per_language = Counter(alias.language for alias in agenda.aliases)
    assert per_language["en"] >= 300
    assert min(per_language.values()) >= 100


def test_the_words_people_use_lead_to_their_topic(agenda: Agenda) -> None:
    english = {
        alias.text.lower(): alias.target for alias in agenda.aliases if alias.language == "en"
    }
    assert english["capital punishment"] == "8"
    assert english["veto"].startswith("3")
    assert english["icc"].startswith("4")
    assert english["asylum seekers"].startswith("7")
