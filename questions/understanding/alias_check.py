"""Whether a new alias would do its work, before it is taken in."""

from __future__ import annotations

from questions.agenda import Alias
from questions.catalogue import Catalogue
from questions.understanding.clean import clean, is_han, split
from questions.understanding.language import Language
from questions.understanding.lexicon import Lexicon, lexicon_of
from questions.understanding.phrase import UNEXPLAINED, Kind
from questions.understanding.stems import stem

LONGEST_ALIAS = 64
"""An alias is a few words, no sentence: characters."""

_SHORTEST = 2


def check_alias(catalogue: Catalogue, alias: Alias) -> str | None:
    """Return why an alias must be refused, or None where it may be taken in."""
    words = split(alias.text)
    if not words:
        return "an alias needs a word"
    if len(alias.text) > LONGEST_ALIAS:
        return f"an alias has at most {LONGEST_ALIAS} characters"
    if len(clean(alias.text)) < _SHORTEST and not is_han(words[0]):
        return "an alias needs two letters or more"
    lexicon = lexicon_of(catalogue)
    if alias.target not in lexicon.topic_ids:
        return f"the agenda has no {alias.target}"
    return _collision(words, alias, lexicon) or _commonness(words, alias.language, lexicon)


def _collision(words: tuple[str, ...], alias: Alias, lexicon: Lexicon) -> str | None:
    people = lexicon.roster.find(words)
    if people and (people[0].start, people[0].end) == (0, len(words)):
        return "it is a candidate's name"
    for language in lexicon.languages:
        if language.code == alias.language:
            target = language.topics.target(language.stems(words))
            if target not in (None, alias.target):
                return f"it is an alias of {target} already"
    return None


def _commonness(words: tuple[str, ...], code: str, lexicon: Lexicon) -> str | None:
    """Refuse what people say without meaning a topic: `have not`, `rights`, `who supports`."""
    language = next((each for each in lexicon.languages if each.code == code), None)
    if language is None:
        return None
    whole = language.phrases.kinds([stem(word, code) for word in words])
    if whole - {Kind.COMMON}:
        return "it has another meaning in questions"
    if all(_is_common(word, language) for word in words):
        return "its words are too common"
    return None


def _is_common(word: str, language: Language) -> bool:
    kinds = language.kinds(word)
    return bool(kinds - {Kind.COMMON}) and not kinds <= UNEXPLAINED - {Kind.VAGUE}
