"""Mistyped words: each is taken for the nearest name or the nearest word that has a meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from questions.understanding.clean import is_han
from questions.understanding.language import Language
from questions.understanding.lexicon import Lexicon
from questions.understanding.meant import (
    domestic,
    exact,
    fitting,
    foreign,
    likeliest,
    nearest_words,
)
from questions.understanding.names import POSSESSIVE, Part, squash
from questions.understanding.phrase import PLACING, UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.spelling import SHORT, Near

INFLECTED, MOST = 24, 10
"""So many unusual words of a text may be known words' other forms, and so many slips of them.

A text with more is no question; looking at them all would take long.
"""

LONG, FEW = 40, 3
"""In a text of more words, each is mended by itself, and no more than a few of them are."""

_NOWHERE = frozenset[int]()
_MEANING = frozenset[str]({Kind.COMMON, Kind.DEED, Kind.USE, Kind.OFF})
_HOLDING = frozenset[str]({Kind.STOP, Kind.ARTICLE})
_IDLE = UNEXPLAINED | PLACING | {Kind.STOP, Kind.FILLER, Kind.ARTICLE, Kind.GREETING}


class Mended(NamedTuple):
    """A text with its slips mended, whom it names, and where words stay strange.

    `guessed` says that a word was mended by more than swapping letters back; `unsure` are the words
    that mean what they mean only as mended, or in an ending that nobody wrote down.
    """

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    strange: frozenset[int]
    guessed: bool = False
    unsure: frozenset[int] = frozenset()


def mend(lexicon: Lexicon, words: Sequence[str]) -> Mended:
    """Find names as they are written, then mend every word that has no meaning here."""
    names = [*lexicon.roster.find(words)]
    if not lexicon.blanks.isdisjoint(words):
        names += _half_forgotten(words, lexicon)
    unusual = _unusual(lexicon, words, names)
    if not unusual:
        return Mended(tuple(words), _led_to(names, words, lexicon), _NOWHERE)
    mended = [*words]
    spoken = lexicon.spoken(words)
    for at in foreign(unusual, words, spoken, lexicon)[:MOST]:
        mended[at] = domestic(words[at], spoken, lexicon)
    unusual = [at for at in unusual if words[at] not in lexicon.words]
    left = {at for at in unusual[:INFLECTED] if not lexicon.knows(words[at], spoken)}
    left.update(unusual[INFLECTED:])
    inflected = {*unusual} - left
    for at in sorted(inflected)[:MOST]:
        mended[at] = exact(words[at], spoken, lexicon) or mended[at]
    most = MOST if len(words) <= LONG else FEW
    tried = [at for at in sorted(left) if _may_slip(at, words, lexicon)][:most]
    nearest: dict[int, Near] = {}
    for at in tried:
        nearest[at] = fitting(at, mended, lexicon) or nearest_words(words[at], spoken, lexicon)
        mended[at] = likeliest(words[at], nearest[at], lexicon) or words[at]
    slots = lexicon.slots.find(mended)
    for at in tried:
        if at not in left:
            continue
        in_place = at in slots and _says_nothing(mended[at], spoken)
        if at and _leads_to_a_name(words[at - 1], spoken, lexicon):
            in_place |= _says_no_more(mended[at], spoken)
        name = _near_name(lexicon, words, at, left)
        topical = mended[at] in lexicon.topical and not in_place
        if name is not None and _outdoes(name, nearest[at], unless=topical):
            names = [each for each in names if each.end <= name.start or each.start >= name.end]
            names.append(name)
            left.difference_update(range(name.start, name.end))
            mended[name.start : name.end] = words[name.start : name.end]
        elif nearest[at].words and not (
            in_place or _is_of_somebody(at, names, mended, spoken, lexicon)
        ):
            left.discard(at)
        elif not lexicon.roster.shares(mended[at]):
            mended[at] = words[at]
    worded = [*_worded(names, words, mended, lexicon)]
    names = [
        name for name in names if all(name.end <= w.start or name.start >= w.end for w in worded)
    ]
    names += worded
    left -= {at for name in names for at in range(name.start, name.end)}
    names.sort(key=lambda each: each.start)
    led = _led_to(names, mended, lexicon)
    guessed = any(sorted(one) != sorted(other) for one, other in zip(words, mended, strict=True))
    changed = {at for at, word in enumerate(mended) if word != words[at]}
    return Mended(tuple(mended), led, frozenset(left), guessed, frozenset(changed | inflected))


def _half_forgotten(words: Sequence[str], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield whom a name may name whose end the writer does not know: `kara-something`."""
    for at, (word, behind) in enumerate(pairwise(words)):
        if behind in lexicon.blanks and word not in lexicon.words:
            people = lexicon.roster.begun(word)
            if people:
                yield Mention(at, at + 2, people, Part.INITIAL)


def _is_of_somebody(
    at: int,
    names: Sequence[Mention],
    mended: Sequence[str],
    spoken: Sequence[Language],
    lexicon: Lexicon,
) -> bool:
    """Tell whether a word beside part of a name is the rest of it, no slip of an ordinary word."""
    if mended[at] in lexicon.topical and len(mended[at]) > SHORT + 1:
        return False
    behind = [name for name in names if name.end == at]
    if any(name.part is Part.GIVEN for name in behind):
        return True
    if behind and at + 1 < len(mended) and mended[at + 1] not in lexicon.usual:
        return all(Kind.JOINER not in language.kinds(mended[at]) for language in spoken)
    led = any(name.start == at + 1 and name.part is Part.FAMILY for name in names)
    return led and all(language.kinds(mended[at]) <= _MEANING for language in spoken)


