"""A snapshot is the same, whoever wrote its words when, and in whatever order they were read."""

from __future__ import annotations

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.catalogue import build
from questions.understanding.bundled import load_phrases


def test_words_come_in_an_order_of_their_own() -> None:
    agenda, phrases = read_agenda(BUNDLED_AGENDA), load_phrases()
    aliases = [*agenda.aliases]
    one = build(1, agenda.edition, aliases=aliases, phrases=phrases)
    other = build(1, agenda.edition, aliases=aliases[::-1], phrases=phrases[::-1])
    assert (one.aliases, one.phrases) == (other.aliases, other.phrases)
