"""What the words of a text say, one by one: names, topics, phrases, and what is left over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.clean import is_han
from questions.understanding.language import script
from questions.understanding.lexicon import Lexicon
from questions.understanding.mending import Mended, mend
from questions.understanding.names import Part
from questions.understanding.numbers import IN_WORDS, numbered
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.residue import belongs, is_said, is_topical, outweighs, unexplained
from questions.understanding.roster import Mention, merged
from questions.understanding.strangers import Stranger, Surroundings, stranger
from questions.understanding.told import (
    introduction,
    is_compound,
    is_mixed,
    narrowest,
    of_the_writer,
    told,
)
from questions.understanding.topics import Hit
from questions.understanding.views import View, is_name, topic_hits, views
from questions.understanding.writing import written_words

_POLITE = frozenset[str]({Kind.STOP, Kind.FILLER, Kind.GREETING})
_BIDS_NOTHING = _POLITE | UNEXPLAINED | {Kind.LEAD, Kind.ASIDE, Kind.JOINER, Kind.ARTICLE}
_ASKING = frozenset[str](
    {*Intent, Kind.WHO, Kind.ANSWER, Kind.NOT, Kind.ALL, Kind.CANDIDATES, Kind.PRIORITIES}
)
_SLIGHT = 3
"""A function word of another language than the text's is no longer than this."""


class Reading(NamedTuple):
    """A text taken apart.

    `residue` are the words that carry meaning and are unexplained; `vague` says that others carry
    a little; `loose`, that some are of a topic's priority but not of the topic; `guessed`, that
    words had to be mended; `unsure`, that such a word adds nothing to what is asked for;
    `compound`, that a word makes something else of a topic; `domain`, that the text is at least
    about what candidates are asked; `leads` and `turns`, that it begins like one that goes on, or
    may go on, from the last answer.
    """

    words: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    residue: tuple[str, ...] = ()
    vague: bool = False
    loose: bool = False
    guessed: bool = False
    unsure: bool = False
    leads: bool = False
    turns: bool = False
    by_number: bool = False
    compound: bool = False
    domain: bool = False
    stranger: Stranger | None = None


def read(text: str, lexicon: Lexicon) -> Reading:
    """Take a text apart."""
    written = written_words(text, lexicon)
    if not written:
        return Reading()
    pauses = [word.paused for word in written]
    mended = mend(lexicon, [word.text for word in written])
    texts = mended.words
    seen = views(lexicon, texts, mended.mentions, mended.strange)
    famous = lexicon.famous.find(texts)
    names = [
        name
        for name in mended.mentions
        if is_name(name, texts, pauses, seen[0], lexicon)
        and not (famous and _is_of_another(name, famous))
    ]
    if len(names) < len(mended.mentions):
        seen = views(lexicon, texts, names, mended.strange)
    view = seen[0]
    mentions = corrected(merged(names, pauses), view)
    named = sum([mention.end - mention.start for mention in mentions])
    in_words = not view.said.isdisjoint(IN_WORDS)
    numbers, strays = numbered(texts, view.kinds, lexicon.topic_ids, named, in_words=in_words)
    named_hits = topic_hits(seen)
    starts = [mention.start for mention in mentions]
    introduced = introduction(view, pauses) | of_the_writer(named_hits, starts, view, pauses)
    hits = (*named_hits, *numbers)
    bare = unexplained(texts, mentions, hits, seen) - introduced
    belonging = bare and {
        at for at in bare if belongs(at, hits, seen) and not lexicon.roster.shares(view.stems[at])
    }
    rest = bare - belonging | set(strays)
    vague = {at for at in rest if Kind.VAGUE in view.kinds_at(at)} if rest else rest
    residue = sorted(rest - vague)
    strange = _strange(residue, mended, mentions, view, lexicon) if residue else []
    famous = tuple([each for each in famous if not any(_covers(name, each) for name in mentions)])
    nobody = None
    if strange or famous or not all(mention.people for mention in mentions):
        around = _surroundings(texts, pauses, mentions, residue, famous, hits, view, lexicon)
        nobody = stranger(strange, around)
    apart = bool(mentions or hits) and _sets_apart(mentions, hits, view)
    about = told(named_hits, view, introduced)
    doubtful = is_mixed(about, view, pauses) or is_compound(named_hits, residue, texts, pauses)
    return Reading(
        words=texts,
        mentions=mentions
        if nobody is None
        else tuple([each for each in mentions if not _is_part_of(nobody, each)]),
        topics=narrowest((*about, *numbers)),
        kinds=view.said | {Kind.EXCEPT} if apart else view.said,
        residue=tuple([texts[at] for at in residue]),
        vague=bool(vague),
        loose=not all(is_said(at, named_hits, seen) for at in belonging),
        guessed=mended.guessed,
        unsure=bool(mended.unsure) and not all(view.kinds_at(at) & _ASKING for at in mended.unsure),
        leads=_begins(view, Kind.LEAD),
        turns=_begins(view, Kind.ASIDE) or Kind.TOO in view.kinds_at(len(texts) - 1),
        by_number=bool(numbers),
        compound=doubtful or (bool(mentions) and outweighs(residue, about, view, pauses)),
        domain=bool(hits or vague) or is_topical([texts[at] for at in residue], lexicon),
        stranger=nobody,
    )


