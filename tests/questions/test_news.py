"""What followers are told: nothing that they knew as if it were new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from questions.news import News, Publication, news_of
from questions.response import RevisionKind

BEGAN = datetime(2026, 5, 1, tzinfo=UTC)


def published(*kinds: str) -> list[Publication]:
    """Publish a revision each day; a decline is written `kind!`."""
    return [
        Publication(RevisionKind(kind.rstrip("!")), kind.endswith("!"), BEGAN + timedelta(days=day))
        for day, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("known", "new", "told"),
    [
        ([], ["first"], News.ANSWERED),
        ([], ["first!"], News.DECLINED),
        # Nobody heard of the first yet: the whole is new to them.
        ([], ["first", "correction"], News.ANSWERED),
        # Nobody heard of it at all: there is nothing to take back from them.
        ([], ["first", "retraction"], None),
        (["first"], ["correction"], News.CORRECTED),
        (["first"], ["correction", "assessment"], News.CORRECTED),
        (["first!"], ["correction!"], News.CORRECTED),
        (["first"], ["addition"], News.ADDED),
        (["first"], ["addition", "typo"], News.ADDED),
        (["first"], ["addition", "correction"], News.CORRECTED),
        (["first"], ["retraction"], News.RETRACTED),
        (["first", "retraction"], ["retraction"], News.CORRECTED),
        (["first", "retraction"], ["correction"], News.ANSWERED),
        (["first!"], ["correction"], News.ANSWERED),
        (["first"], ["correction!"], News.DECLINED),
    ],
)
def test_what_is_new_of_a_response(known: list[str], new: list[str], told: News | None) -> None:
    chain = published(*known, *new)
    assert news_of(chain, chain[len(known)].at + timedelta(seconds=1)) is told
