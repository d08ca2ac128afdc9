"""Spelling: the nearest of many words to a mistyped one, without looking at all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA

LONG = 8
"""From this many letters on two slips are allowed; below, one."""

SHORT = 4
"""Words of so many letters lie too close together: swapped, missing or repeated letters only."""

_BONES = 3
"""A word written without its vowels has at least so many letters."""

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_BESIDE = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in KEYBOARD
    for at, letter in enumerate(row)
}

_VOWEL = re.compile(r"[aeiou]")

_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"^[yj](?=e)"), ""),
    (re.compile(r"shch|shtch|schtsch"), "sh"),
    (re.compile(r"tch|tsch"), "ch"),
    (re.compile(r"dj|dzh|zh"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"q[uvw](?=[aeiy])|(?<=.)k[vw](?=[eiy])"), "k"),
    (re.compile(r"^x(?=[aeiou])"), "j"),
    (re.compile(r"ck|q|c(?=[aour])"), "k"),
    (re.compile(r"kh|gh"), "h"),
    (re.compile(r"sz|sch"), "sh"),
    (re.compile(r"ou|oo|ue"), "u"),
    (re.compile(r"ei|ey|ij|ie|ee"), "i"),
    (re.compile(r"ae"), "a"),
    (re.compile(r"oe"), "o"),
    (re.compile(r"[yj](?=[aeiou])|y"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?<=[aeiou])h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings that romanisations and ears do not keep apart."""


_CONSONANTS = {
    "b": "p", "p": "p", "v": "p", "f": "p", "w": "p", "t": "t", "d": "t", "k": "k", "g": "k",
    "q": "k", "c": "k", "j": "k", "x": "ks", "s": "s", "z": "s", "l": "l", "r": "r", "m": "m",
    "n": "n",
    "ب": "p", "ف": "p", "پ": "p", "ڤ": "p", "ت": "t", "د": "t", "ط": "t", "ض": "t", "ظ": "t",
    "ك": "k", "ق": "k", "ج": "k", "غ": "k", "خ": "k", "گ": "k", "س": "s", "ص": "s", "ز": "s",
    "ش": "s", "ث": "s", "ذ": "s", "چ": "s", "ل": "l", "ر": "r", "م": "m", "ن": "n",
}  # fmt: skip
"""Consonants by what is left of them from one script to another; the others are not told apart."""
_HISSES = re.compile(r"sch|tsch|tch|sh|ch|ts|zh|sz|cz|th")


class Near(NamedTuple):
    """How many slips away the nearest words are, and which they are."""

    slips: int
    words: tuple[str, ...]


NOTHING = Near(99, ())


def sound(word: str) -> str:
    """Return a name as it sounds, so that `Yusuf` and `Youssuf` are one."""
    for spelling, plain in _SOUNDS:
        word = spelling.sub(plain, word)
    return word


def bones(word: str) -> str:
    """Return the consonants that a name keeps in any script: `Morozova` and `موروزوفا` are one."""
    kept = "".join(_CONSONANTS.get(letter, "") for letter in _HISSES.sub("s", word))
    return _DOUBLE.sub(r"\1", kept.replace("ts", "s"))


def slips_easily(word: str, other: str) -> bool:
    """Tell whether letters are left out, doubled or swapped, or a key beside the right one hit."""
    if len(word) != len(other) or sorted(word) == sorted(other):
        return True
    pairs = (pair for pair in zip(word, other, strict=True) if pair[0] != pair[1])
    return all(_are_beside(*pair) for pair in pairs)


def is_likely_slip(word: str, name: str) -> bool:
    """Tell whether a name turns into a word with ease: by finger, by ear, or in a vowel.

    Otherwise it may be somebody else's: `Hayden` and `Halden`.
    """
    return slips_easily(word, name) or bones(word) == bones(name)


def _are_beside(one: str, other: str) -> bool:
    return any(one + other in row or other + one in row for row in KEYBOARD)


class Spelling:
    """Words in buckets by length and by their first and last two letters.

    One slip cannot touch both ends of a word of five letters or more.
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Index the words."""
        self._buckets: dict[tuple[int, str], list[str]] = {}
        self._skeletons: dict[str, list[str]] = {}
        for word in sorted(set(known)):
            if len(word) >= SHORT and word.isascii():
                self._skeletons.setdefault(_skeleton(word), []).append(word)
            for key in _ends(word):
                self._buckets.setdefault((len(word), key), []).append(word)

    def nearest(self, word: str) -> Near:
        """Return the words the fewest slips away, as far as slips are allowed."""
        allowed = _allowed(word)
        near: dict[str, int] = {}
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for key in _ends(word):
                for other in self._buckets.get((length, key), ()):
                    slips = OSA.distance(word, other, score_cutoff=allowed)
                    if slips <= allowed and _plausible(word, other, slips):
                        near[other] = slips
        if not near:
            return self._without_vowels(word)
        fewest = min(near.values())
        return Near(fewest, tuple(sorted(other for other in near if near[other] == fewest)))

    def _without_vowels(self, word: str) -> Near:
        """Return the words of which vowels are left out, some or all: `pnlty`, `agnst`."""
        kept = _skeleton(word) if word.isascii() else ""
        if len(kept) < _BONES:
            return NOTHING
        fuller = [each for each in self._skeletons.get(kept, ()) if _lacks_vowels(word, each)]
        return Near(2, tuple(fuller)) if fuller else NOTHING


def _skeleton(word: str) -> str:
    return _VOWEL.sub("", word)


def _lacks_vowels(word: str, fuller: str) -> bool:
    """Tell whether nothing but vowels makes one word of the other, of whose sort they are."""
    letters = iter(fuller)
    return len(word) < len(fuller) and all(letter in letters for letter in word)


def brief_slips(word: str) -> frozenset[str]:
    """Return how a short word is mistyped or cut behind its first letter: `amd`."""
    last = range(1, len(word))
    cut = {word[:at] + word[at + 1 :] for at in last}
    if len(word) < SHORT:
        cut = {_skeleton(word)} if word[-1] not in "aeiou" else set()
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    drawn = {word[:at] + word[at] + word[at:] for at in range(len(word))}
    beside = {
        word[:at] + key + word[at + 1 :]
        for at in last
        for key in _BESIDE.get(word[at], "")
        if len(word) >= _BONES
    }
    return frozenset(each for each in cut | swapped | drawn | beside if len(each) > 1) - {word}


def _ends(word: str) -> tuple[str, ...]:
    """Return a word's beginning and end; of a short word, all of which a swap may touch, more."""
    ends = ("<" + word[:2], word[-2:] + ">")
    return ends if len(word) > SHORT else (*ends, "".join(sorted(word)))


def _allowed(word: str) -> int:
    if len(word) < SHORT or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG - 1 else 1


def _plausible(word: str, other: str, slips: int) -> bool:
    """Short words start alike or are swapped: otherwise they are other words, not slips."""
    if min(len(word), len(other)) >= LONG or sorted(word) == sorted(other):
        return True
    if slips > 1:
        return False
    return word[0] == other[0] and (len(word) > SHORT or len(other) > SHORT or _drawn(word, other))


def _drawn(word: str, other: str) -> bool:
    """Tell whether the word only repeats a letter of the other: `iccc`."""
    return len(word) > len(other) and _DOUBLE.sub(r"\1", word) == _DOUBLE.sub(r"\1", other)


_DOUBLE = re.compile(r"(.)\1+")
