"""The lexicon: all words that a catalogue gives a meaning to, indexed once."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import finalize

from questions.agenda import Alias
from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.understanding.clean import split
from questions.understanding.language import Language, language, script
from questions.understanding.names import Manners
from questions.understanding.neighbours import Neighbours
from questions.understanding.phrase import OF_FACTS, Kind, Phrase
from questions.understanding.phrasebook import Names, Slots
from questions.understanding.roster import Roster
from questions.understanding.sounds import Sounds
from questions.understanding.stems import stem

_SLIGHT = (Kind.STOP, Kind.ARTICLE, Kind.WHO)
"""Kinds of words that any word may stand beside."""
_GOING_ON = (Kind.JOINER, Kind.LEAD, Kind.TURN)
"""Kinds of words with which a second question may begin."""
_EXACT = 3
"""Words of so many letters have no other endings."""
_APART = OF_FACTS | {Kind.SLOT, Kind.FAMOUS, Kind.GIVEN, Kind.TITLE, Kind.PARTICLE}
"""Kinds of phrases whose words are looked for as they are written only."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the words of a text can mean, in every language of a catalogue.

    `words` are those that it gives a meaning to; `ordinary` ones mean something, no more is known;
    `known` ones were not run together, `whole` ones are these and the beginnings of names; `usual`
    ones are the edition's language's or ordinary; `turns` may begin a second question, `blanks`
    stand for the rest of a name, `respelt` ones are others in haste.
    """

    languages: tuple[Language, ...]
    roster: Roster
    slots: Slots
    famous: Names
    manners: Manners
    givens: frozenset[str]
    tags: frozenset[str]
    turns: frozenset[str]
    blanks: frozenset[str]
    respelt: frozenset[str]
    words: frozenset[str]
    topical: frozenset[str]
    ordinary: frozenset[str]
    known: frozenset[str]
    whole: frozenset[str]
    usual: frozenset[str]
    topic_ids: frozenset[str]
    neighbours: Neighbours
    sounds: Sounds

    def spoken(self, words: Sequence[str]) -> tuple[Language, ...]:
        """Return the languages that a text may be in: those that know most of its words.

        Particles of names do not count. Where no language knows any other word, only the scripts
        tell; the first language of each is taken.
        """
        scripts = {script(word) for word in words}
        likely = [language for language in self.languages if language.script in scripts]
        if len(likely) < 2:
            return tuple(likely)
        telling = [word for word in words if word not in self.manners.particles]
        known = [sum(word in language.telling for word in telling) for language in likely]
        if not max(known):
            return tuple({language.script: language for language in reversed(likely)}.values())
        return tuple(each for each, count in zip(likely, known, strict=True) if count == max(known))

    def parted(self, word: str) -> tuple[str, str] | None:
        """Return the two words that were run together in one, unless it is a slip of another."""
        if joined := self.neighbours.joined(word):
            return joined
        if word in self.words:
            return None
        led = self.neighbours.led(word, self.topical)
        if led and any(each.spelling.nearest(word).slips < 2 for each in self.languages):
            return None
        return led

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word means something, whoever may have it for a name."""
        return word in self.words or word in self.ordinary

    def means(self, word: str) -> bool:
        """Tell whether a word, in any of its endings, means something or is of a name."""
        return self.knows(word, self.spoken([word])) or bool(self.roster.shares(word))

    def knows(self, word: str, spoken: Sequence[Language]) -> bool:
        """Tell whether a word has a meaning: as it is, or in another ending if its language has."""
        if word in self.words or not word.isalpha():
            return True
        if len(word) <= _EXACT and word.isascii():
            return False
        return any(stem(word, language.code) in language.stemmed for language in spoken)


