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
from questions.request import Intent, Request
from questions.understanding.resolution import Behaviour, Context
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


@pytest.mark.parametrize(
    "text",
    [
        "was she ever a refugee",
        "a-t-elle été réfugiée",
        "¿ha sido refugiada?",
        "была ли она беженкой",
        "هل كانت لاجئة",
        "她当过难民吗",
        "when was the ICC founded",
    ],
)
def test_of_whom_the_last_answer_was_about_no_life_is_told(text: str, demo: Catalogue) -> None:
    last = Context(("c02",), ("7",))

    assert resolve(text, demo, last).behaviour is Behaviour.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("how would she end impunity", "4"),
        ("what does she mean by impunity", "4"),
        ("and what is the veto", "3.3"),
        ("when did she say that", "7"),
        ("qu'entend-elle par impunité", "4"),
        ("qué significa eso", "7"),
        ("как она покончит с безнаказанностью", "4"),
        ("她会怎么结束有罪不罚", "4"),
    ],
)
def test_of_whom_the_last_answer_was_about_views_are_told(
    text: str, priority: str, demo: Catalogue
) -> None:
    request = resolve(text, demo, Context(("c02",), ("7",))).request

    assert request == Request(Intent.STANCE, ("c02",), (priority,))


def test_what_may_ask_for_views_is_not_out_of_scope(asked: Asked) -> None:
    texts = (FACTS / "views.txt").read_text(encoding="utf-8").splitlines()

    assert [text for text in texts if asked(text) in ("out_of_scope", "no_such_candidate")] == []
