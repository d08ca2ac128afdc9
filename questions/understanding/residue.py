"""What of a text nothing accounts for: the guard against answering what was not asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.clean import is_han
from questions.understanding.lexicon import Lexicon
from questions.understanding.mending import Mended
from questions.understanding.names import Part
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.views import View

_LINK = ("t",)
"""Stands between a French verb and the pronoun behind it."""
_SLIGHT = 5
"""A function word of another language than the text's is no longer than this."""
_IDLE = frozenset[str]({Kind.STOP, Kind.FILLER, Kind.GREETING})
_DONE = frozenset[str]({Kind.SAY, Kind.ANSWER})
"""Kinds of words behind which no verb stands: in `has Ana Rivera answered` it is a name."""
_WHOLE = frozenset[str](
    {Intent.NOT_ANSWERED, Intent.CANDIDATE_ALL, Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES}
    | {Intent.LIST_QUESTIONS}
)
"""Intents that are asked for outright, so that what is done about them narrows nothing."""
_OF_NOBODY = _WHOLE - {Intent.CANDIDATE_ALL}
"""Those that name no candidate."""


class Rest(NamedTuple):
    """The positions of words that nothing accounts for, or only a topic's priority."""

    residue: Sequence[int]
    deeds: AbstractSet[int]
    vague: AbstractSet[int]
    loose: bool


_NO_REST = Rest((), frozenset(), frozenset(), loose=False)


def rest_of(
    mended: Mended,
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    aside: AbstractSet[int],
    strays: Collection[int],
    seen: Sequence[View],
    lexicon: Lexicon,
) -> Rest:
    """Find the words that nothing accounts for. Beside a topic, what is done about it is none.

    `aside` is what is no part of the question, `strays` are numbers of nothing.
    """
    view = seen[0]
    bare = unexplained(mended.words, mentions, hits, seen, lexicon) - aside
    if not (bare or strays):
        return _NO_REST
    deeds = set[int]()
    whole = _WHOLE if mentions else _OF_NOBODY
    if hits or not view.said.isdisjoint(whole):
        deeds = {at for at in bare if Kind.DEED in view.kinds_at(at)}
        if not hits:
            deeds = {at for at in deeds if not _is_spoken_of(at, mended.words, view, lexicon)}
        deeds |= {at for at in bare & mended.strange if _is_done(at, mentions, view)}
    bare -= deeds
    belonging = bare and {
        at for at in bare if belongs(at, hits, seen) and not lexicon.roster.shares(view.stems[at])
    }
    rest = bare - belonging | set(strays)
    vague = {at for at in rest if Kind.VAGUE in view.kinds_at(at)} if rest else rest
    loose = not all(
        is_said(at, hits, seen) for at in belonging if Kind.VAGUE not in view.kinds_at(at)
    )
    nouns = {at for at in deeds if Kind.COMMON in view.kinds_at(at)}
    return Rest(sorted(rest - vague), nouns, vague, loose)


def _is_spoken_of(at: int, words: Sequence[str], view: View, lexicon: Lexicon) -> bool:
    """Tell whether a word stands where a topic does: `who has not answered on [torture]`."""
    before = at - 1
    return Kind.STOP in view.kinds_at(before) and lexicon.slots.comes_behind(before, words)