_LEXICONS: dict[int, Lexicon] = {}
"""Of every catalogue that is in use, by its identity."""


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """Return a catalogue's lexicon. The first call for a catalogue takes a while: it is built."""
    lexicon = _LEXICONS.get(id(catalogue))
    if lexicon is None:
        with _uncollected():
            lexicon = _LEXICONS[id(catalogue)] = _build(catalogue)
        finalize(catalogue, _LEXICONS.pop, id(catalogue), None)
        split.cache_clear()
    return lexicon


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector off what is built: it would find nothing, at a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(catalogue: Catalogue) -> Lexicon:
    said = dict[str, list[Phrase]]()
    for phrase in catalogue.phrases:
        said.setdefault(phrase.language, []).append(phrase)
    main = catalogue.edition.language
    codes = dict.fromkeys([main, *said, *(alias.language for alias in catalogue.aliases)])
    texts = tuple(_edition_texts(catalogue))
    languages = tuple(
        language(
            code,
            tuple(said.get(code, ())),
            tuple(_topic_texts(code, catalogue)),
            texts if code == main else (),
        )
        for code in codes
    )
    wordy = _of_words(languages, catalogue.aliases, catalogue.phrases)
    roster = _roster(catalogue.candidates, wordy.manners, wordy.words)
    return replace(
        wordy,
        roster=roster,
        whole=wordy.known | roster.beginnings,
        topic_ids=frozenset(
            {*map(str, catalogue.priorities), *catalogue.asks, *catalogue.questions}
        ),
        sounds=_sounds(tuple(_topic_texts(main, catalogue))),
    )


@lru_cache(maxsize=4)
def _of_words(
    languages: tuple[Language, ...], aliases: tuple[Alias, ...], phrases: tuple[Phrase, ...]
) -> Lexicon:
    """Return a lexicon of languages in which nobody has a name yet."""
    by_kind: dict[str, list[str]] = {}
    for phrase in phrases:
        by_kind.setdefault(phrase.kind, []).append(phrase.text)
    slots = Slots(by_kind.get(Kind.SLOT, ()))
    topical = frozenset[str]().union(*(each.topics.words for each in languages))
    words = topical.union(slots.words, *(each.phrases.words for each in languages))
    ordinary = frozenset[str]().union(*(each.ordinary for each in languages))
    manners = Manners(_singles(by_kind, Kind.PARTICLE), _singles(by_kind, Kind.TITLE))
    neighbours = Neighbours(
        (alias.text for alias in aliases),
        (phrase.text for phrase in phrases if phrase.kind not in _APART),
        frozenset().union(*(_singles(by_kind, kind) for kind in _SLIGHT)),
    )
    return Lexicon(
        languages,
        Roster((), manners, words),
        slots,
        Names(by_kind.get(Kind.FAMOUS, ())),
        manners,
        _singles(by_kind, Kind.GIVEN),
        _singles(by_kind, Kind.TAG),
        frozenset().union(*(_singles(by_kind, kind) for kind in _GOING_ON)),
        _singles(by_kind, Kind.BLANK),
        frozenset().union(*(each.respellings for each in languages)),
        words,
        topical,
        ordinary,
        neighbours.alone | ordinary,
        frozenset(),
        languages[0].words | ordinary,
        frozenset(),
        neighbours,
        Sounds(()),
    )


@lru_cache(maxsize=4)
def _roster(
    candidates: tuple[Candidate, ...], manners: Manners, ordinary: frozenset[str]
) -> Roster:
    return Roster(candidates, manners, ordinary)


@lru_cache(maxsize=4)
def _sounds(texts: tuple[tuple[str, str], ...]) -> Sounds:
    return Sounds(texts)


def _topic_texts(code: str, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield aliases, then titles and labels: what staff wrote outranks what the edition says."""
    for alias in catalogue.aliases:
        if alias.language == code:
            yield alias.target, alias.text
    words = catalogue.words.get(code)
    if words is not None:
        yield from ((str(number), title) for number, title in words.titles.items())
        yield from words.labels.items()
    if code == catalogue.edition.language:
        for priority in catalogue.edition.priorities:
            yield str(priority.number), priority.title


def _edition_texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield what the edition says of each ask: its own text and those of its questions."""
    for ask in catalogue.asks.values():
        yield ask.id, ask.text
    for question in catalogue.questions.values():
        yield question.ask_id, question.text


def _singles(texts: Mapping[str, Sequence[str]], kind: str) -> frozenset[str]:
    return frozenset("".join(split(text)) for text in texts.get(kind, ()))
