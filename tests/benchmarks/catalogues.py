"""The bundled agenda, its words and the bundled phrases, with a roster; no store needed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.candidate import Candidate
from questions.catalogue import Catalogue, build
from questions.understanding.bundled import load_phrases


def catalogue_with(roster: Iterable[Candidate]) -> Catalogue:
    """Make the catalogue that a store with a roster would have."""
    agenda = read_agenda(BUNDLED_AGENDA)  # a word may be in it twice; a store holds it once
    return build(
        1,
        agenda.edition,
        candidates=roster,
        aliases=set(agenda.aliases),
        words=agenda.words,
        phrases=set(load_phrases()),
    )
