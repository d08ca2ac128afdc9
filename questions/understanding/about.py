"""What a text is about: its topics by name and by number, and what is no part of its question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from questions.understanding.clauses import before_a_question, leading_up, naming, of_the_writer
from questions.understanding.corrections import TURNING, corrected_topics, reaction
from questions.understanding.lexicon import Lexicon
from questions.understanding.mending import Mended
from questions.understanding.numbers import may_be_numbered, numbered
from questions.understanding.phrase import Kind
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.told import introduction, purpose, told
from questions.understanding.views import View, topic_hits

_NOTHING = frozenset[int]()
_NO_NUMBERS: tuple[tuple[Hit, ...], tuple[int, ...]] = (), ()
_OF_THE_WRITER = frozenset[str]({Kind.WRITER, Kind.INTRO, Kind.HERE, Kind.USE})
"""Kinds of phrases, without one of which a text tells nothing of its writer."""
_LISTING = frozenset[str]({Kind.JOINER, Kind.LEAD})
"""Kinds of phrases that join topics of which several are meant: `priority 5 and women`."""


class About(NamedTuple):
    """What a text is about: by name, the narrowest of that, by number, and numbers of nothing.

    `aside` is what is no part of the question, `apart` the clauses of it about the writer, and
    `ahead` such words as lead up to it; `before` are so many that only react to the answer before.
    """

    hits: tuple[Hit, ...]
    narrowed: tuple[Hit, ...]
    numbers: tuple[Hit, ...]
    strays: tuple[int, ...]
    aside: frozenset[int]
    apart: frozenset[int]
    ahead: frozenset[int]
    before: int

    @property
    def named(self) -> tuple[Hit, ...]:
        """All topics, by name and by number."""
        return self.hits + self.numbers

    @property
    def beside(self) -> frozenset[int]:
        """The words that are no part of the question, and those that lead up to it."""
        return self.aside | self.ahead

    def contradict(self, kinds: frozenset[str]) -> bool:
        """Tell whether a number and a name are of two topics, where one is meant, not both.

        So they are in `priority 5, the one on refugees`. `kinds` are those of the text's phrases.
        """
        if len(self.numbers) != 1 or not self.narrowed or not kinds.isdisjoint(_LISTING):
            return False
        number = self.numbers[0].target.partition(".")[0]
        return all(hit.target.partition(".")[0] != number for hit in self.narrowed)


def about(
    mended: Mended,
    pauses: Sequence[bool],
    mentions: Sequence[Mention],
    seen: Sequence[View],
    lexicon: Lexicon,
) -> About:
    """Find what a text is about, without what the writer tells of themselves."""
    texts, view = mended.words, seen[0]
    numbers, strays = _NO_NUMBERS
    if may_be_numbered(texts, view.said):
        covered = sum([mention.end - mention.start for mention in mentions])
        numbers, strays = numbered(
            texts, view.kinds, lexicon.topic_ids, view.language.kinds, covered
        )
    hits = topic_hits(seen)
    starts = [mention.start for mention in mentions]
    aside = apart = ahead = earlier = _NOTHING
    if not view.said.isdisjoint(_OF_THE_WRITER):
        aim = purpose(view, pauses)
        hits = tuple([hit for hit in hits if not hit.positions <= aim])
        apart = of_the_writer(hits, starts, view, pauses)
        aside = aim | introduction(view, pauses) | apart
        ahead = _NOTHING if hits else naming(starts, view, pauses)
    if hits and True in pauses:
        ahead = leading_up(hits, starts, mended.strange, view, pauses)
        earlier = before_a_question(hits, starts, view, pauses)
    if view.said.isdisjoint(TURNING):
        narrowed = told(hits, view, aside, pauses, earlier)
        return About(hits, narrowed, numbers, strays, aside, apart, ahead, 0)
    before = reaction(mentions, (*hits, *numbers), mended.strange, view, pauses)
    narrowed = told(corrected_topics(hits, view, pauses), view, aside, pauses, earlier)
    return About(hits, narrowed, numbers, strays, aside | before, apart, ahead, len(before))
