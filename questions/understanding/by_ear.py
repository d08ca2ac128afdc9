"""English words written as they sound: `execushuns`, `torchur`, `sekurity kounsil`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPELLINGS = (
    (re.compile(r"[ck]?sh[aeou]n(?=s$|$|al|ed|ing|er)"), "tion"),
    (re.compile(r"chur$"), "ture"),
    (re.compile(r"chur"), "tur"),
    (re.compile(r"kw"), "qu"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"(?<!c)k(?!n)"), "c"),
    (re.compile(r"^(?:h?yoo|hoo|yu)(?=m)"), "hu"),
    (re.compile(r"s(?=[ie])"), "c"),
    (re.compile(r"oy"), "oi"),
    (re.compile(r"(?<=[aeiou])z(?=[aeiou])"), "s"),
)
"""How a sound is written by ear, and how it may be spelt."""


def spelt(word: str) -> Iterator[str]:
    """Yield how a word that was written by ear may be spelt: each spelling on top of the others."""
    for written, usual in _SPELLINGS:
        changed = written.sub(usual, word)
        if changed != word:
            yield changed
            word = changed
