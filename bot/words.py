"""Every word that the bot itself says: one gettext catalogue per language, formatted by Babel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locale"
DEFAULT = "en"
FORMATS = {"en": "en_001"}
"""Where dates and lists are not written as in a language's largest country: 20 May 2026."""


class Words:
    """What the bot says in one language.

    Messages have ids (`answer.not-put`); what stands in braces is filled in as it is, and never
    read as a pattern itself.
    """

    def __init__(self, language: str, said: GNUTranslations) -> None:
        """Speak a language (BCP 47) with these messages."""
        self.language = language
        self.locale = Locale.parse(FORMATS.get(language, language.replace("-", "_")))
        self._said = said

    def __call__(self, key: str, /, **values: object) -> str:
        """Say a message."""
        return self._said.gettext(key).format(**values)

    def count(self, key: str, n: int, /, **values: object) -> str:
        """Say a message in the form that goes with the number `n`."""
        return self._said.ngettext(key, key, n).format(n=n, **values)

    def day(self, day: date) -> str:
        """Write a date as the language does: 20 May 2026."""
        return _day(day, self.locale)

    def names(self, names: Sequence[str]) -> str:
        """Join names as the language does: A, B and C."""
        return format_list(names, locale=self.locale)

    def language_name(self, code: str) -> str:
        """Name a language (BCP 47) in this one; the code itself where it is not known."""
        return _language_name(code, self.locale)


@lru_cache(maxsize=1_000)
def _day(day: date, locale: Locale) -> str:
    return format_date(day, format="long", locale=locale)


@lru_cache(maxsize=1_000)
def _language_name(code: str, locale: Locale) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def read_words(language: str = DEFAULT) -> Words:
    """Read what the bot says in a language (BCP 47), in English where that is not translated."""
    language = language if _path(language).exists() else DEFAULT
    said = _read(language)
    if language != DEFAULT:
        said.add_fallback(_read(DEFAULT))
    return Words(language, said)


def _path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "hustings.po"


def _read(language: str) -> GNUTranslations:
    compiled = io.BytesIO()
    with _path(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
