"""What followers are told of a response: what it came to, or that what they knew was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from questions.response import Reply, RevisionKind, reply_of

TOLD = frozenset(RevisionKind) - {RevisionKind.TYPO, RevisionKind.ASSESSMENT}
"""The kinds of revisions that followers are told of: a candidate's words changed, or went."""


class News(StrEnum):
    """What is new about a response."""

    ANSWERED = "answered"
    DECLINED = "declined"
    RETRACTED = "retracted"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Publication:
    """A revision of a response that was published, and when."""

    kind: RevisionKind
    declines: bool
    at: datetime

    @property
    def reply(self) -> Reply:
        """What the response came to with it."""
        return reply_of(self.kind, declines=self.declines)


def news_of(chain: Sequence[Publication], since: datetime) -> News | None:
    """Tell what is new of a response, from all its publications in order: at least one.

    `since` is when the first that followers are to hear of had just been published. What came to
    the same before is not told as if it were new; what was retracted before anybody heard of it is
    no news.
    """
    first = sum(each.at <= since for each in chain[1:])
    before, stands = chain[first - 1] if first else None, chain[-1]
    if before is None and stands.kind is RevisionKind.RETRACTION:
        return None
    if before is None or before.reply is not stands.reply:
        return News(stands.reply.value)
    kinds = TOLD & {each.kind for each in chain[first:]}
    return News.ADDED if kinds == {RevisionKind.ADDITION} else News.CORRECTED
