"""The words of a text as they are compared: those written together are taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection

from questions.understanding.clean import Word, clean, words
from questions.understanding.lexicon import Lexicon
from questions.understanding.runs import apart

_AND, _THE, _TO = "و", "ال", "بلك"
_RANGE = re.compile(r"(?<![\w.-])(\d) ?- ?(\d)(?![\w.-])")
_FLAG = "\U0001f3f3"
_PRIDE = re.compile(_FLAG + "\ufe0f?([\U0001f308\u26a7])\ufe0f?")
_SHOWN = {"\U0001f308": "lgbt", "\u26a7": "transgender"}
"""What flags stand for whose pictures are written as two signs."""
_LETTERS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
_SPACED = 3
"""A third of a text and more is spaces only where it is spelled out, letter by letter."""
FIRST, LAST = 100, 50
"""How many words of a text are read at most: Chinese has one a character."""


def written_words(text: str, lexicon: Lexicon) -> list[Word]:
    """Return the words of a text, without a `right?` at its end."""
    written = [*words(_plain(clean(text)))]
    if len(written) > FIRST + LAST:
        written = [*written[:FIRST], *written[-LAST:]]
    if written and not text.isascii():
        written = [
            part
            for at, word in enumerate(written)
            for part in _parted(word, lexicon, first=at == 0)
        ]
    unknown = {word.text for word in written} - lexicon.known
    if unknown and (unknown := {word for word in unknown if not lexicon.roster.begins(word)}):
        written = [part for word in written for part in _separated(word, unknown, lexicon)]
    if len(written) > 1 and written[-1].paused and written[-1].text in lexicon.tags:
        del written[-1]
    return written


def _plain(text: str) -> str:
    """Write out what a cleaned text says in signs: `2-5`, a rainbow flag, `v e t o`."""
    if "-" in text:
        text = _RANGE.sub(_each_of, text)
    if _FLAG in text:
        text = _PRIDE.sub(lambda match: f" {_SHOWN[match[1]]} ", text)
    if text.count(" ") * _SPACED > len(text):
        text = _LETTERS.sub(lambda match: match[0].replace(" ", ""), text)
    return text


def _each_of(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    return " ".join(map(str, range(first, last + 1))) if first < last else match[0]


def _separated(word: Word, unknown: Collection[str], lexicon: Lexicon) -> tuple[Word, ...]:
    """Part words that were run together: one that is neither known nor of a name."""
    if word.text not in unknown:
        return (word,)
    parts = apart(word.text, lexicon)
    if parts is None:
        return (word,)
    return Word(parts[0], word.paused), *[Word(part, paused=False) for part in parts[1:]]


def _parted(word: Word, lexicon: Lexicon, *, first: bool) -> tuple[Word, ...]:
    """Part Arabic `and`, `to`, `by` from the word that they are written together with.

    Before an article at the beginning of a text it is `and` in any case.
    """
    if word.text[0] in _TO and word.text not in lexicon.words:
        bare = word.text[1:]
        if len(bare) > len(_THE) and bare in lexicon.words:
            return (Word(bare, word.paused),)
    if not word.text.startswith(_AND):
        return (word,)
    if word.text in lexicon.words and not (first and word.text.startswith(_AND + _THE)):
        return (word,)
    rest = word.text.removeprefix(_AND)
    if not rest or not lexicon.means(rest):
        return (word,)
    return Word(_AND, word.paused), Word(rest, paused=False)
