"""Candidates named by nothing but an initial: `D. on women`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from questions.understanding.clean import clean
from questions.understanding.lexicon import Lexicon
from questions.understanding.names import Part
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.views import View

_LETTER = re.compile(r"(?<!\w)[^\W\d_](?!\w)(\.?)")
_DOTTED = re.compile(r"(?<!\w)[^\W\d_]\.")
_LONGEST = 2
"""An initial of the given name and one of the family name."""


def initials(
    text: str,
    words: Sequence[str],
    pauses: Sequence[bool],
    mentions: Sequence[Mention],
    view: View,
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """Return whom initials with a dot may name, where a name would stand and no other does.

    Two that are nobody's are taken for an abbreviation: `U.N. on women`.
    """
    if "." not in text or _DOTTED.search(text) is None:
        return ()
    named = {at for each in mentions for at in range(each.start, each.end)}
    return tuple(
        Mention(start, end, lexicon.roster.initialed(words[start:end]), Part.INITIAL)
        for start, end in _runs(_dotted(text, words))
        if named.isdisjoint(range(start - 1, end + 1))
        and end - start <= _LONGEST
        and _is_placed(start, end, words, pauses, view, lexicon)
        and (end - start == 1 or lexicon.roster.initialed(words[start:end]))
    )


def disowned(
    text: str, words: Sequence[str], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """Doubt family names behind an initial that is not their bearer's: `T. Lombard`.

    Who has that initial and a name that sounds like it may be meant as well.
    """
    if "." not in text or _DOTTED.search(text) is None:
        return tuple(mentions)
    dotted = _dotted(text, words)
    return tuple([_doubted(each, words, dotted, lexicon) for each in mentions])


def _doubted(
    name: Mention, words: Sequence[str], dotted: Collection[int], lexicon: Lexicon
) -> Mention:
    before = name.start - 1
    if name.part is not Part.FAMILY or before not in dotted:
        return name
    bearers = lexicon.roster.initialed(words[before : name.start])
    if not name.people.isdisjoint(bearers):
        return name
    alike = lexicon.roster.nearest(words[name.start : name.end], ()) & bearers
    return name._replace(people=name.people | alike, doubtful=True)


def _dotted(text: str, words: Sequence[str]) -> list[int]:
    """Return the positions of single letters with a dot behind them."""
    dots = [bool(match[1]) for match in _LETTER.finditer(clean(text))]
    places = [at for at, word in enumerate(words) if len(word) == 1 and word.isalpha()]
    if len(dots) != len(places):
        return []
    return [at for at, dot in zip(places, dots, strict=True) if dot]


def _runs(positions: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield where neighbouring letters begin and end."""
    for at in positions:
        if at - 1 not in positions:
            end = at + 1
            while end in positions:
                end += 1
            yield at, end


def _is_placed(
    start: int,
    end: int,
    words: Sequence[str],
    pauses: Sequence[bool],
    view: View,
    lexicon: Lexicon,
) -> bool:
    """Tell whether a name would stand here, and the next word is none: no `J.` of `J. Smith`."""
    if end < len(words) and view.language.kinds(words[end]) <= UNEXPLAINED:
        return False
    led = not start or pauses[start] or Kind.TITLE in view.kinds_at(start - 1)
    return led or lexicon.slots.leads_to(start, words) or end - 1 in lexicon.slots.find(words)
