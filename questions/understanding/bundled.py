"""The phrases that Hustings comes with, one file a language, and ordinary words.

The store adds to the phrases.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from questions.understanding.phrase import Phrase


def load_phrases() -> tuple[Phrase, ...]:
    """Read the bundled phrases, English first.

    In a file each key is a kind; its value is a list of phrases, or a string of words,
    in which underscores join the words of a phrase.
    """
    folder = files("questions.understanding") / "phrases"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    names.sort(key=lambda name: name != "en.toml")
    return tuple(
        Phrase(kind, name.removesuffix(".toml"), text)
        for name in names
        for kind, texts in tomllib.loads((folder / name).read_text(encoding="utf-8")).items()
        for text in (texts.split() if isinstance(texts, str) else texts)
    )


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """Return the words that everybody uses in a language, where a list of them is bundled.

    The English one is made of SCOWL's two smallest lists: see COPYRIGHT beside it.
    """
    file = files("questions.understanding") / "ordinary" / f"{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()
