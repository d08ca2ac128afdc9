"""Languages, as BCP 47 tags: those offered to whoever records or writes, the UN's first."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from questions.errors import InvalidInput

UN_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
OTHER_LANGUAGES = (
    "am", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "et", "eu", "fa", "fi", "gl",
    "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "is", "it", "ja", "ka", "kk", "km", "ko", "ky",
    "lo", "lt", "lv", "mg", "mk", "mn", "ms", "my", "nb", "ne", "nl", "om", "pl", "ps", "pt", "ro",
    "rw", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "tg", "th", "ti", "tl", "tr", "uk",
    "ur", "uz", "vi", "wo", "xh", "yo", "zu",
)  # fmt: skip
"""The languages offered, as BCP 47 tags (Slack: 100 options a select)."""


def refuse_unknown(given: Iterable[str], known: Collection[str]) -> None:
    """Raise InvalidInput for a language that is none of those known, and name these."""
    for language in given:
        if language not in known:
            raise InvalidInput(
                f"“{language}” is no language known here; there are {', '.join(sorted(known))}"
            )
