"""Which unexplained words may be of a name that nobody has, and what stands around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from questions.request import Intent
from questions.understanding.clean import is_han
from questions.understanding.language import script
from questions.understanding.lexicon import Lexicon
from questions.understanding.mending import Mended
from questions.understanding.names import Part
from questions.understanding.phrase import PLACING, UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.strangers import Surroundings
from questions.understanding.views import View, is_said

_BIDS_NOTHING = (
    frozenset[str]({Kind.STOP, Kind.FILLER, Kind.GREETING, Kind.LEAD, Kind.ASIDE, Kind.JOINER})
    | UNEXPLAINED
    | PLACING
    | {Kind.ARTICLE}
)
_MEANING = frozenset[str]({Kind.COMMON, Kind.DEED, Kind.USE, Kind.OFF})
_NAMELIKE = frozenset[str]({Kind.COMMON, Kind.OFF, Kind.ELSEWHERE})
"""Kinds of ordinary words that are families' names as well: `Smith`, `Butler`, `Curry`."""
_OF_EVERYBODY = frozenset[str]({Kind.WHO, Kind.CANDIDATES, Kind.OTHERS, Intent.WHO_SUPPORTS})
_VOICING = frozenset[str]({Kind.SAY, Kind.ANSWER})
_POINTING, _THEM = frozenset[str]({Kind.PERSON, Kind.PEOPLE}), frozenset[str]({Kind.PEOPLE})
_SLIGHT = 3
"""A function word of another language than the text's is no longer than this."""


def spoken_of(
    famous: Sequence[tuple[int, int]], mentions: Sequence[Mention], view: View
) -> tuple[tuple[int, int], ...]:
    """Return the names of people known to everybody that are nobody's here.

    One may only come with a turn of phrase, too: `who wants [Guterres's job]`.
    """
    return tuple(
        each
        for each in famous
        if not any(name.start < each[1] and each[0] < name.end for name in mentions)
        and not is_said(range(*each), view.found)
    )


def surroundings(
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
        everybody=bool(hits)
        and (not view.said.isdisjoint(_OF_EVERYBODY) or view.said & _POINTING == _THEM),
    )


def asked_after(
    famous: Sequence[tuple[int, int]],
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
    view: View,
) -> Sequence[tuple[int, int]]:
    """Return whom everybody knows, but for those to whom something is to be done.

    They are part of a topic's name (`stand up to Putin`), or a text asks of everybody what they
    would do about them: `who wants to see Bashir in the dock?`
    """
    if not (famous and hits):
        return famous
    joined = any(
        Kind.JOINER in view.kinds_at(start - 1) | view.kinds_at(end) for start, end in famous
    )
    if not (mentions or joined or view.said.isdisjoint(_OF_EVERYBODY)):
        return ()
    named = {at for hit in hits if len(hit.positions) > 1 for at in hit.positions}
    return [(start, end) for start, end in famous if not named.issuperset(range(start, end))]


def newcomers(
    residue: Sequence[int],
    mended: Mended,
    mentions: Sequence[Mention],
    view: View,
    lexicon: Lexicon,
) -> list[int]:
    """Return the positions of unexplained words that may be of a name we do not know."""
    families = {each.start for each in mentions if each.part is Part.FAMILY}
    found = [
        at
        for at in residue
        if (at in mended.strange and not _is_deed(at, mended.words, view, lexicon))
        or _may_be_new(at, mended.words, view, before=families)
        or _is_given(at, mended.words, mentions, view, lexicon)
        or _goes_on(at, mended.words, mentions, lexicon)
        or (_speaks(at, view) and _is_led_to(at, mended.words, mentions, lexicon))
        or _is_listed(at, mended.words, mentions, view, lexicon)
    ]
    return [*found, *_between(found, mended.words)]


def _between(found: Collection[int], texts: Sequence[str]) -> list[int]:
    """Return the Chinese characters with one of an unknown name on either side of each."""
    return [
        at + 1
        for at in found
        if is_han(texts[at]) and at + 2 in found and at + 1 not in found and is_han(texts[at + 1])
    ]


def _is_given(
    at: int, texts: Sequence[str], mentions: Sequence[Mention], view: View, lexicon: Lexicon
) -> bool:
    """Tell whether a family name, or another name behind an `and`, follows somebody's given name.

    It is nobody's on the roster.
    """
    if texts[at] not in lexicon.givens or lexicon.roster.shares(texts[at]):
        return False
    if Kind.ARTICLE in view.kinds_at(at - 1):
        return False
    joined = Kind.JOINER in view.kinds_at(at + 1)
    return any(
        (each.start == at + 1 and each.part is Part.FAMILY) or (joined and each.start == at + 2)
        for each in mentions
    )


def _goes_on(at: int, texts: Sequence[str], mentions: Sequence[Mention], lexicon: Lexicon) -> bool:
    """Tell whether particles lead from somebody's given name to a word: `Ana de la [Cruz]`."""
    start = at
    while start and texts[start - 1] in lexicon.manners.particles:
        start -= 1
    return start < at and any(each.end == start and each.part is Part.GIVEN for each in mentions)


def _is_deed(at: int, texts: Sequence[str], view: View, lexicon: Lexicon) -> bool:
    """Tell whether an article follows where no name is expected: `for curbing the veto`."""
    return Kind.ARTICLE in view.kinds_at(at + 1) and at not in lexicon.slots.find(texts)


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
    return Kind.COMMON in view.kinds_at(at) <= _MEANING and bool(view.kinds_at(at + 1) & _VOICING)


def _is_led_to(
    at: int, texts: Sequence[str], mentions: Sequence[Mention], lexicon: Lexicon
) -> bool:
    """Tell whether words lead to a name at a position, or to a given name right before it."""
    before = [each.start for each in mentions if each.part is Part.GIVEN and each.end == at]
    return any(lexicon.slots.leads_to(each, texts) for each in (at, *before))


def _is_listed(
    at: int, texts: Sequence[str], mentions: Sequence[Mention], view: View, lexicon: Lexicon
) -> bool:
    """Tell whether an ordinary word is one of those asked: `Rivera and [Smith] on refugees`.

    So it is behind somebody's given name, and behind no verb: `Ana [Butler] on women`.
    """
    if not view.language.kinds(texts[at]) | view.kinds_at(at) <= _NAMELIKE:
        return False
    starts = {each.start for each in mentions}
    ends = {each.end for each in mentions}
    behind = Kind.JOINER in view.kinds_at(at + 1) and at + 2 in starts
    before = Kind.JOINER in view.kinds_at(at - 1) and at - 1 in ends
    before |= any(
        each.end == at and each.part is Part.GIVEN and Kind.AUX not in view.kinds_at(each.start - 1)
        for each in mentions
    )
    return behind or (before and lexicon.slots.comes_behind(at + 1, texts))


def _is_new_han(at: int, texts: Sequence[str], view: View) -> bool:
    """Tell whether a Chinese character is part of no longer word, so that it may be of a name."""
    if not is_han(texts[at]):
        return False
    return not any(
        match.end - match.start > 1 and match.start <= at < match.end for match in view.found
    )
