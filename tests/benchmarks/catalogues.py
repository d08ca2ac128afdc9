"""The bundled agenda, its words and the bundled phrases, with a roster; no store needed."""

from __future__ import annotations

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.catalogue import Catalogue, build
from questions.understanding.bundled import load_phrases
from tests.understanding.score import QUERIES, load_roster


def catalogue_with(roster: str) -> Catalogue:
    """Make the catalogue that a store with a query set's roster would have."""
    agenda = read_agenda(BUNDLED_AGENDA)
    return build(
        1,
        agenda.edition,
        candidates=load_roster(QUERIES / roster),
        aliases=agenda.aliases,
        words=agenda.words,
        phrases=load_phrases(),
    )
