"""Every word the bot says is in its catalogue, and every word in the catalogue is said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import bot
from bot.commands import COMMANDS
from bot.slack.candidates import STATUSES
from bot.slack.commands import COMMANDS as SLACK_COMMANDS
from bot.slack.entry import SOURCE_FIELDS
from bot.slack.history import ACTS
from bot.slack.sources import KINDS
from bot.views.parts import Counted
from bot.words import LOCALES, read_words
from questions import broadcast
from questions.broadcast import Ambiguity
from questions.delivery import Reason
from questions.difference import changed_fields
from questions.member import Role
from questions.news import News
from questions.request import Intent
from questions.response import (
    Assessment,
    Content,
    RevisionKind,
    RevisionState,
    Source,
    Stance,
    Statement,
)
from questions.review import OUTCOMES, Decision
from questions.standing import Known

ROOM = Path(bot.__file__).parent
FULL = Content(
    Statement(
        date(2026, 5, 20),
        (Source(url="https://example.org"),),
        quote="quote",
        language="en",
        translation="translation",
        declines=True,
        assessment=Assessment(Stance.COMMITS, "why"),
    ),
    "reason",
)
EMPTY = Content(Statement(None, ()))
FAMILIES = {
    "known.": {known.value for known in Known},
    "open.": {known.value for known in Known if known is not Known.ANSWERED},
    "stance.": {stance.value for stance in Stance},
    "stances.": {stance.value for stance in Stance},
    "intent.": {intent.value for intent in Intent},
    "command.": set(COMMANDS),
    "tally.": {
        *("unprompted", "declined", "retracted"),
        *(f"{of}{none}" for of in get_args(Counted) for none in ("", "-none")),
    },
    "button.": {"who_supports", "not_answered"},
    "kind.": {kind.value for kind in RevisionKind},
    "state.": {state.value for state in RevisionState},
    "role.": {role.value for role in Role},
    "field.": {change.field for change in changed_fields(FULL, EMPTY)},
    "source.": set(KINDS),
    "status.": set(STATUSES),
    "slack.": set(SLACK_COMMANDS),
    "compose.": {
        *("label", "url", "priorities", "candidates", "languages", "corrects"),
        *(f"{name}-{part}" for name in ("start", "expiry") for part in ("day", "time", "hint")),
        *(f"unsure-{each}" for each in Ambiguity),
    },
    "sending.": {
        *(f"kind-{kind}" for kind in broadcast.Kind),
        *(f"state-{state}" for state in broadcast.State),
        *(f"reason-{reason}" for reason in Reason),
        *(f"unsure-{each}" for each in Ambiguity),
        *("edit", "approve", "start", "start-sure", "pause", "resume", "cancel", "cancel-sure"),
        *("retry", "retry-held", "retry-held-sure"),
        *("edit-sent", "delete-sent", "delete-sent-sure"),
    },
    "review.": {
        *Decision,
        "why-request_changes",
        "why-reject",
        *(f"outcome-{state}" for state in OUTCOMES.values()),
    },
    "record.": {
        *("then-draft", "then-next", "then-submit", "way-answer", "way-decline"),
        *("quote", "translation"),
        *(key.replace("_", "-") for key in SOURCE_FIELDS if key != "kind"),
    },
    "digest.": {news.value for news in News},
    "log.": set(ACTS),
    "coverage.": {known.value for known in Known},
    "put.": {"act-put", "act-take-back"},
}
"""The messages whose ids are put together from a word of the field."""


def catalogue(language: str = "en") -> dict[str, tuple[str, ...]]:
    with (LOCALES / language / "LC_MESSAGES" / "hustings.po").open("rb") as file:
        said = {}
        for message in read_po(file):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string or ()
                said[key] = (forms,) if isinstance(forms, str) else tuple(forms)
        return said


def keys_in_code() -> set[str]:
    sources = "\n".join(path.read_text("utf-8") for path in ROOM.rglob("*.py"))
    return set(re.findall(r"""["']([a-z]+(?:\.[a-z_-]+)+)["']""", sources)) | set(
        re.findall(r'words\(\s*"([a-z-]+)"', sources)
    )


def test_every_message_in_the_catalogue_is_said_somewhere() -> None:
    composed = {family + word for family, words in FAMILIES.items() for word in words}
    composed |= {"who.title-on", "open.title-on"}
    assert set(catalogue()) - keys_in_code() - composed == set()


def test_every_message_said_is_in_the_catalogue() -> None:
    composed = {family + word for family, words in FAMILIES.items() for word in words}
    called = set(
        re.findall(
            r'words(?:\.count)?\(\s*"([a-z._-]+)"',
            "\n".join(path.read_text("utf-8") for path in ROOM.rglob("*.py")),
        )
    )
    assert (called | composed) - set(catalogue()) == set()


@pytest.mark.parametrize("language", [path.name for path in LOCALES.iterdir()])
def test_a_translation_fills_in_the_same_words(language: str) -> None:
    english, other = catalogue(), catalogue(language)

    def holes(forms: tuple[str, ...]) -> set[str]:
        return {hole for form in forms for hole in re.findall(r"{(\w+)}", form)}

    assert {key: holes(forms) for key, forms in other.items()} == {
        key: holes(english[key]) for key in other
    }


def test_dates_and_lists_are_written_as_the_language_does() -> None:
    words = read_words("en")
    assert words.day(date(2026, 5, 20)) == "20 May 2026"
    assert words.names(["Ada", "Bo", "Cy"]) == "Ada, Bo and Cy"


def test_a_language_that_is_not_translated_is_answered_in_english() -> None:
    assert read_words("tlh").language == "en"


def test_what_is_filled_in_is_never_read_as_a_pattern() -> None:
    assert "{n}" in read_words("en")("nobody.named", name="{n}")


def test_languages_are_named_and_unknown_ones_left_as_they_are() -> None:
    words = read_words("en")
    assert (words.language_name("fr"), words.language_name("xx-bogus")) == ("French", "xx-bogus")
