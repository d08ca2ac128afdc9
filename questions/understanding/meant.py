"""Which word a mistyped one was meant for: of the text's language, or of one of its script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from questions.understanding.by_ear import spelt
from questions.understanding.language import Language, script
from questions.understanding.lexicon import Lexicon
from questions.understanding.spelling import NOTHING, Near, slips_easily

_BY_EAR = "en"
"""The language of which it is known how its words are written by ear."""
_DRAWN = re.compile(r"(.)\1{2,}")
_TELLING = 6
"""A slip in a word of another language than the text's is seen in so many letters or more."""


def foreign(
    unusual: Sequence[int], words: Sequence[str], spoken: Sequence[Language], lexicon: Lexicon
) -> list[int]:
    """Return the positions of words that only other languages than the text's know."""
    return [
        at
        for at in unusual
        if len(words[at]) >= _TELLING
        and words[at] in lexicon.words
        and not any(words[at] in each.words or each.inflects(words[at]) for each in spoken)
    ]


def domestic(word: str, spoken: Sequence[Language], lexicon: Lexicon) -> str:
    """Return the word of the text's language that another one's word is a slip of."""
    near = _nearest(word, spoken)
    return word if near.slips > 1 else likeliest(word, near, lexicon) or word


def exact(word: str, spoken: Sequence[Language], lexicon: Lexicon) -> str | None:
    """Return the word one slip from one that only shares its stem with others: `minorites`.

    Another ending of a known word is no slip: `executes`.
    """
    if len(word) < _TELLING or any(each.inflects(word) for each in spoken):
        return None
    near = _nearest(word, spoken)
    return likeliest(word, near, lexicon) if near.slips == 1 else None


def nearest_words(word: str, spoken: Sequence[Language], lexicon: Lexicon) -> Near:
    """Return the nearest words of the languages spoken, or else of any of the word's script."""
    if drawn := [each for each in _undrawn(word) if each in lexicon.words]:
        return Near(1, tuple(drawn))
    if brief := [each.slips[word] for each in spoken if word in each.slips]:
        return Near(1, tuple(brief[:1]))
    near = _nearest(word, spoken)
    if near.slips > 1 and (heard := _heard(word, spoken)):
        return heard
    if near.words:
        return near
    own = script(word)
    others = (each for each in lexicon.languages if each.script == own and each not in spoken)
    near = _nearest(word, others)
    topical = near.slips == 1 and len(word) >= _TELLING and likeliest(word, near, lexicon)
    return near if topical in lexicon.topical else NOTHING


def _heard(word: str, spoken: Sequence[Language]) -> Near | None:
    """Return the word of a topic that a long one is written for by ear, or one slip from it."""
    english = next((each for each in spoken if each.code == _BY_EAR), None)
    if english is None or len(word) < _TELLING:
        return None
    spellings = [*spelt(word)]
    for each in spellings:
        if each in english.words:
            return Near(1, (each,))
    for each in spellings:
        near = english.spelling.nearest(each)
        if near.slips == 1 and len(word) > _TELLING + 1:
            return near._replace(slips=2)
    return None


def fitting(at: int, words: Sequence[str], lexicon: Lexicon) -> Near | None:
    """Return the words that are known beside the words here: `gender` of `hender identity`."""
    fitting = lexicon.neighbours.fitting(at, words)
    return Near(1, fitting) if fitting else None


def _undrawn(word: str) -> Iterator[str]:
    """Yield what a word is with its letters no longer drawn out: `plzzz`, `sooo`."""
    for kept in (r"\1", r"\1\1"):
        shorter = _DRAWN.sub(kept, word)
        if shorter != word:
            yield shorter


def _nearest(word: str, languages: Iterable[Language]) -> Near:
    """Return the words the fewest slips away in any of some languages."""
    near = (each.spelling.nearest(word) for each in languages)
    return min(near, key=lambda each: each.slips, default=NOTHING)


def likeliest(word: str, near: Near, lexicon: Lexicon) -> str | None:
    """Return the word that fingers slip from most easily, of several a topic's."""

    def rank(other: str) -> tuple[bool, bool, str]:
        return not slips_easily(word, other), other not in lexicon.topical, other

    return min(near.words, key=rank, default=None) if len(near.words) != 1 else near.words[0]
