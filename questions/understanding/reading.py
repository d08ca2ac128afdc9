"""What the words of a text say, one by one: names, topics, phrases, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.understanding.clean import Word, clean, is_han, words
from questions.understanding.lexicon import Lexicon
from questions.understanding.mending import mend
from questions.understanding.numbers import numbered
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.roster import Mention, merged
from questions.understanding.strangers import Stranger, Surroundings, stranger
from questions.understanding.topics import Hit
from questions.understanding.views import View, is_name, topic_hits, views

_POLITE = frozenset[str]({Kind.STOP, Kind.FILLER, Kind.GREETING})
_BIDS_NOTHING = _POLITE | UNEXPLAINED | {Kind.LEAD, Kind.ASIDE, Kind.JOINER, Kind.ARTICLE}
_AND = "و"
_SLIGHT = 3
"""A function word of another language than the text's is no longer than this."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart.

    `residue` are the words that carry meaning and are unexplained; `vague` says that others carry
    a little; `domain`, that the text is at least about what candidates are asked; `leads` and
    `turns`, that it begins like one that goes on, or may go on, from the last answer.
    """

    words: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    residue: tuple[str, ...] = ()
    vague: bool = False
    leads: bool = False
    turns: bool = False
    by_number: bool = False
    domain: bool = False
    stranger: Stranger | None = None


def read(text: str, lexicon: Lexicon) -> Reading:
    """Take a text apart."""
    written = [part for word in words(clean(text)) for part in _parted(word, lexicon)]
    if not written:
        return Reading()
    mended = mend(lexicon, [word.text for word in written])
    texts = mended.words
    seen = views(lexicon, texts, mended.mentions, mended.strange)
    names = [name for name in mended.mentions if is_name(name, texts, seen[0], lexicon)]
    if len(names) < len(mended.mentions):
        seen = views(lexicon, texts, names, mended.strange)
    pauses = [word.paused for word in written]
    mentions = merged(names, pauses)
    numbers, strays = numbered(texts, seen[0].kinds, lexicon.topic_ids)
    hits = (*topic_hits(seen), *numbers)
    rest = _unexplained(texts, mentions, hits, seen) | set(strays)
    vague = {at for at in rest if Kind.VAGUE in seen[0].kinds_at(at)}
    residue = sorted(rest - vague)
    strange = [at for at in residue if at in mended.strange or _is_new_han(at, texts, seen[0])]
    kinds = frozenset[str]().union(*seen[0].kinds.values())
    nobody = None
    if strange or not all(mention.people for mention in mentions):
        around = Surroundings(
            words=texts,
            pauses=pauses,
            mentions=mentions,
            slots=lexicon.slots.find(texts),
            particles=lexicon.manners.particles,
            joiners={at for at, own in seen[0].kinds.items() if Kind.JOINER in own},
            topics=bool(hits),
            other_residue=len(strange) < len(residue),
            asks=bool(kinds - _BIDS_NOTHING),
        )
        nobody = stranger(strange, around)
    return Reading(
        words=texts,
        mentions=tuple(each for each in mentions if not _is_part_of(nobody, each)),
        topics=narrowest(hits),
        kinds=kinds | {Kind.EXCEPT} if _sets_apart(mentions, seen[0]) else kinds,
        residue=tuple(texts[at] for at in residue),
        vague=bool(vague),
        leads=_begins(seen[0], Kind.LEAD),
        turns=_begins(seen[0], Kind.ASIDE),
        by_number=bool(numbers),
        domain=bool(hits or vague) or any(texts[at] in lexicon.topical for at in residue),
        stranger=nobody,
    )


def _parted(word: Word, lexicon: Lexicon) -> tuple[Word, ...]:
    """Part Arabic `and` from the word that it is written together with, unless that is one."""
    rest = word.text.removeprefix(_AND)
    if rest == word.text or len(rest) <= len(_AND) or word.text in lexicon.words:
        return (word,)
    return (Word(_AND, word.paused), Word(rest, paused=False)) if lexicon.means(rest) else (word,)


def narrowest(hits: Iterable[Hit]) -> tuple[str, ...]:
    """Return the topics in their order, without those of which a narrower one is named too."""
    targets = dict.fromkeys(hit.target for hit in sorted(hits, key=lambda hit: min(hit.positions)))
    return tuple(
        target for target in targets if not any(other.startswith(f"{target}.") for other in targets)
    )


def _unexplained(
    texts: Sequence[str], mentions: Sequence[Mention], hits: Sequence[Hit], seen: Sequence[View]
) -> set[int]:
    """Return the positions of words whose meaning no name, topic or phrase accounts for."""
    first = seen[0]
    explained = {at for mention in mentions for at in range(mention.start, mention.end)}
    explained |= {at for hit in hits for at in hit.positions}
    explained |= {at for at, own in first.kinds.items() if own - UNEXPLAINED}
    return {
        at
        for at in range(len(texts))
        if at not in explained
        and not _is_slight(at, texts[at], seen)
        and not _belongs(at, hits, seen)
    }


def _is_slight(at: int, word: str, seen: Sequence[View]) -> bool:
    """Tell whether a word is a bare number, a lone letter or another language's `de`."""
    if word.isdecimal() or (len(word) == 1 and not is_han(word)):
        return True
    return (
        len(word) <= _SLIGHT
        and not seen[0].kinds_at(at)
        and any(Kind.STOP in view.kinds_at(at) for view in seen[1:])
    )


def _belongs(at: int, hits: Sequence[Hit], seen: Sequence[View]) -> bool:
    """Tell whether a word is one that comes with a priority which the text names anyway."""
    priorities = {hit.target.partition(".")[0] for hit in hits}
    return any(
        not priorities.isdisjoint(view.language.topics.priorities(view.stems[at])) for view in seen
    )


def _is_new_han(at: int, texts: Sequence[str], view: View) -> bool:
    """Tell whether a Chinese character is part of no longer word, so that it may be of a name."""
    if not is_han(texts[at]):
        return False
    return not any(
        match.end - match.start > 1 and match.start <= at < match.end for match in view.found
    )


def _is_part_of(nobody: Stranger | None, mention: Mention) -> bool:
    return nobody is not None and nobody.start <= mention.start < nobody.end


def _sets_apart(mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether a text names somebody only to leave them out: `Rivera, not Okonkwo`."""
    ends = {mention.end for mention in mentions}
    return any(
        mention.start - 1 in ends and Kind.NOT in view.kinds_at(mention.start - 1)
        for mention in mentions
    )


def _begins(view: View, kind: Kind) -> bool:
    """Tell whether a text begins with a phrase of a kind, but for politeness before it."""
    first = next((match for match in view.found if kind in match.kinds), None)
    return first is not None and all(
        view.kinds_at(at) & (_POLITE | {Kind.LEAD}) for at in range(first.start)
    )
