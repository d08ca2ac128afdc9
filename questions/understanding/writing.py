"""The words of a text as they are compared: those written together are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from questions.understanding.clean import Words, clean, words
from questions.understanding.lexicon import Lexicon
from questions.understanding.runs import apart

_AND, _THE, _TO = "و", "ال", "بلك"
_RANGE = re.compile(r"(?<![\w.-])(\d) ?- ?(\d)(?![\w.-])")
_FLAG = "\U0001f3f3"
_PRIDE = re.compile(_FLAG + "\ufe0f?([\U0001f308\u26a7])\ufe0f?")
_SHOWN = {"\U0001f308": "lgbt", "\u26a7": "transgender"}
"""What flags stand for whose pictures are written as two signs."""
_LETTERS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
_SPACED = 4
"""A fourth of a text and more is spaces where it is spelled out, letter by letter."""
FIRST, LAST = 100, 50
"""How many words of a text are read at most: Chinese has one a character."""


def written_words(text: str, lexicon: Lexicon) -> Words:
    """Return the words of a text, without a `right?` at its end."""
    written = words(_plain(clean(text)))
    texts, pauses = written
    if len(texts) > FIRST + LAST:
        written = Words(texts[:FIRST] + texts[-LAST:], pauses[:FIRST] + pauses[-LAST:])
    if not text.isascii():
        parts = (_parted(word, lexicon, first=not at) for at, word in enumerate(written.texts))
        written = _taken_apart(written, parts)
    if not lexicon.respelt.isdisjoint(written.texts):
        written = _spelt_out(written, lexicon, letters="." not in text)
    if not lexicon.whole.issuperset(written.texts):
        written = _put_together(written, lexicon)
        parts = (_separated(word, lexicon) for word in written.texts)
        written = _taken_apart(written, parts)
    texts, pauses = written
    if pauses and pauses[-1] and texts[-1] in lexicon.tags:
        return Words(texts[:-1], pauses[:-1])
    return written


def _taken_apart(written: Words, parted: Iterable[Sequence[str]]) -> Words:
    """Put the parts of every word in its place; what parts it stands before the first."""
    texts: list[str] = []
    pauses: list[bool] = []
    for parts, paused in zip(parted, written.pauses, strict=True):
        texts += parts
        pauses += (paused, *[False] * (len(parts) - 1))
    return Words(tuple(texts), tuple(pauses))


def _put_together(written: Words, lexicon: Lexicon) -> Words:
    """Join a topic's word that a space came into, where a piece is unknown: `equ ality`."""
    texts, pauses = [*written.texts], [*written.pauses]
    for at in reversed(range(len(texts) - 1)):
        pieces = texts[at], texts[at + 1]
        if (
            not pauses[at + 1]
            and "".join(pieces) in lexicon.topical
            and not lexicon.whole.issuperset(pieces)
        ):
            texts[at : at + 2] = ["".join(pieces)]
            del pauses[at + 1]
    return Words(tuple(texts), tuple(pauses))


def _spelt_out(written: Words, lexicon: Lexicon, *, letters: bool) -> Words:
    """Write small words out that are written in haste or by ear, but for parts of names.

    Single `letters` are, unless one of them may be an initial.
    """
    texts, pauses = written
    spoken = lexicon.spoken(texts)
    meant = dict[str, str]()
    for each in spoken:
        others = [other for other in spoken if other is not each]
        for text in texts:
            known = each.respellings.get(text)
            if known and not any(text in other.words for other in others):
                meant.setdefault(text, known)
    spelt = [
        meant[text]
        if text in meant and (letters or len(text) > 1) and not lexicon.roster.shares(text)
        else text
        for text in texts
    ]
    return Words(tuple(spelt), pauses)


def _plain(text: str) -> str:
    """Write out what a cleaned text says in signs: `2-5`, a rainbow flag, `v e t o`."""
    if "-" in text:
        text = _RANGE.sub(_each_of, text)
    if _FLAG in text:
        text = _PRIDE.sub(lambda match: f" {_SHOWN[match[1]]} ", text)
    if text.count(" ") * _SPACED >= len(text):
        text = _LETTERS.sub(lambda match: match[0].replace(" ", ""), text)
    return text


def _each_of(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    return " ".join(map(str, range(first, last + 1))) if first < last else match[0]


def _separated(word: str, lexicon: Lexicon) -> Sequence[str]:
    """Part words that were run together: one that is neither known nor of a name."""
    if word in lexicon.whole:
        return (word,)
    return apart(word, lexicon) or (word,)


def _parted(word: str, lexicon: Lexicon, *, first: bool) -> Sequence[str]:
    """Part Arabic `and`, `to`, `by` from the word that they are written together with.

    Before an article at the beginning of a text it is `and` in any case.
    """
    if word[0] in _TO and word not in lexicon.words:
        bare = word[1:]
        if len(bare) > len(_THE) and bare in lexicon.words:
            return (bare,)
    if not word.startswith(_AND):
        return (word,)
    if word in lexicon.words and not (first and word.startswith(_AND + _THE)):
        return (word,)
    rest = word.removeprefix(_AND)
    if not rest or not lexicon.means(rest):
        return (word,)
    return _AND, rest
