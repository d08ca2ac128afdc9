"""A text as each language sees it: its phrases, its topics, and how much of it they explain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.language import Language, script
from questions.understanding.lexicon import Lexicon
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.phrasebook import Found
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit

_ASCII = script("a")
_NOTHING = frozenset[str]()
_OF_NAMES = UNEXPLAINED | {Kind.PARTICLE}
"""Kinds of words that may be other words in another language: `la`, `de`."""
_ASKING = frozenset[str](
    {*Intent, Kind.WHO, Kind.WHAT, Kind.SAY, Kind.ANSWER, Kind.SUPPORT, Kind.CANDIDATES}
    | {Kind.PRIORITIES, Kind.QUESTIONS, Kind.ALL, Kind.OTHERS}
)
"""Kinds of phrases that say what is asked."""
_OF_ALL = frozenset[str]({Kind.WHO, Kind.CANDIDATES, Intent.WHO_SUPPORTS})
_LISTS = frozenset[str]({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Intent.LIST_QUESTIONS})
"""Intents that one word alone may name, in no other ending: `help`, not `helpful`."""


class View(NamedTuple):
    """A text as one language sees it.

    `kinds` are those of the phrases at each position, `said` those of all phrases.
    """

    language: Language
    stems: tuple[str, ...]
    found: tuple[Found, ...] = ()
    hits: tuple[Hit, ...] = ()
    kinds: Mapping[int, frozenset[str]] = MappingProxyType({})
    said: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """How much of the text this language explains."""
        phrases = sum(0.5 if own <= UNEXPLAINED else 1 for own in self.kinds.values())
        return phrases + sum(len(hit.positions) for hit in self.hits)

    def kinds_at(self, at: int) -> frozenset[str]:
        """Return what the phrase at a position can mean."""
        return self.kinds.get(at, _NOTHING)


def views(
    lexicon: Lexicon,
    words: Sequence[str],
    names: Sequence[Mention],
    strange: frozenset[int] = frozenset(),
) -> list[View]:
    """Read a text in each language of its scripts, the one that explains most of it first.

    The words of names have no other meaning. A language that knows all words has no rival.
    """
    masked = [*words]
    for name in names:
        masked[name.start : name.end] = [""] * (name.end - name.start)
    plain = "".join(masked).isascii()
    scripts = {_ASCII} if plain else {script(word) for word in masked if word}
    open_words = (
        {word for at, word in enumerate(masked) if at not in strange} if strange else {*masked}
    )
    open_words.discard("")
    seen: list[View] = []
    for language in lexicon.languages:
        if language.script in scripts:
            seen.append(_view(language, masked, strange))
            if language.words.issuperset(open_words):
                return seen[-1:]
    seen.sort(key=lambda view: -view.weight)
    if len(seen) > 1:
        seen[0] = _mixed(seen, masked, lexicon.slots.find(words))
    return seen or [View(lexicon.languages[0], tuple("" for _ in words))]


def _mixed(seen: Sequence[View], masked: Sequence[str], slots: Collection[int]) -> View:
    """Let another language ask where the text's own knows no word: `who is contra el veto`.

    A word in one of the `slots`, where names are expected, may be a name, unless it asks of all.
    """
    first = seen[0]
    known = {at for hit in first.hits for at in hit.positions} | first.kinds.keys()
    known |= {at for at, word in enumerate(masked) if word in first.language.words}
    kinds, found = {**first.kinds}, [*first.found]
    topics = [hit.positions for view in seen[1:] for hit in view.hits if len(hit.positions) > 1]
    for view in seen[1:]:
        for match in view.found:
            if not match.kinds & _ASKING or _is_of_a_topic(match, topics):
                continue
            closed = known if match.kinds & _OF_ALL else known.union(slots)
            unknown = [at for at in range(match.start, match.end) if at not in closed]
            if unknown:
                found.append(match)
                known.update(unknown)
                kinds |= dict.fromkeys(unknown, match.kinds)
    if len(found) == len(first.found):
        return first
    said = _NOTHING.union(*kinds.values())
    return first._replace(found=tuple(sorted(found, key=_start)), kinds=kinds, said=said)


def _is_of_a_topic(match: Found, topics: Sequence[Collection[int]]) -> bool:
    """Tell whether a phrase is only part of a topic's name: `violencia [contra] las mujeres`."""
    return any(min(at) < match.start and match.end <= max(at) for at in topics)


def _start(match: Found) -> int:
    return match.start


def topic_hits(seen: Sequence[View]) -> tuple[Hit, ...]:
    """Return the topics of the text's language, and others' where it says nothing else there."""
    first = seen[0]
    if len(seen) == 1:
        return first.hits
    hits = [*first.hits]
    for view in seen[1:]:
        taken = {at for hit in hits for at in hit.positions}
        taken |= {at for at, own in first.kinds.items() if own - UNEXPLAINED}
        taken -= {at for at, own in first.kinds.items() if own <= _OF_NAMES}
        hits += [hit for hit in view.hits if taken.isdisjoint(hit.positions)]
    return tuple(hits)


def _view(language: Language, masked: Sequence[str], strange: frozenset[int]) -> View:
    stems = language.stems(masked, strange)
    phrases = language.phrases.find(stems)
    hits = language.topics.find(stems)
    if hits:
        hits = tuple(
            [
                hit
                for hit in hits
                if not (len(hit.positions) == 1 and _is_other(hit, masked, stems, language))
                and not is_said(hit.positions, phrases)
            ]
        )
    found = _apart(phrases, hits) if hits else phrases
    kinds: dict[int, frozenset[str]] = {}
    for own, start, end in found:
        if end - start == 1 and start not in kinds:
            if own.isdisjoint(_LISTS) or masked[start] in language.phrases.outright:
                kinds[start] = own
            elif own - _LISTS:
                kinds[start] = own - _LISTS
            continue
        for at in range(start, end):
            kinds[at] = kinds[at] | own if at in kinds else own
    said = _NOTHING.union(*kinds.values())
    return View(language, stems, found, hits, kinds, said)


def _is_other(hit: Hit, words: Sequence[str], stems: Sequence[str], language: Language) -> bool:
    """Tell whether a topic's one word only shares its stem: `report` with `reporters`."""
    at = min(hit.positions)
    word = words[at]
    if word in language.phrases.words:
        return word not in language.topics.singles
    return not language.topics.inflects(word, stems[at])


def is_said(positions: Collection[int], found: Sequence[Found]) -> bool:
    """Tell whether a topic's or a name's words are only part of a longer phrase: `stand up for`.

    Of `carbon pricing` no candidate is asked, whatever `carbon` means.
    """
    count = len(positions)
    for kinds, start, end in found:
        if (
            end - start > count
            and start <= min(positions)
            and max(positions) < end
            and (Kind.OFF in kinds or not kinds <= UNEXPLAINED)
        ):
            return True
    return False


def _apart(found: Sequence[Found], hits: Sequence[Hit]) -> tuple[Found, ...]:
    """Leave out phrases that are only part of a topic's longer name."""
    for hit in hits:
        if len(hit.positions) > 1:
            found = [
                match
                for match in found
                if match.start not in hit.positions
                or not hit.positions.issuperset(range(match.start, match.end))
            ]
    return tuple(found)