def _is_done(at: int, mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether an unknown word stands where a verb does: `who would [rein] in the veto`.

    In French somebody's verb may stand before their pronoun: `Rivera [sabote]-t-elle`.
    """
    before = at - 1
    subject = next((each for each in mentions if each.end == at), None)
    if subject is not None:
        if Kind.PERSON in view.kinds_at(at + 1 + (view.stems[at + 1 : at + 2] == _LINK)):
            return True
        inverted = Kind.AUX in view.kinds_at(subject.start - 1)
        done = view.kinds_at(at + 1).isdisjoint(_DONE)
        return subject.part > Part.GIVEN and inverted and done
    if Intent.WHO_SUPPORTS in view.kinds_at(before):
        return True
    asked = view.kinds_at(before - 1) & {Kind.WHO, Kind.CANDIDATES, Kind.SUPPORT, Kind.DEED}
    return Kind.AUX in view.kinds_at(before) and bool(asked)


def shared(rest: Rest, view: View) -> tuple[str, ...]:
    """Return the priorities, two or three, to which a text's only word of meaning belongs."""
    if len(rest.residue) != 1:
        return ()
    mainly = view.language.topics.mainly(view.stems[rest.residue[0]])
    return mainly if len(mainly) in (2, 3) else ()


def of_other_priorities(
    residue: Collection[int], hits: Sequence[Hit], view: View
) -> Mapping[int, str]:
    """Return which unexplained words people say of another priority than a text names: of which."""
    named = {hit.target.partition(".")[0] for hit in hits}
    meant = {
        at: view.language.topics.decidedly(view.stems[at])
        for at in (residue if hits else ())
        if Kind.ELSEWHERE not in view.kinds_at(at)
    }
    return {at: other for at, other in meant.items() if other is not None and other not in named}


def unexplained(
    texts: Sequence[str],
    mentions: Sequence[Mention],
    hits: Sequence[Hit],
    seen: Sequence[View],
    lexicon: Lexicon,
) -> set[int]:
    """Return the positions of words whose meaning no name, topic or phrase accounts for."""
    first = seen[0]
    explained = {at for at, own in first.kinds.items() if not own <= UNEXPLAINED}
    for mention in mentions:
        explained.update(range(mention.start, mention.end))
    for hit in hits:
        explained |= hit.positions
    if len(explained) == len(texts):
        return set()
    left = {at for at in range(len(texts)) if at not in explained}
    slight = {at for at in left if _is_slight(at, texts[at], seen)}
    if slight and not mentions:
        slight -= lexicon.slots.find(texts) | _titled(slight, first)
    return left - slight


def _titled(positions: Collection[int], view: View) -> set[int]:
    return {at for at in positions if at and Kind.TITLE in view.kinds_at(at - 1)}


def _is_slight(at: int, word: str, seen: Sequence[View]) -> bool:
    """Tell whether a word is a bare number, a lone letter or idle in another language."""
    if word.isdecimal() or (len(word) == 1 and not is_han(word)):
        return True
    return not seen[0].kinds_at(at) and any(_is_idle(at, word, view) for view in seen[1:])


def _is_idle(at: int, word: str, view: View) -> bool:
    """Tell whether a word only holds sentences together, or is polite: `de`, `hola`, `por favor`.

    A greeting is one where it begins the text; elsewhere it may be a name.
    """
    kinds = view.kinds_at(at)
    if (len(word) <= _SLIGHT and Kind.STOP in kinds) or (at == 0 and Kind.GREETING in kinds):
        return True
    return any(
        match.end - match.start > 1 and match.start <= at < match.end and match.kinds <= _IDLE
        for match in view.found
    )


def belongs(at: int, hits: Sequence[Hit], seen: Sequence[View]) -> bool:
    """Tell whether a word is one that comes with a priority which the text names anyway."""
    priorities = {hit.target.partition(".")[0] for hit in hits}
    return any(
        not priorities.isdisjoint(view.language.topics.priorities(view.stems[at])) for view in seen
    )


def is_said(at: int, hits: Sequence[Hit], seen: Sequence[View]) -> bool:
    """Tell whether the edition speaks in this word of an ask that the text names."""
    return any(
        view.stems[at] in view.language.topics.said(hit.target) for view in seen for hit in hits
    )


def is_topical(residue: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether at least half of the unexplained words are such as topics' names are of."""
    topical = sum(word in lexicon.topical for word in residue)
    return bool(topical) and 2 * topical >= len(residue)


def outweighs(
    residue: Collection[int], hits: Sequence[Hit], view: View, pauses: Sequence[bool]
) -> bool:
    """Tell whether more words are unexplained than name the text's only topic, beside it.

    What stands before a comma or behind one may be about the writer.
    """
    if len(hits) != 1:
        return False
    first, last = min(hits[0].positions), max(hits[0].positions)
    start = max((at for at in range(first + 1) if pauses[at]), default=0)
    end = next((at for at in range(last + 1, len(pauses)) if pauses[at]), len(pauses))
    telling = [
        at for at in residue if start <= at < end and Kind.ELSEWHERE not in view.kinds_at(at)
    ]
    return len(telling) > max(1, len(hits[0].positions))
