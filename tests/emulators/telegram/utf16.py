"""Lengths as Telegram counts them."""

from __future__ import annotations


def units(text: str) -> int:
    """The UTF-16 code units of a text, half surrogate pairs counted as one each."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
