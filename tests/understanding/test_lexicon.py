"""Words behind understanding are data: what is added is in force with the next catalogue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from questions.agenda import Alias, AliasKind
from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding.bundled import load_phrases
from questions.understanding.clean import clean
from questions.understanding.lexicon import lexicon_of
from questions.understanding.phrase import KINDS, NUMBER, ORDINAL, Phrase
from questions.understanding.resolution import Behaviour
from questions.understanding.resolve import resolve


def test_a_lexicon_is_built_once_for_a_catalogue(hard_catalogue: Catalogue) -> None:
    assert lexicon_of(hard_catalogue) is lexicon_of(hard_catalogue)


def test_a_new_alias_is_understood(hard_catalogue: Catalogue) -> None:
    text = "okonkwo on snollygosters"
    alias = Alias(AliasKind.ASK, "1.9", "en", "snollygosters")
    taught = replace(hard_catalogue, aliases=(*hard_catalogue.aliases, alias))
    assert resolve(text, hard_catalogue).behaviour is Behaviour.CLARIFY
    assert resolve(text, taught).request == Request(Intent.STANCE, ("ok",), ("1.9",))


def test_a_new_phrase_is_understood(hard_catalogue: Catalogue) -> None:
    text = "who looked straight through you on refugees"
    phrase = Phrase(Intent.NOT_ANSWERED, "en", "looked straight through you")
    taught = replace(hard_catalogue, phrases=(*hard_catalogue.phrases, phrase))
    assert resolve(text, hard_catalogue).behaviour is Behaviour.CLARIFY
    assert resolve(text, taught).request == Request(Intent.NOT_ANSWERED, (), ("7",))


def test_a_catalogue_without_phrases_aliases_and_candidates_still_resolves(
    hard_catalogue: Catalogue,
) -> None:
    bare = replace(hard_catalogue, phrases=(), aliases=(), words={}, candidates=())
    assert resolve("combat impunity", bare).request == Request(Intent.PRIORITY_ALL, (), ("4",))
    assert resolve("?", bare).behaviour is Behaviour.OUT_OF_SCOPE


def test_every_bundled_phrase_is_of_a_known_kind() -> None:
    kinds = {*KINDS, *Intent}
    for phrase in load_phrases():
        assert phrase.kind in kinds or phrase.kind.startswith((NUMBER, ORDINAL)), phrase


def test_six_languages_are_bundled_english_first() -> None:
    languages = dict.fromkeys(phrase.language for phrase in load_phrases())
    assert next(iter(languages)) == "en"
    assert set(languages) == {"en", "fr", "es", "ar", "ru", "zh"}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_nearly_every_bundled_alias_is_understood_by_itself(
    language: str, hard_catalogue: Catalogue
) -> None:
    """A few share their stem with another target's; none names anybody or lists anything."""
    aliases = [alias for alias in hard_catalogue.aliases if alias.language == language]
    owners: dict[str, set[str]] = {}
    for alias in aliases:
        owners.setdefault(clean(alias.text), set()).add(alias.target)
    missed = [
        alias
        for alias in aliases
        if not _names(alias.text, owners[clean(alias.text)], hard_catalogue)
    ]
    assert len(missed) <= len(aliases) // 100, missed


def _names(text: str, targets: Collection[str], catalogue: Catalogue) -> bool:
    """Tell whether an alias is read as the target that it has, or asked back with all of them."""
    resolution = resolve(text, catalogue)
    topics = resolution.request.topics if resolution.request else ()
    offered = {topic for choice in resolution.choices for topic in choice.topics}
    wanted = {catalogue.priority_of(target) for target in targets}
    return wanted in (
        {catalogue.priority_of(topic) for topic in topics},
        {catalogue.priority_of(topic) for topic in offered},
    )
