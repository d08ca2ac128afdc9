"""A text as each language sees it: its phrases, its topics, and how much of it they explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from questions.understanding.clean import is_han
from questions.understanding.language import Language, script
from questions.understanding.lexicon import Lexicon
from questions.understanding.names import Part
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.phrasebook import Found
from questions.understanding.roster import Mention
from questions.understanding.topics import Hit

_ASCII = script("a")
_NOTHING = frozenset[str]()
_TURN_OF_PHRASE = 3
"""So many words or more make a turn of phrase, in which a word is no name."""
_BEHIND_NAMES = frozenset[str](
    {Kind.STOP, Kind.JOINER, Kind.LEAD, Kind.SAY, Kind.ANSWER, Kind.SUPPORT, Kind.NOT}
)
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE})
_NAMELIKE = frozenset[str](
    {Kind.COMMON, Kind.DEED, Kind.USE, Kind.OFF, Kind.TITLE, Kind.PARTICLE, Kind.ELSEWHERE}
)
_MEANING = frozenset[str]({Kind.COMMON, Kind.DEED, Kind.USE, Kind.OFF})
"""Kinds of ordinary words that may be names as well."""


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
    if strange:
        open_words = {word for at, word in enumerate(masked) if word and at not in strange}
    else:
        open_words = {word for word in masked if word}
    seen: list[View] = []
    for language in lexicon.languages:
        if language.script in scripts:
            seen.append(_view(language, masked, strange))
            if language.words.issuperset(open_words):
                return seen[-1:]
    seen.sort(key=lambda view: -view.weight)
    return seen or [View(lexicon.languages[0], tuple("" for _ in words))]


def topic_hits(seen: Sequence[View]) -> tuple[Hit, ...]:
    """Return the topics of the text's language, and others' where it says nothing else there."""
    first = seen[0]
    if len(seen) == 1:
        return first.hits
    hits = [*first.hits]
    for view in seen[1:]:
        taken = {at for hit in hits for at in hit.positions}
        taken |= {at for at, own in first.kinds.items() if own - UNEXPLAINED}
        hits += [hit for hit in view.hits if taken.isdisjoint(hit.positions)]
    return tuple(hits)


def is_name(
    name: Mention, words: Sequence[str], pauses: Sequence[bool], view: View, lexicon: Lexicon
) -> bool:
    """Judge a name that may be an ordinary word: `Hope`, `Will`, `Rose`.

    It is one where a name would stand; elsewhere a word that only means something is one, but
    for behind an article, and a word that does work in sentences or is a topic is none.
    """
    word, before = words[name.start], words[name.start - 1] if name.start else ""
    after = words[name.end] if name.end < len(words) else ""
    alone = name.end - name.start == 1 and name.part < Part.INITIALED and not is_han(word)
    if not alone or name.slips or (word not in lexicon.words and word not in lexicon.ordinary):
        return True
    if _is_set_apart(name, pauses):
        return True
    if _is_in_a_phrase(name.start, words, view.language):
        return False
    if lexicon.slots.encloses(name.start, name.end, words):
        return True
    if Kind.TIE in view.language.kinds(after) or _POINTING & view.language.kinds(before):
        return False
    kinds = view.language.kinds(word)
    if kinds & _MEANING and _is_described(name.start, words, view.language):
        return False
    if before in lexicon.manners.titles or name.start in lexicon.slots.find(words):
        return True
    if Kind.ELSEWHERE in kinds and Kind.ARTICLE in view.language.kinds(before):
        return False
    if Kind.ELSEWHERE in kinds and after and not view.language.kinds(after) & _BEHIND_NAMES:
        return False
    beside = [before, after] if name.part is Part.GIVEN else [before]
    if kinds & _MEANING and any(_MEANING & view.language.kinds(word) for word in beside):
        return False
    if kinds - _NAMELIKE or view.language.topics.target(view.language.stems([word])):
        return False
    return not kinds & _MEANING or Kind.ARTICLE not in view.language.kinds(before)


def _is_set_apart(name: Mention, pauses: Sequence[bool]) -> bool:
    """Tell whether a comma parts a name at the beginning or the end from all the rest."""
    if name.start == 0:
        return name.end < len(pauses) and pauses[name.end]
    return name.end == len(pauses) and pauses[name.start]


def _is_in_a_phrase(at: int, words: Sequence[str], language: Language) -> bool:
    """Tell whether a word is in a longer turn of phrase or topic: `who is best on`."""
    stems = language.stems(words)
    return any(
        match.start <= at < match.end and match.end - match.start >= _TURN_OF_PHRASE
        for match in language.phrases.find(stems)
        if not match.kinds <= UNEXPLAINED
    ) or any(at in hit.positions and at + 1 in hit.positions for hit in language.topics.find(stems))


def _is_described(at: int, words: Sequence[str], language: Language) -> bool:
    """Tell whether an article and an ordinary word stand before a word: `a research grant`."""
    return (
        at > 1
        and Kind.COMMON in language.kinds(words[at - 1]) <= _MEANING
        and Kind.ARTICLE in language.kinds(words[at - 2])
    )


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
                and not _is_said(hit, phrases)
            ]
        )
    found = _apart(phrases, hits) if hits else phrases
    kinds: dict[int, frozenset[str]] = {}
    for own, start, end in found:
        if end - start == 1 and start not in kinds:
            kinds[start] = own
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


def _is_said(hit: Hit, found: Sequence[Found]) -> bool:
    """Tell whether a topic's words are only part of a longer phrase: `stand up for`."""
    count = len(hit.positions)
    for kinds, start, end in found:
        if (
            end - start > count
            and start <= min(hit.positions)
            and max(hit.positions) < end
            and not kinds <= UNEXPLAINED
        ):
            return True
    return False


def _apart(found: Sequence[Found], hits: Sequence[Hit]) -> tuple[Found, ...]:
    """Leave out phrases that are only part of a topic's longer name."""
    longer = [hit.positions for hit in hits if len(hit.positions) > 1]
    if not (longer and found):
        return tuple(found)
    return tuple(
        match
        for match in found
        if not any(positions.issuperset(range(match.start, match.end)) for positions in longer)
    )
