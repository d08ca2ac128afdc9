"""Which kind of request a text makes: rules over what was read, the first that fits."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.phrase import Kind


class Said(NamedTuple):
    """What of a text decides the intent: how many candidates and topics, and its phrases' kinds.

    `by_number` says that topics are named by number, `of_a_question` that one is a question's.
    """

    candidates: int
    topics: int
    kinds: frozenset[str]
    by_number: bool = False
    of_a_question: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether phrases of all these kinds are in the text."""
        return self.kinds.issuperset(kinds)

    def any(self, *kinds: str) -> bool:
        """Whether a phrase of one of these kinds is in the text."""
        return not self.kinds.isdisjoint(kinds)


_THEM = (Kind.CANDIDATES, Kind.PEOPLE)
LEFT_OUT = (Kind.OTHERS, Kind.EXCEPT)
"""Kinds of phrases that ask for the rest of a list, which the whole list answers."""


def _asks_who_else(said: Said) -> bool:
    """Tell whether a text asks who is in the race beside those whom it names."""
    return said.has(Intent.LIST_CANDIDATES) and said.any(*LEFT_OUT) and not said.topics


def _asks_what_else(said: Said) -> bool:
    """Tell whether a text asks what is covered beside the topics that it names."""
    return said.has(Intent.LIST_PRIORITIES, Kind.EXCEPT) and not said.candidates


def _is_silence(said: Said) -> bool:
    """Tell whether a text asks who is silent, or on what; of one on one topic, it is a stance."""
    if said.candidates and said.topics:
        return False
    return said.has(Intent.NOT_ANSWERED) or said.has(Kind.ANSWER, Kind.NOT)


def _is_comparison(said: Said) -> bool:
    if said.has(Intent.COMPARE) and not said.candidates:
        return not said.any(Kind.ALL, Kind.OTHERS, Intent.PRIORITY_ALL, *_THEM)
    return said.candidates > 1 or said.has(Intent.COMPARE)


def _asks_what_all_say(said: Said) -> bool:
    """Tell whether a text asks what everybody says on what it names by number."""
    return said.by_number and said.has(Kind.SAY) and said.any(Kind.ALL, Kind.OTHERS, *_THEM)


def _asks_questions(said: Said) -> bool:
    if said.candidates:
        return False
    if _asks_what_all_say(said):
        return False
    if said.of_a_question and _asks_priorities(said):
        return True
    if said.has(Intent.LIST_PRIORITIES) and not (said.topics or said.has(Kind.QUESTIONS)):
        return False
    if said.has(Kind.ANSWER) or (said.has(Kind.WHO) and not said.has(Intent.LIST_QUESTIONS)):
        return False
    if said.any(Intent.PRIORITY_ALL, Kind.SUPPORT) and not said.has(Intent.LIST_QUESTIONS):
        return False
    one_of_them = said.by_number and not said.any(Kind.PRIORITIES, Kind.WHAT)
    return said.has(Intent.LIST_QUESTIONS) or (said.has(Kind.QUESTIONS) and not one_of_them)


def _asks_priorities(said: Said) -> bool:
    if said.any(Kind.WHO, *_THEM) or _asks_what_all_say(said):
        return False
    if said.has(Kind.MEANT) and said.topics:
        return True
    if said.has(Kind.SUPPORT):
        return said.has(Intent.LIST_PRIORITIES) and not (said.topics or said.has(Kind.ALL))
    that = said.has(Kind.THAT) and said.any(Kind.PRIORITIES, Intent.LIST_PRIORITIES)
    if said.by_number or that:
        return said.any(Kind.WHAT, Kind.SAY, Intent.LIST_PRIORITIES)
    if said.has(Kind.PRIORITIES, Kind.WHAT, Intent.LIST_PRIORITIES) and said.topics:
        return not said.candidates
    if said.has(Kind.PRIORITIES, Kind.WHAT) and said.topics:
        return not said.any(Kind.SAY, Kind.ANSWER, Intent.PRIORITY_ALL)
    return said.any(Intent.LIST_PRIORITIES, Kind.PRIORITIES) and not said.topics


def _merely_counts(said: Said) -> bool:
    """Tell whether a text says no more than `all candidates`."""
    said_of_them = said.any(Kind.SAY, Kind.ANSWER, Kind.SUPPORT, Intent.COMPARE)
    return said.has(Intent.LIST_CANDIDATES) and not (said.topics or said_of_them)


def _takes_sides(said: Said) -> bool:
    named = said.any(Kind.WHO, Kind.CANDIDATES, Kind.ALL)
    named |= bool(said.topics) and said.has(Intent.LIST_CANDIDATES)
    return said.has(Intent.WHO_SUPPORTS) or (said.has(Kind.SUPPORT) and named)


def _is_about_everybody(said: Said) -> bool:
    return (
        said.any(Intent.PRIORITY_ALL, Kind.OTHERS)
        or (said.has(Intent.COMPARE) and said.any(Kind.ALL, *_THEM))
        or (said.has(Kind.WHO) and said.any(Kind.ANSWER, Kind.SAY))
    )


RULES: tuple[tuple[Intent, Callable[[Said], bool]], ...] = (
    (Intent.LIST_CANDIDATES, _asks_who_else),
    (Intent.LIST_PRIORITIES, _asks_what_else),
    (Intent.NOT_ANSWERED, _is_silence),
    (Intent.COMPARE, _is_comparison),
    (Intent.LIST_QUESTIONS, _asks_questions),
    (Intent.STANCE, lambda said: bool(said.candidates and said.topics)),
    (Intent.CANDIDATE_ALL, lambda said: bool(said.candidates)),
    (Intent.LIST_PRIORITIES, _asks_priorities),
    (Intent.LIST_CANDIDATES, _merely_counts),
    (Intent.WHO_SUPPORTS, _takes_sides),
    (Intent.PRIORITY_ALL, _is_about_everybody),
    (Intent.WHO_SUPPORTS, lambda said: said.has(Kind.WHO) and bool(said.topics)),
    (Intent.PRIORITY_ALL, lambda said: bool(said.topics) or said.any(Kind.SAY, Kind.ANSWER)),
    (Intent.LIST_CANDIDATES, lambda said: said.any(Intent.LIST_CANDIDATES, Kind.CANDIDATES)),
)
"""In their order: what asks for a list outright comes before what merely names a topic."""


@lru_cache(maxsize=2_000)
def intent_of(said: Said) -> Intent | None:
    """Return the intent of the first rule that fits. Kept: texts say much the same."""
    for intent, fits in RULES:
        if fits(said):
            return intent
    return None
