"""The phrases that Hustings comes with, one file a language, and ordinary words.

The store adds to the phrases.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from questions.understanding.phrase import Phrase

_VARIANTS, _SETS = "variants", "sets"
"""The tables of a file: kinds, of whose phrases each is many, and words that those may name."""
_CHOICE = re.compile(r"\(([^()]*)\)|<(\w+)>")


def load_phrases() -> tuple[Phrase, ...]:
    """Read the bundled phrases, English first.

    In a file each key is a kind, or several parted by spaces; its value is a list of phrases, or a
    string of words, in which underscores join the words of a phrase. Below, the table `variants`
    holds kinds whose phrases have choices in them, and `sets` the choices that have names.
    """
    folder = files("questions.understanding") / "phrases"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    names.sort(key=lambda name: name != "en.toml")
    return tuple(
        Phrase(kind, name.removesuffix(".toml"), text)
        for name in names
        for kind, text in _phrases(tomllib.loads((folder / name).read_text(encoding="utf-8")))
    )


def variants(text: str, sets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a phrase with each of its choices made: `(two|three|) <words>`, one of a set's."""
    if "(" not in text and "<" not in text:
        yield text
        return
    between = _CHOICE.split(text)
    choices = [
        between[at + 1].split("|") if between[at + 1] is not None else sets[between[at + 2]]
        for at in range(0, len(between) - 1, 3)
    ]
    for chosen in product(*choices):
        parts = (part for pair in zip(between[::3], (*chosen, ""), strict=True) for part in pair)
        yield " ".join("".join(parts).split())


def _phrases(file: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kinds of a file, each with its phrases."""
    for kind, texts in file.items():
        if kind not in (_VARIANTS, _SETS):
            words = texts.split() if isinstance(texts, str) else texts
            yield from product(kind.split(), words)
    sets = {name: texts.split("|") for name, texts in file.get(_SETS, {}).items()}
    for kind, texts in file.get(_VARIANTS, {}).items():
        yield from product(kind.split(), (each for text in texts for each in variants(text, sets)))


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """Return the words that everybody uses in a language, where a list of them is bundled.

    The English one is made of SCOWL's two smallest lists: see COPYRIGHT beside it.
    """
    file = files("questions.understanding") / "ordinary" / f"{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()


@cache
def respellings(language: str) -> Mapping[str, str]:
    """Return how small words are written in haste or by ear, with the words meant: `wat`."""
    file = files("questions.understanding") / "spellings" / f"{language}.toml"
    if not file.is_file():
        return {}
    meant = tomllib.loads(file.read_text(encoding="utf-8"))
    return {written: word for word, spellings in meant.items() for written in spellings.split()}
