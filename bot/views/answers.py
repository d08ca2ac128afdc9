"""The card for what a request found: one view per intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.actions.answer import Findings
from bot.card import Card, Role, block
from bot.views import across, browse, stance, who
from bot.views.parts import list_names
from bot.words import Words
from questions.catalogue import Catalogue
from questions.request import Intent

_NAMES = 100
"""How much room names have in a note, in UTF-16 units."""

VIEWS: Mapping[Intent, Callable[[Words, Findings], Card]] = {
    Intent.STANCE: stance.stance,
    Intent.COMPARE: across.comparison,
    Intent.CANDIDATE_ALL: stance.everything,
    Intent.PRIORITY_ALL: across.priority_all,
    Intent.WHO_SUPPORTS: who.who_supports,
    Intent.NOT_ANSWERED: who.not_answered,
    Intent.LIST_CANDIDATES: browse.candidates,
    Intent.LIST_PRIORITIES: browse.priorities,
    Intent.LIST_QUESTIONS: browse.questions,
}


def answer_card(words: Words, found: Findings) -> Card:
    """Show what a request found."""
    return VIEWS[found.request.intent](words, found)


def shown_too(words: Words, catalogue: Catalogue, candidates: Sequence[str], card: Card) -> Card:
    """Say above what everybody answered that those are among it who were to be left out."""
    names = list_names(words, catalogue, candidates, _NAMES)
    said = block(Role.NOTE, words("across.shown-too", names=names))
    return card.under(said)
