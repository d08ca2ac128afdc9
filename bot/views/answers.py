"""The card for what a request found: one view per intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.actions.answer import Findings
from bot.card import Card
from bot.views import across, browse, stance, who
from bot.words import Words
from questions.request import Intent

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
