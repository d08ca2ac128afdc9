"""What holds for any text whatever."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.catalogue import build
from questions.request import COMPARE_LIMIT
from questions.understanding.bundled import load_phrases
from questions.understanding.clean import split
from questions.understanding.lexicon import lexicon_of
from questions.understanding.names import forms, romanised, squash, unprefixed
from questions.understanding.resolution import (
    CANDIDATE_CHOICES,
    NO_CONTEXT,
    TOPIC_CHOICES,
    Behaviour,
    Context,
)
from questions.understanding.resolve import resolve
from questions.understanding.spelling import bones, sound
from tests.understanding.conftest import ROSTER
from tests.understanding.score import rows_of

AGENDA = read_agenda(BUNDLED_AGENDA)
CATALOGUE = build(
    1,
    AGENDA.edition,
    candidates=ROSTER,
    aliases=AGENDA.aliases,
    words=AGENDA.words,
    phrases=load_phrases(),
)
MANNERS = lexicon_of(CATALOGUE).manners
QUERIES_SEEN = [row.query for row in rows_of("development")]
NAME_WORDS = sorted({word for each in ROSTER for word in each.name.split()})
WORDS = sorted({word for query in QUERIES_SEEN for word in query.split()})

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*WORDS, *NAME_WORDS]), max_size=12).map(" ".join),
    st.sampled_from(QUERIES_SEEN),
)
contexts = st.one_of(
    st.just(NO_CONTEXT),
    st.builds(
        Context,
        st.lists(st.sampled_from([each.id for each in ROSTER]), max_size=3, unique=True).map(tuple),
        st.lists(st.sampled_from(["8", "4.2", "6"]), max_size=2, unique=True).map(tuple),
    ),
)
many = settings(max_examples=400, deadline=None)


@many
@given(st.text(st.characters(exclude_categories=()), max_size=5000), contexts)
@example("\ud83d okonkwo \udc00 death penalty" * 200, NO_CONTEXT)
@example("ﷺ" * 4096, NO_CONTEXT)
def test_no_text_raises(text: str, context: Context) -> None:
    resolve(text, CATALOGUE, context)


@many
@given(texts, contexts)
def test_every_request_can_be_answered_and_every_choice_fits(text: str, context: Context) -> None:
    resolution = resolve(text, CATALOGUE, context)
    if resolution.behaviour is Behaviour.ANSWER:
        assert resolution.request is not None
        assert not resolution.choices
    for request in (*([resolution.request] if resolution.request else []), *resolution.choices):
        CATALOGUE.questions_on(request.topics)
        assert all(each in CATALOGUE.by_id for each in request.candidates)
    for choice in resolution.choices:
        assert len(choice.candidates) <= COMPARE_LIMIT
    assert len(resolution.choices) <= max(CANDIDATE_CHOICES, TOPIC_CHOICES + 1)


@many
@given(texts, contexts)
def test_nobody_is_named_who_is_neither_in_the_text_nor_in_the_context(
    text: str, context: Context
) -> None:
    resolution = resolve(text, CATALOGUE, context)
    if resolution.request is not None:
        for candidate in set(resolution.request.candidates) - set(context.candidates):
            assert _may_be_named(candidate, text), (candidate, text)


def _may_be_named(candidate_id: str, text: str) -> bool:
    """Say whether words of a text are a form of a candidate's name, or nearly or soundly so."""
    known = [form for form in forms(CATALOGUE.candidate(candidate_id), MANNERS) if len(form) > 1]
    words = split(text)
    windows = {
        squash(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + 5, len(words)) + 1)
    }
    written = windows | {unprefixed(each.removeprefix("و")) for each in windows}
    return any(_is_near(each, form) for each in written for form in known)


def _is_near(written: str, form: str) -> bool:
    heard = romanised(written)
    return (
        OSA.distance(written, form, score_cutoff=2) <= min(2, len(form) // 3)
        or OSA.distance(sound(heard), sound(romanised(form)), score_cutoff=1) <= 1
        or (not written.isascii() and bones(heard) == bones(form))
    )


@many
@given(st.sampled_from(QUERIES_SEEN), contexts)
def test_case_spacing_and_unicode_form_change_nothing(query: str, context: Context) -> None:
    plain = _told(query, context)
    assert _told(query.upper(), context) == plain
    assert _told(query.swapcase(), context) == plain
    assert _told(f"\u200f  {query.replace(' ', '   ')} \n", context) == plain
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert _told(unicodedata.normalize(form, query), context) == plain


@many
@given(st.sampled_from(QUERIES_SEEN), contexts)
def test_accents_change_nothing(query: str, context: Context) -> None:
    if query.isascii():
        accented = query.replace("a", "á").replace("e", "è").replace("n", "ñ").replace("o", "ø")
        assert _told(accented, context) == _told(query, context)


def _told(text: str, context: Context) -> object:
    """Return a resolution but for the unknown name, which is told as it was written."""
    resolution = resolve(text, CATALOGUE, context)
    return resolution.behaviour, resolution.request, resolution.choices, resolution.unclear
