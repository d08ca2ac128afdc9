"""The words of a text as they are compared: those written together are taken apart."""

from __future__ import annotations

from questions.understanding.clean import Word, clean, words
from questions.understanding.lexicon import Lexicon

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
    if any(_may_be_two(word.text, lexicon) for word in written):
        written = [part for word in written for part in _separated(word, lexicon)]
    if len(written) > 1 and written[-1].paused and written[-1].text in lexicon.tags:
        del written[-1]
    return written


def _may_be_two(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is neither known by itself nor of a name."""
    return not (
        word in lexicon.neighbours.alone or word in lexicon.ordinary or lexicon.roster.begins(word)
    )


def _separated(word: Word, lexicon: Lexicon) -> tuple[Word, ...]:
    """Part two words that were run together, unless they are of a name."""
    parts = lexicon.parted(word.text) if _may_be_two(word.text, lexicon) else None
    if parts is None:
        return (word,)
    return Word(parts[0], word.paused), Word(parts[1], paused=False)


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
