"""Words written without any space: `whatdoesrobertsonsayaboutrefugees`."""

from __future__ import annotations

from questions.understanding.lexicon import Lexicon
from questions.understanding.phrase import UNEXPLAINED

_LONG = 12
"""A run of three words or more has so many letters or more."""
_SHORTEST, _LONGEST = 2, 16
"""How many letters a word in a run has."""
_TELLING = 5
"""A run of two is of a name or a topic with so many letters or more, and a word."""
_MEAN = 3
"""So many letters its words have on average; else a name may be made of slight words."""


def apart(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the words that were run together, if they are all known and one is telling."""
    if not (word.isascii() and word.isalpha()) or len(word) < _SHORTEST + _TELLING:
        return lexicon.parted(word)
    several = _several(word, lexicon) if len(word) >= _LONG else None
    return several or lexicon.parted(word) or _two(word, lexicon)


def _two(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    spoken = lexicon.languages[0].words
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        one, other = word[:at], word[at:]
        pair = (one in spoken and _tells(other, lexicon)) or (
            other in spoken and _tells(one, lexicon)
        )
        if pair and not any(each.spelling.nearest(word).slips < 2 for each in lexicon.languages):
            return one, other
    return None


def _several(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the fewest words of which a run is made, of those the ones with the longest first."""
    ways: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        found: tuple[str, ...] | None = None
        for start in range(max(end - _LONGEST, 0), end - _SHORTEST + 1):
            before = ways[start]
            if before is None or (found is not None and len(found) <= len(before) + 1):
                continue
            part = word[start:end]
            known = part in lexicon.usual and part in lexicon.known
            if known or lexicon.roster.is_form(part):
                found = (*before, part)
        ways.append(found)
    way = ways[-1]
    if way is None or len(way) < 2 or len(word) < _MEAN * len(way):
        return None
    asks = len(way) > 2 and bool(lexicon.languages[0].kinds(way[0]) - UNEXPLAINED)
    topical = sum(len(part) >= _TELLING and part in lexicon.topical for part in way)
    return way if asks or topical > 1 or any(_tells(part, lexicon) for part in way) else None


def _tells(part: str, lexicon: Lexicon) -> bool:
    if len(part) < _TELLING:
        return False
    return part in lexicon.languages[0].topics.singles or (
        lexicon.roster.is_form(part) and not lexicon.is_ordinary(part)
    )
