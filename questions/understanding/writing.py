"""The words of a text as they are compared: those written together are taken apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from questions.understanding.clean import Word, clean, words
from questions.understanding.lexicon import Lexicon
from questions.understanding.runs import apart

_AND, _THE, _TO = "و", "ال", "بلك"
FIRST, LAST = 100, 50
"""How many words of a text are read at most: Chinese has one a character."""


def written_words(text: str, lexicon: Lexicon) -> list[Word]:
    """Return the words of a text, without a `right?` at its end."""
    written = [*words(clean(text))]
    if len(written) > FIRST + LAST:
        written = [*written[:FIRST], *written[-LAST:]]
    if written and not text.isascii():
        written = [
            part
            for at, word in enumerate(written)
            for part in _parted(word, lexicon, first=at == 0)
        ]
    texts = {word.text for word in written}
    if not lexicon.respelt.isdisjoint(texts):
        written = _spelt_out(written, lexicon, letters="." not in text)
        texts = {word.text for word in written}
    unknown = texts - lexicon.known
    if unknown and (unknown := {word for word in unknown if not lexicon.roster.begins(word)}):
        written = [part for word in written for part in _separated(word, unknown, lexicon)]
    if len(written) > 1 and written[-1].paused and written[-1].text in lexicon.tags:
        del written[-1]
    return written


def _spelt_out(written: Sequence[Word], lexicon: Lexicon, *, letters: bool) -> list[Word]:
    """Write small words out that are written in haste or by ear, but for parts of names.

    Single `letters` are, unless one of them may be an initial.
    """
    spoken = lexicon.spoken([word.text for word in written])
    meant = dict[str, str]()
    for each in spoken:
        others = [other for other in spoken if other is not each]
        for word in written:
            if (known := each.respellings.get(word.text)) and not any(
                word.text in other.words for other in others
            ):
                meant.setdefault(word.text, known)
    return [
        Word(meant[text], paused)
        if text in meant and (letters or len(text) > 1) and not lexicon.roster.shares(text)
        else Word(text, paused)
        for text, paused in written
    ]


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
