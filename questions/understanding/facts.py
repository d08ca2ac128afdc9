"""Questions for facts, of the world or of somebody's life: candidates are not asked for them."""

from __future__ import annotations

from questions.understanding.beyond import is_beside
from questions.understanding.lives import asks_of_a_life
from questions.understanding.measures import Text, clause_at
from questions.understanding.phrase import Kind
from questions.understanding.phrasebook import Slots
from questions.understanding.roster import Mention
from questions.understanding.world import asks_of_the_world


def asks_for_a_fact(text: Text, slots: Slots) -> bool:
    """Tell whether a text asks what is so in the world, or in somebody's life.

    `How many refugees are in Turkey` and `is Rivera married to a refugee` do, not what would be
    done (`how many would she resettle`) nor what is on record (`when did she answer on refugees`).
    """
    if Kind.OFF in text.view.said and any(_has_something_off(name, text) for name in text.mentions):
        return True
    return asks_of_a_life(text, slots) or (not text.mentions and asks_of_the_world(text))


def _has_something_off(name: Mention, text: Text) -> bool:
    """Tell whether beside a name stands what no candidate is asked: `Rivera['s wife] on asylum`."""
    clause = {*clause_at(name.start, text)}
    if clause.isdisjoint(text.topical()):
        return False
    return any(
        Kind.OFF in match.kinds and is_beside(match, name, text.pauses) for match in text.view.found
    )