def _may_slip(at: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a word may be a slip: one of a known person's name is none of its own."""
    if words[at] not in lexicon.famous.words:
        return True
    beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
    return any(lexicon.roster.shares(each) for each in beside)


def _unusual(lexicon: Lexicon, words: Sequence[str], names: Sequence[Mention]) -> list[int]:
    """Return the positions of words that are neither names nor the edition's language's."""
    usual = lexicon.usual
    unusual = [at for at, word in enumerate(words) if word not in usual]
    for name in names:
        unusual = [at for at in unusual if not name.start <= at < name.end]
    return [at for at in unusual if len(words[at]) > 1 and not is_han(words[at])]


def _outdoes(name: Mention, near: Near, *, unless: bool) -> bool:
    """Tell whether a name is nearer than a word, or is one of several words that fit together."""
    if name.end - name.start > 1 and name.slips == 1:
        return True
    return name.slips < near.slips or (name.slips == near.slips and not unless)


def _near_name(
    lexicon: Lexicon, words: Sequence[str], at: int, strange: set[int]
) -> Mention | None:
    """Return whom a word may name: with words beside it that may be of a name too, or alone."""
    start = _led(at, words, lexicon)
    windows = (
        (at - 2, at + 1),
        (at - 1, at + 2),
        (at, at + 3),
        (at - 1, at + 1),
        (at, at + 2),
        (start - 1, at + 1),
    )
    for first, end in windows if len(words) <= LONG else ():
        if first >= 0 and end <= len(words) and end - first > 1:
            beside = (each for each in range(first, end) if each != at)
            if all(each in strange or _is_of_a_name(words[each], lexicon) for each in beside):
                aligned = lexicon.roster.aligned(words[first:end], first, end)
                if aligned is not None:
                    return aligned
                whole = squash(words[first:end])
                swapped = lexicon.roster.swapped(whole, first, end)
                name = swapped or lexicon.roster.near(whole, first, end)
                heard = name is not None and bool(lexicon.roster.hears(whole))
                if name is not None and (swapped or heard or _is_safe(name, words[at])):
                    return name
    name = lexicon.roster.near(words[at], start, at + 1)
    if name is None and start < at:
        name = lexicon.roster.near(squash(words[start : at + 1]), start, at + 1)
    if name is None and at + 1 in strange:
        name = lexicon.roster.near(squash(words[at : at + 2]), at, at + 2)
    return name


def _is_safe(name: Mention, mistyped: str) -> bool:
    """Tell whether one slip in several words leaves no doubt whose name they are.

    A short given name one letter off may be somebody else's: `Ji-won` and `Ji-min`.
    """
    if name.slips > 1:
        return False
    return len(mistyped) > SHORT or (name.part is Part.FAMILY and len(mistyped) == SHORT)


def _is_of_a_name(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.manners.particles or bool(lexicon.roster.shares(word))


def _led_to(
    names: Sequence[Mention], words: Sequence[str], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """Return names with the particles before them."""
    if lexicon.manners.particles.isdisjoint(words):
        return tuple(names)
    return tuple([_with_particles(name, words, lexicon) for name in names])


def _with_particles(name: Mention, words: Sequence[str], lexicon: Lexicon) -> Mention:
    """Take the particles before a name into it, unless it is an ordinary word: `la justice`."""
    ordinary = name.end - name.start == 1 and words[name.start] in lexicon.words
    start = name.start if ordinary else _led(name.start, words, lexicon)
    return name._replace(start=start) if start < name.start else name


def _led(at: int, words: Sequence[str], lexicon: Lexicon) -> int:
    """Return where the particles before a word begin."""
    while at and len(words[at - 1]) > 1 and words[at - 1] in lexicon.manners.particles:
        at -= 1
    return at


def _leads_to_a_name(word: str, spoken: Sequence[Language], lexicon: Lexicon) -> bool:
    """Tell whether a word is a particle of names and nothing else: `van der`."""
    return word in lexicon.manners.particles and all(
        language.kinds(word) <= {Kind.PARTICLE} for language in spoken
    )


def _says_nothing(word: str, spoken: Sequence[Language]) -> bool:
    """Tell whether a mended word would be idle: then a name may rather be meant in its place."""
    return all(
        (kinds := language.kinds(word)) <= _IDLE
        and (word not in language.topics.words or kinds & _HOLDING)
        for language in spoken
    )


def _says_no_more(word: str, spoken: Sequence[Language]) -> bool:
    """Tell whether a mended word is a topic's, idle or unexplained: it asks for nothing."""
    return all(language.kinds(word) <= _IDLE for language in spoken)


def _worded(
    names: Sequence[Mention], words: Sequence[str], mended: list[str], lexicon: Lexicon
) -> Iterator[Mention]:
    """Find names that are ordinary words among the words that are mended: `chairty`, `charitys`.

    A word is taken for a name with an `s` if it is nothing else.
    """
    taken = {at for name in names for at in range(name.start, name.end)}
    for at, word in enumerate(words):
        bare = word[:-1]
        if at in taken or word in lexicon.usual or not word.endswith(POSSESSIVE):
            continue
        if lexicon.is_ordinary(bare) and lexicon.roster.shares(bare):
            mended[at] = bare
    changed = {at for at, word in enumerate(words) if mended[at] != word} - taken
    if not any(lexicon.roster.shares(mended[at]) for at in changed):
        return
    for name in lexicon.roster.find(mended):
        span = {*range(name.start, name.end)}
        if span & changed and all(
            name.start <= other.start and other.end <= name.end and name.people & other.people
            for other in names
            if span & {*range(other.start, other.end)}
        ):
            yield name._replace(slips=1)
