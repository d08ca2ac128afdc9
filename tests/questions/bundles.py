"""Bundles to test with: any that can be written, and small files as a person would write them."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from questions.agenda import Alias, AliasKind
from questions.bundle.fields import UNFIT
from questions.bundle.shape import (
    AliasEntry,
    Bundle,
    CandidateEntry,
    PuttingEntry,
    ResponseEntry,
)
from questions.candidate import Candidate
from questions.response import Assessment, Content, Source, Stance, Statement, retraction
from questions.understanding.clean import clean, split

TODAY = date(2026, 11, 23)

OKONKWO: dict[str, Any] = {"id": "c01", "name": "Amara Okonkwo"}
ANSWER: dict[str, Any] = {
    "candidate": "c01",
    "question": "8.1.1",
    "quote": "I will say so in public.",
    "said_on": "2026-05-20",
    "sources": [{"kind": "direct_reply", "url": "https://example.org/letter"}],
}


def json_file(**keys: list[Any]) -> tuple[str, str]:
    return "roster.json", json.dumps(keys)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _says_something(text: str) -> bool:
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def texts(*, lines: bool = False, without: str = "") -> st.SearchStrategy[str]:
    """Texts as they are kept: any script, quotes and commas, and where they may, newlines."""
    letters = st.characters(codec="utf-8", exclude_characters="\r" + without).filter(
        lambda letter: not UNFIT.match(letter) and (lines or letter not in "\n\t")
    )
    made = st.text(letters | st.sampled_from('",;|=é' if "|" not in without else '",;=é'))
    return made.map(_tidy).filter(_says_something)


def names(*, without: str = "") -> st.SearchStrategy[str]:
    """Names: texts that hold a letter or a digit."""
    return texts(without=without).filter(split)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


days = st.dates(date(1990, 1, 1), TODAY)
ids = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
urls = st.from_regex(r"https?://[a-z0-9]{1,9}\.org/[a-zA-Z0-9/%?&=,;|-]{0,30}", fullmatch=True)
slugs = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
languages = st.sampled_from(["en", "es", "fr", "zh-Hant", "es-419"])
numbers = st.integers(1, 99).map(str)
question_ids = st.tuples(numbers, numbers, numbers).map(".".join)
editions = st.sampled_from([None, "un-sg-2016", "un-sg-2026"])


@st.composite
def candidate_entries(draw: st.DrawFn) -> CandidateEntry:
    candidate = Candidate(
        id=draw(ids),
        name=draw(names()),
        family_name=draw(optional(names())),
        aliases=tuple(draw(st.lists(names(without="|"), max_size=3, unique=True))),
        nominated_by=draw(optional(texts())),
        status=draw(optional(slugs.filter(lambda slug: slug != "withdrew"))),
        status_source=draw(optional(urls)),
    )
    optional_keys = ("family_name", "aliases", "nominated_by", "status", "status_source")
    given = frozenset(key for key in optional_keys if getattr(candidate, key))
    return CandidateEntry(candidate, given)


@st.composite
def alias_entries(draw: st.DrawFn) -> AliasEntry:
    target = ".".join(draw(st.lists(numbers, min_size=1, max_size=3)))
    return AliasEntry(Alias(AliasKind.of(target), target, draw(languages), draw(texts())))


@st.composite
def putting_entries(draw: st.DrawFn) -> PuttingEntry:
    put_on = draw(days)
    optional_keys = {
        "channel": draw(optional(texts())),
        "due_on": draw(optional(st.integers(0, 90).map(lambda after: put_on + timedelta(after)))),
    }
    given = frozenset(key for key, value in optional_keys.items() if value is not None)
    return PuttingEntry(
        draw(ids),
        draw(question_ids),
        put_on,
        **optional_keys,
        edition_id=draw(editions),
        given=given,
    )


@st.composite
def sources(draw: st.DrawFn) -> Source:
    letter = draw(st.booleans())
    some_text = optional(texts())
    return Source(
        url=None if letter else draw(urls),
        kind="private_letter" if letter else draw(slugs),
        title=draw(some_text),
        publisher=draw(texts() if letter else some_text),
        published_on=draw(optional(days)),
        archive_url=draw(optional(urls)),
        locator=draw(texts() if letter else some_text),
    )


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    declines = draw(st.booleans())
    words = texts(lines=True)
    assessments = st.builds(Assessment, st.sampled_from(list(Stance)), optional(texts(lines=True)))
    return Statement(
        said_on=draw(days),
        sources=tuple(draw(st.lists(sources(), min_size=1, max_size=3, unique=True))),
        quote=draw(optional(words) if declines else words),
        language=draw(optional(languages)),
        translation=draw(optional(words)),
        declines=declines,
        assessment=draw(optional(assessments)),
    )


@st.composite
def response_entries(draw: st.DrawFn) -> ResponseEntry:
    content = draw(st.builds(Content, statements()) | st.builds(retraction, texts(lines=True)))
    optional_keys = ("language", "translation", "assessment")
    given = frozenset(key for key in optional_keys if getattr(content.statement, key) is not None)
    return ResponseEntry(
        draw(ids), draw(question_ids), content, edition_id=draw(editions), given=given
    )


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    return Bundle(
        tuple(
            draw(
                st.lists(
                    candidate_entries(), max_size=3, unique_by=lambda entry: entry.candidate.id
                )
            )
        ),
        tuple(
            draw(
                st.lists(
                    alias_entries(), max_size=3, unique_by=lambda entry: clean(entry.alias.text)
                )
            )
        ),
        tuple(
            draw(
                st.lists(
                    putting_entries(),
                    max_size=3,
                    unique_by=lambda entry: (entry.candidate_id, entry.question_id),
                )
            )
        ),
        tuple(
            draw(
                st.lists(
                    response_entries(),
                    max_size=3,
                    unique_by=lambda entry: (entry.candidate_id, entry.question_id),
                )
            )
        ),
    )
