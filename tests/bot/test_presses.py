"""Buttons and deep links carry their whole action, and believe nothing that they are handed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presses import (
    LIMIT,
    Follow,
    Following,
    Forget,
    Home,
    Invite,
    Press,
    Report,
    Serve,
    fits,
    from_link,
    pack,
    to_link,
    unpack,
)
from questions.errors import InvalidAction
from questions.request import Intent, Request

ids = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
numbers = st.integers(1, 99).map(str)
questions = st.tuples(numbers, numbers, numbers).map(".".join)
topics = st.one_of(numbers, st.tuples(numbers, numbers).map(".".join), questions)
requests = st.builds(
    Request,
    st.sampled_from(Intent),
    st.lists(ids, max_size=4, unique=True).map(tuple),
    st.lists(topics, max_size=3, unique=True).map(tuple),
    st.integers(1, 99),
)
presses = st.one_of(
    requests,
    st.builds(Serve, questions),
    st.builds(Invite, questions),
    st.builds(Follow, topic=numbers, on=st.booleans()),
    st.builds(Follow, candidate=ids, on=st.booleans()),
    st.builds(Report, questions, ids),
    st.builds(Forget, st.booleans()),
    st.just(Home()),
    st.just(Following()),
)


@given(presses.filter(fits))
def test_an_action_comes_back_from_its_button_as_it_went_in(press: Press) -> None:
    packed = pack(press)
    assert len(packed.encode()) <= LIMIT
    assert unpack(packed) == press


@given(presses.filter(fits).filter(lambda press: "," not in pack(press)))
def test_an_action_comes_back_from_its_deep_link(press: Press) -> None:
    link = to_link(press)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", link)
    assert from_link(link) == press


@given(st.text(max_size=80))
def test_forged_data_is_refused_or_is_what_pack_would_have_written(forged: str) -> None:
    try:
        press = unpack(forged)
    except InvalidAction:
        return
    assert pack(press) == forged


@pytest.mark.parametrize(
    "forged",
    ["", ":", "s:8.1.1:c01:2:3", "s:8.1.1:C01", "s:8.1.1:c01:01", "q:8.1.1:c01", "q:", "zz",
     "s:0.1", "s:8.1.1:c01'; DROP TABLE", "f:8:c01", "x:8:a,b,c,d,e", "s:8.1.1:c01:1", "e:2"],
)  # fmt: skip
def test_what_no_button_of_ours_carries_is_refused(forged: str) -> None:
    with pytest.raises(InvalidAction):
        unpack(forged)


def test_four_candidates_with_the_longest_ids_fit_a_comparison() -> None:
    longest = tuple(letter * 12 for letter in "abcd")
    assert fits(Request(Intent.COMPARE, longest, ("88.1.1",), 9))


def test_what_does_not_fit_is_refused_and_not_cut() -> None:
    longest = tuple(letter * 12 for letter in "abcd")
    with pytest.raises(InvalidAction):
        pack(Request(Intent.COMPARE, longest, ("88.88.88", "99.99.99"), 9))
