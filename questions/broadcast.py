"""A broadcast: what an organizer sends to many supporters, and the states it goes through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from questions.errors import NotPossible, UnfitDraft

TEXT_LIMIT = 3_800
"""The longest text, in UTF-16 units (Telegram: 4,096; the rest says who sends it)."""

BUTTON_LIMIT = 3
"""The most link buttons under one broadcast."""

LABEL_LIMIT = 60
"""The longest label of a button, in UTF-16 units; a phone shows about 40."""

URL_LIMIT = 2_000
"""The longest address of a button, in characters."""


class Kind(StrEnum):
    """What a broadcast does to each of its recipients."""

    UPDATE = "update"
    EDIT = "edit"
    DELETE = "delete"
    DIGEST = "digest"
    TEST = "test"

    @property
    def repeats_harmlessly(self) -> bool:
        """Whether doing it twice comes to the same as doing it once."""
        return self in (Kind.EDIT, Kind.DELETE)


class State(StrEnum):
    """How far a broadcast is."""

    DRAFT = "draft"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.APPROVED, State.CANCELLED}),
    # Editing voids an approval, also of what is scheduled already.
    State.APPROVED: frozenset({State.DRAFT, State.SCHEDULED, State.CANCELLED}),
    State.SCHEDULED: frozenset({State.DRAFT, State.RUNNING, State.CANCELLED}),
    State.RUNNING: frozenset({State.PAUSED, State.DONE, State.CANCELLED}),
    State.PAUSED: frozenset({State.RUNNING, State.CANCELLED}),
    # What failed may be tried again, but what was cancelled never goes on.
    State.DONE: frozenset({State.RUNNING}),
    State.CANCELLED: frozenset(),
}
"""Where each state may lead."""

EDITABLE = frozenset({State.DRAFT, State.APPROVED, State.SCHEDULED})
"""The states in which nothing was sent yet."""


def require_move(before: State, after: State) -> None:
    """Raise NotPossible where a broadcast that is `before` cannot become `after`."""
    if after not in MOVES[before]:
        raise NotPossible(f"This broadcast is {before}: it cannot become {after}.")


class Ambiguity(StrEnum):
    """What becomes of a message of which nobody knows whether it arrived."""

    RESEND = "resend"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a broadcast: everyone, or followers of any of these; of these languages only."""

    priorities: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


EVERYONE = Audience()


@dataclass(frozen=True, slots=True)
class Link:
    """A button under a broadcast."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an organizer composes.

    `texts` are by language (BCP 47); whoever's language is not there gets the fallback's. `of` is
    the broadcast that this one corrects: then it goes to exactly those who got that one.
    Without `start_at` it starts as soon as it is told to; after `expires_at` it starts no more.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    fallback: str = "en"
    links: tuple[Link, ...] = ()
    audience: Audience = EVERYONE
    start_at: datetime | None = None
    expires_at: datetime | None = None
    ambiguity: Ambiguity = Ambiguity.RESEND
    of: int | None = None

    def text_for(self, language: str | None) -> str:
        """Return the text in a language, or the fallback's."""
        return self.texts.get(language or self.fallback) or self.texts[self.fallback]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast as it is kept. `author` wrote its words last; `version` moves with every edit."""

    id: int
    kind: Kind
    state: State
    version: int
    author: str
    draft: Draft
    approver: str | None = None
    reason: str | None = None
    created_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def subject(self) -> str:
        """What the audit and people call it: B-12."""
        return f"B-{self.id}"


def require_valid(draft: Draft, now: datetime, before: Draft | None = None) -> None:
    """Raise UnfitDraft with everything that is wrong with a draft, by field.

    The fields are `text.fr`, `links`, `label.0` and `url.0` of the first link, `start_at` and
    `expires_at`. A time that the draft `before` had already may have passed since.
    """
    wrong: dict[str, str] = {}
    for place, fault in (*_faults(draft), *_past(draft, now, before or Draft())):
        wrong.setdefault(place, fault)
    if wrong:
        raise UnfitDraft(wrong)


def _faults(draft: Draft) -> Iterator[tuple[str, str]]:
    if not draft.texts.get(draft.fallback, "").strip():
        yield (
            f"text.{draft.fallback}",
            f"there is no text in the fallback language, {draft.fallback}",
        )
    for language, text in draft.texts.items():
        if not text.strip():
            yield f"text.{language}", f"the text in {language} is empty"
        if (length := units(text)) > TEXT_LIMIT:
            said = f"the text in {language} is too long: {length:,} of {TEXT_LIMIT:,}"
            yield f"text.{language}", said
    if len(draft.links) > BUTTON_LIMIT:
        yield "links", f"there are {len(draft.links)} buttons; {BUTTON_LIMIT} at most"
    for place, link in enumerate(draft.links):
        yield from _link_faults(place, link)
    if draft.start_at and draft.expires_at and draft.expires_at <= draft.start_at:
        yield "expires_at", "it would expire before it starts"


def _past(draft: Draft, now: datetime, before: Draft) -> Iterator[tuple[str, str]]:
    if draft.start_at and draft.start_at <= now and draft.start_at != before.start_at:
        yield "start_at", f"it would start at {draft.start_at:%Y-%m-%d %H:%M} UTC, which is past"
    if draft.expires_at and draft.expires_at <= now and draft.expires_at != before.expires_at:
        said = f"it would expire at {draft.expires_at:%Y-%m-%d %H:%M} UTC, which is past"
        yield "expires_at", said


def _link_faults(place: int, link: Link) -> Iterator[tuple[str, str]]:
    label, url = f"label.{place}", f"url.{place}"
    if not link.label.strip():
        yield label, f"the button to {link.url} has no label"
    if units(link.label) > LABEL_LIMIT:
        yield label, f"the button “{link.label}” is too long: {LABEL_LIMIT} at most"
    if not link.url.startswith(("https://", "http://")) or len(link.url.split()) != 1:
        yield url, f"the button “{link.label}” needs an address that begins with https://"
    if len(link.url) > URL_LIMIT:
        yield url, f"the address of “{link.label}” is too long"


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
