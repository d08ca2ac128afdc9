"""What a single field of a bundle may hold; each refusal is a plain reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from questions.agenda import AliasKind
from questions.candidate import ID_PATTERN, LONGEST_NAME, WITHDRAWN
from questions.response import QUOTE_LIMIT, Stance
from questions.understanding.clean import split

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and newline, and halves of UTF-16 pairs."""

MISSING = "is missing"


def refuse(reason: str) -> NoReturn:
    """Refuse a field's value with a reason."""
    raise PydanticCustomError("refused", "{reason}", {"reason": reason})


def _text(value: object) -> str:
    """Normalise to NFC and Unix newlines, and strip; refuse what no text may hold."""
    if value is None:
        refuse(MISSING)
    if not isinstance(value, str):
        refuse("must be text")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if unfit := UNFIT.search(text):
        refuse(f"holds the character U+{ord(unfit[0]):04X}, which no text may hold")
    text = unicodedata.normalize("NFC", text).strip()
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in text):
        refuse("is empty")
    return text


def _words(limit: int) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = _text(value)
        if len(text) > limit:
            refuse(f"has {len(text):,} characters, at most {limit:,} are kept")
        return text

    return check


def _line(limit: int) -> Callable[[object], str]:
    words = _words(limit)

    def check(value: object) -> str:
        text = words(value)
        if "\n" in text or "\t" in text:
            refuse("must be one line without tabs")
        return text

    return check


def _matching(pattern: str, reason: str) -> Callable[[object], str]:
    compiled = re.compile(pattern)

    def check(value: object) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            refuse(reason)
        return text

    return check


def _name(value: object) -> str:
    text = _line(LONGEST_NAME)(value)
    if not split(text):
        refuse("holds no letter")
    return text


def _candidate_alias(value: object) -> str:
    text = _name(value)
    if "|" in text:
        refuse("must not hold |, which stands between aliases in CSV")
    return text


def _status(value: object) -> str:
    slug = _matching(r"[a-z][a-z0-9_-]{0,31}", "must be one lowercase word such as nominated")
    status = slug(value)
    return WITHDRAWN if status == "withdrew" else status


def _url(value: object) -> str:
    text = _line(2_000)(value)
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is no number
    except ValueError:
        refuse("is not a web address")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        refuse("must be a whole web address: https://…")
    if re.search(r'[\s<>"]', text):
        refuse("has a character that no web address may hold")
    return text


def _day(value: object) -> date:
    text = _text(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    refuse("must be a date such as 2026-05-20")


def _past_day(value: object, info: ValidationInfo) -> date:
    """Refuse a future; a day's grace, as it may be tomorrow already where it was said."""
    day = _day(value)
    if info.context is not None and day > info.context["today"] + timedelta(days=1):
        refuse("lies in the future")
    return day


def _stance(value: object) -> Stance:
    try:
        return Stance(_text(value))
    except ValueError:
        refuse(f"must be one of {', '.join(Stance)}")


def _alias_kind(value: object) -> AliasKind:
    try:
        return AliasKind(_text(value))
    except ValueError:
        refuse(f"must be one of {', '.join(AliasKind)}")


def _response_kind(value: object) -> str:
    kind = _text(value)
    if kind not in ("answer", "decline"):
        refuse("must be answer or decline")
    return kind


NUMBER = r"[1-9]\d?"

CandidateId = Annotated[
    str,
    PlainValidator(
        _matching(ID_PATTERN.pattern, "must be 1 to 12 of the characters a to z, 0 to 9 and -")
    ),
]
QuestionId = Annotated[
    str,
    PlainValidator(
        _matching(rf"{NUMBER}\.{NUMBER}\.{NUMBER}", "must be a question's id such as 8.1.1")
    ),
]
TopicId = Annotated[
    str,
    PlainValidator(_matching(rf"{NUMBER}(\.{NUMBER}){{0,2}}", "must be such as 8, 8.1 or 8.1.1")),
]
EditionId = Annotated[
    str, PlainValidator(_matching(r"[a-z0-9-]{1,64}", "must be an edition's id such as un-sg-2016"))
]
Language = Annotated[
    str,
    PlainValidator(
        _matching(
            r"(?=.{2,16}$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
            "must be a language tag such as es or zh-Hant",
        )
    ),
]
SourceKind = Annotated[
    str,
    PlainValidator(
        _matching(r"[a-z][a-z0-9_]{0,31}", "must be one lowercase word such as direct_reply")
    ),
]
Status = Annotated[str, PlainValidator(_status)]
AliasOf = Annotated[AliasKind, PlainValidator(_alias_kind)]
ResponseKind = Annotated[str, PlainValidator(_response_kind)]
StanceTaken = Annotated[Stance, PlainValidator(_stance)]
Url = Annotated[str, PlainValidator(_url)]
Day = Annotated[date, PlainValidator(_day)]
PastDay = Annotated[date, PlainValidator(_past_day)]
Name = Annotated[str, PlainValidator(_name)]
CandidateAlias = Annotated[str, PlainValidator(_candidate_alias)]
Channel = Annotated[str, PlainValidator(_line(100))]
AliasText = Annotated[str, PlainValidator(_line(128))]
Nominator = Annotated[str, PlainValidator(_line(300))]
Title = Annotated[str, PlainValidator(_line(500))]
Quote = Annotated[str, PlainValidator(_words(QUOTE_LIMIT))]
Rationale = Annotated[str, PlainValidator(_words(2_000))]
