"""Ways of asking, in six languages, each over many names and topics."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from questions.catalogue import Catalogue
from questions.request import Intent
from questions.understanding.resolution import Behaviour, Resolution
from questions.understanding.resolve import resolve

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
PHRASINGS = Path(__file__).parent / "phrasings"
TOPICS = ("8", "7", "4", "6", "2", "5", "3", "1")
"""The priorities of a file's `topics`, in their order."""

Asked = tuple[str, frozenset[str], frozenset[str]]


def ways_of(language: str) -> dict[str, Any]:
    return tomllib.loads((PHRASINGS / f"{language}.toml").read_text(encoding="utf-8"))


def texts_of(language: str) -> Iterator[tuple[str, Asked | None]]:
    """Yield texts and what they ask, the topics changing from one to the next."""
    ways = ways_of(language)
    topics, names = ways.pop("topics"), ways.pop("names")
    people = list(names)
    for kind, forms in ways.items():
        for at, form in enumerate(forms):
            for place, one in enumerate(people if "{x}" in form else people[:1]):
                other = people[(place + 1 + at % (len(people) - 1)) % len(people)]
                turn = (at + 3 * place) % len(TOPICS)
                text = form.format(x=names[one], y=names[other], t=topics[turn])
                named = {who for who, mark in ((one, "{x}"), (other, "{y}")) if mark in form}
                about = {TOPICS[turn]} if "{t}" in form else set()
                yield text, _asked(kind, named, about)


def _asked(kind: str, named: set[str], about: set[str]) -> Asked | None:
    if kind == "out_of_scope":
        return None
    intent = Intent(kind.removesuffix("_on").removesuffix("_all") if _is_part(kind) else kind)
    return intent.value, frozenset(named), frozenset(about)


def _is_part(kind: str) -> bool:
    return kind in {"list_questions_on", "not_answered_all"}


def _understood(resolution: Resolution) -> Asked | str | None:
    request = resolution.request
    if resolution.behaviour is Behaviour.OUT_OF_SCOPE:
        return None
    if resolution.behaviour is not Behaviour.ANSWER or request is None:
        return resolution.behaviour.value
    priorities = frozenset(topic.partition(".")[0] for topic in request.topics)
    return request.intent.value, frozenset(request.candidates), priorities


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_asking_is_understood(language: str, hard_catalogue: Catalogue) -> None:
    misread = [
        (text, understood, asked)
        for text, asked in texts_of(language)
        if (understood := _understood(resolve(text, hard_catalogue))) != asked
    ]

    assert list(islice(misread, 20)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_ways_to_ask_for_each_thing(language: str) -> None:
    asked = {asked[0] for _, asked in texts_of(language) if asked}

    assert asked == {intent.value for intent in Intent}
