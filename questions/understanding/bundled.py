"""The phrases that Hustings comes with, one file a language; the store adds to them."""

from __future__ import annotations

import tomllib
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
