"""Questions for facts, which no candidate is asked, and questions for views that look alike."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.understanding.resolution import Behaviour
from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
FACTS = Path(__file__).parent / "facts"
DEMO = Path(__file__).parents[2] / "bot" / "demo" / "roster.json"

Asked = Callable[[str], str]


def texts_of(language: str) -> dict[str, Any]:
    return tomllib.loads((FACTS / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    people = json.loads(DEMO.read_text(encoding="utf-8"))["candidates"]
    return catalogue_with(
        Candidate(each["id"], each["name"], each["family_name"], tuple(each["aliases"]))
        for each in people
    )


@pytest.fixture(scope="module")
def asked(demo: Catalogue) -> Asked:
    """Say what a text is understood to ask: `stance c02 8`, or what becomes of it: `clarify`."""

    def said(text: str) -> str:
        resolution = resolve(text, demo)
        request = resolution.request
        if resolution.behaviour is not Behaviour.ANSWER or request is None:
            return resolution.behaviour.value
        priorities = sorted({topic.partition(".")[0] for topic in request.topics})
        return " ".join([request.intent.value, *request.candidates, *priorities])

    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_so_in_the_world_is_out_of_scope(language: str, asked: Asked) -> None:
    texts = texts_of(language)["of_the_world"]

    assert [(text, said) for text in texts if (said := asked(text)) != "out_of_scope"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_somebodys_life_nothing_is_answered(language: str, asked: Asked) -> None:
    texts = texts_of(language)["of_somebody"]
    silent = ("clarify", "out_of_scope")

    assert [(text, said) for text in texts if (said := asked(text)) not in silent] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_asks_for_views_is_answered(language: str, asked: Asked) -> None:
    texts = texts_of(language)["views"]

    assert [(text, said) for text, *right in texts if (said := asked(text)) not in right] == []
