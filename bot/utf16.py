"""Text measured as Telegram measures it: in UTF-16 code units."""

from __future__ import annotations

ELLIPSIS = " […]"


def length(text: str) -> int:
    """Count UTF-16 code units: 2 for an emoji, 1 for most letters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, units: int) -> str:
    """Return the text, cut at a word and marked as cut where it is longer than `units`."""
    if length(text) <= units:
        return text
    return passages(text, units - length(ELLIPSIS))[0] + ELLIPSIS


def passages(text: str, units: int) -> list[str]:
    """Divide a text into passages of at most `units` each, between words where there are any.

    An empty text has none.
    """
    found = []
    while length(text) > units:
        end = _index(text, units)
        broken = max(text.rfind(gap, 0, end + 1) for gap in (" ", "\n"))
        if broken > end // 2:
            end = broken
        found.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*found, text] if text else found


def _index(text: str, units: int) -> int:
    """Return how many letters fill at most `units`, at least one."""
    used = 0
    for index, letter in enumerate(text):
        used += 2 if letter > "\uffff" else 1
        if used > units:
            return max(index, 1)
    return len(text)