def _surroundings(
    texts: Sequence[str],
    pauses: Sequence[bool],
    mentions: Sequence[Mention],
    residue: Collection[int],
    famous: Sequence[tuple[int, int]],
    hits: Sequence[Hit],
    view: View,
    lexicon: Lexicon,
) -> Surroundings:
    """Return what may tell whether unknown words are a name: what stands beside them."""
    joining = {Kind.JOINER, Kind.SUPPORT} if hits else {Kind.JOINER}
    return Surroundings(
        words=texts,
        pauses=pauses,
        mentions=mentions,
        slots=lexicon.slots.find(texts),
        particles=lexicon.manners.particles,
        joiners={at for at, own in view.kinds.items() if own & joining},
        famous=famous,
        topics=bool(hits),
        residue=residue,
        asks=bool(view.said - _BIDS_NOTHING),
    )


def _strange(
    residue: Sequence[int],
    mended: Mended,
    mentions: Sequence[Mention],
    view: View,
    lexicon: Lexicon,
) -> list[int]:
    """Return the positions of unexplained words that may be of a name we do not know."""
    families = {each.start for each in mentions if each.part is Part.FAMILY}
    return [
        at
        for at in residue
        if at in mended.strange
        or _may_be_new(at, mended.words, view, before=families)
        or (_speaks(at, view) and lexicon.slots.leads_to(at, mended.words))
    ]


def _may_be_new(at: int, texts: Sequence[str], view: View, *, before: Collection[int]) -> bool:
    """Tell whether a word that has a meaning may be part of a new name all the same.

    It may behind a title, or where only other languages than the
    text's know the word and it is short or stands `before` a family name.
    """
    if is_han(texts[at]):
        return _is_new_han(at, texts, view)
    titled = at > 0 and Kind.TITLE in view.kinds_at(at - 1)
    language = view.language
    foreign = (
        texts[at] not in language.words
        and view.stems[at] not in language.stemmed
        and texts[at] not in language.ordinary
    )
    own_script = language.script == script(texts[at])
    placed = len(texts[at]) <= _SLIGHT or at + 1 in before
    return titled or (foreign and own_script and placed and texts[at].isalpha())


def _speaks(at: int, view: View) -> bool:
    """Tell whether an ordinary word is said to have a view: `smith thinks`."""
    return view.kinds_at(at) == {Kind.COMMON} and Kind.SAY in view.kinds_at(at + 1)


def _is_new_han(at: int, texts: Sequence[str], view: View) -> bool:
    """Tell whether a Chinese character is part of no longer word, so that it may be of a name."""
    if not is_han(texts[at]):
        return False
    return not any(
        match.end - match.start > 1 and match.start <= at < match.end for match in view.found
    )


def corrected(mentions: tuple[Mention, ...], view: View) -> tuple[Mention, ...]:
    """Leave out whom a text takes back: of `not Rivera, Okonkwo` only Okonkwo stays."""
    if len(mentions) < 2 or Kind.INSTEAD not in view.kinds_at(mentions[0].start - 1):
        return mentions
    back = mentions[0].people
    return tuple(
        replace(each, people=each.people - back) if each.people > back else each
        for each in mentions[1:]
    )


def _is_of_another(name: Mention, famous: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a name is part of a longer one that everybody knows: `Will` of `Will Smith`."""
    return any(
        start <= name.start and name.end <= end and name.end - name.start < end - start
        for start, end in famous
    )


def _covers(name: Mention, famous: tuple[int, int]) -> bool:
    return name.start < famous[1] and famous[0] < name.end


def _is_part_of(nobody: Stranger, mention: Mention) -> bool:
    return nobody.start <= mention.start < nobody.end


def _sets_apart(mentions: Sequence[Mention], hits: Sequence[Hit], view: View) -> bool:
    """Tell whether a text is about some candidates only, in a way that no request can carry.

    It may leave somebody out (`Rivera, not Okonkwo`) or choose by a topic (`women candidates`).
    """
    if Kind.CANDIDATES in view.said:
        chosen = [match.start - 1 for match in view.found if Kind.CANDIDATES in match.kinds]
        if any(at in hit.positions for at in chosen for hit in hits):
            return True
    return len(mentions) > 1 and any(
        other.end == mention.start - 1 and Kind.NOT in view.kinds_at(other.end)
        for other, mention in pairwise(mentions)
    )


def _begins(view: View, kind: Kind) -> bool:
    """Tell whether a text begins with a phrase of a kind, but for politeness before it."""
    if kind not in view.said:
        return False
    first = next((match for match in view.found if kind in match.kinds), None)
    return first is not None and all(
        view.kinds_at(at) & (_POLITE | {Kind.LEAD}) for at in range(first.start)
    )
