"""What the words of one language mean: its phrases and its names for topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from questions.understanding.bundled import ordinary_words, respellings
from questions.understanding.clean import is_han, split
from questions.understanding.factbook import Facts
from questions.understanding.phrase import OF_FACTS, Kind, Phrase
from questions.understanding.phrasebook import Phrasebook
from questions.understanding.spelling import SHORT, Spelling, brief_slips
from questions.understanding.stems import Stems, stem, stems_in
from questions.understanding.topics import Topics, is_light

EMPTY = frozenset[str]({Kind.STOP, Kind.NOT, Kind.WHO, Kind.ANSWER})
"""Kinds of words that can be no topic's name, alone or together: `have not`."""
_NO_WORDS = frozenset({Kind.SLOT, Kind.FAMOUS, Kind.GIVEN, Kind.TAG, Kind.BLANK, *OF_FACTS})
"""Kinds of phrases that are found otherwise than by what they mean."""
_ORDINARY = frozenset[str]({Kind.COMMON})
_HOLDING = frozenset[str]({Kind.STOP, Kind.JOINER, Kind.ARTICLE, Kind.AUX, Kind.WHO, Kind.ALL})
"""Kinds of words that hold sentences together, or tell who and how many."""
_LIGHT = EMPTY | {Kind.FILLER, Kind.SUPPORT, Kind.SAY, Kind.WHAT, Kind.ALL}
"""Kinds of words that make a topic's name in its own order only: `stand up` to somebody."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The phrases and topics of one language, all words and stems in them, and its script.

    `stems_of` are those of its words; `slips` are those of the short words that hold its sentences
    together, `respellings` how people write such in haste or by ear; words or respellings are
    `telling`. Compared by identity.
    """

    code: str
    stems_of: Stems
    phrases: Phrasebook
    topics: Topics
    facts: Facts
    words: frozenset[str]
    telling: frozenset[str]
    stemmed: Mapping[str, Sequence[str]]
    spelling: Spelling
    script: str
    ordinary: frozenset[str]
    slips: Mapping[str, str]
    respellings: Mapping[str, str]

    def stems(self, words: Sequence[str], strange: Collection[int] = ()) -> tuple[str, ...]:
        """Return the words' stems in this language; empty and `strange` words stay as they are."""
        stems_of = self.stems_of
        if not strange:
            return tuple([stems_of[word] for word in words])
        return tuple([word if at in strange else stems_of[word] for at, word in enumerate(words)])

    def kinds(self, word: str) -> frozenset[str]:
        """Return what a word by itself can mean, but for topics."""
        kinds = self.phrases.kinds([self.stems_of[word]])
        return _ORDINARY if not kinds and word in self.ordinary else kinds

    def inflects(self, word: str) -> bool:
        """Tell whether a word is a known one in another ending, not one that shares its stem."""
        known = self.stemmed.get(self.stems_of[word], ())
        return any(is_light(word, each) for each in known)


@lru_cache(maxsize=16)
def language(
    code: str,
    phrases: tuple[Phrase, ...],
    topic_texts: tuple[tuple[str, str], ...],
    background: tuple[tuple[str, str], ...] = (),
) -> Language:
    """Index a language's phrases and (target, text) pairs; kept, since they seldom change.

    `background` are texts about topics that are no names for them.
    """
    spoken = [phrase for phrase in phrases if phrase.kind not in _NO_WORDS]
    of_facts = _of_facts(phrases)
    spoken += _unknown(of_facts, spoken, topic_texts, code)
    book = Phrasebook(code, spoken)
    stops = _stems(phrases, {Kind.STOP, Kind.ALL, Kind.WHO}, code)
    topics = Topics(
        code,
        topic_texts,
        background,
        stopped=stops,
        empty=_stems(phrases, EMPTY, code),
        light=_stems(phrases, _LIGHT, code),
        fillers=_stems(phrases, {Kind.FILLER}, code),
        joiners=_stems(phrases, {Kind.JOINER}, code),
        articles=_stems(phrases, {Kind.ARTICLE}, code) & stops,
    )
    particles = {phrase.text for phrase in phrases if phrase.kind == Kind.PARTICLE}
    words = (book.words - particles) | topics.words | of_facts
    return Language(
        code,
        stems_in(code),
        book,
        topics,
        Facts(code, _by_kind(phrases)),
        frozenset(words),
        frozenset(words | respellings(code).keys()),
        _by_stem(words, code),
        Spelling(word for word in words if word.isalpha()),
        Counter(map(script, words)).most_common(1)[0][0] if words else "",
        ordinary_words(code),
        _slips(phrases, frozenset(words) | ordinary_words(code), ordinary_words(code)),
        respellings(code),
    )


def _by_kind(phrases: Iterable[Phrase]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.kind, []).append(phrase.text)
    return found


def _of_facts(phrases: Iterable[Phrase]) -> frozenset[str]:
    """Return the words with which facts are asked for: they mean something, and name nobody."""
    texts = (phrase.text for phrase in phrases if phrase.kind in OF_FACTS)
    return frozenset(
        word for text in texts for word in split(text) if word.isalpha() and not is_han(word)
    )


def _unknown(
    words: Iterable[str],
    spoken: Iterable[Phrase],
    topic_texts: Iterable[tuple[str, str]],
    code: str,
) -> list[Phrase]:
    """Return those of some words that neither phrases nor topics know, as ordinary ones."""
    texts = [phrase.text for phrase in spoken] + [text for _, text in topic_texts]
    known = {stem(word, code) for text in texts for word in split(text)}
    return [Phrase(Kind.COMMON, code, word) for word in words if stem(word, code) not in known]


def _by_stem(words: Collection[str], code: str) -> Mapping[str, Sequence[str]]:
    stems_of = stems_in(code)
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(stems_of[word], []).append(word)
    return found


def _slips(
    phrases: Iterable[Phrase], words: frozenset[str], proper: Collection[str]
) -> Mapping[str, str]:
    """Return the slips of short words that hold sentences together, but for other words.

    Only `proper` words have slips: phrases hold some slips themselves.
    """
    holding = {
        phrase.text
        for phrase in phrases
        if phrase.kind in _HOLDING and phrase.text in proper and 1 < len(phrase.text) <= SHORT
    }
    meant: dict[str, set[str]] = {}
    for word in holding:
        for slip in brief_slips(word) - words:
            meant.setdefault(slip, set()).add(word)
    return {
        slip: min(found, key=lambda word: (sorted(word) != sorted(slip), word))
        for slip, found in meant.items()
    }


def script(word: str) -> str:
    """Return which block of 256 characters a word begins in, all of Han being one."""
    if word.isascii():
        return "\0"
    return "han" if is_han(word) else chr(ord(word[0]) >> 8)


def _stems(phrases: Iterable[Phrase], kinds: Collection[str], code: str) -> frozenset[str]:
    """Return the stems of the single words among phrases of some kinds."""
    split_up = (split(phrase.text) for phrase in phrases if phrase.kind in kinds)
    return frozenset(stem(words[0], code) for words in split_up if len(words) == 1)
