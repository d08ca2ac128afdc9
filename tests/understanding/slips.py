"""Slips of the finger and of the ear: understood texts, mistyped, and what is then understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from questions.catalogue import Catalogue
from questions.request import Request
from questions.understanding.resolution import Behaviour, Resolution
from questions.understanding.resolve import resolve

ABOUT_SOMEBODY = (
    "{name} on the death penalty",
    "what does {name} say about refugees",
    "{name} gender equality",
    "does {name} support the international criminal court",
)
ABOUT_A_TOPIC = (
    "{somebody} {topic}",
    "what does {somebody} say about {topic}",
    "who supports {topic}",
    "who hasnt answered on {topic}",
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: [row[at] for at in (place - 1, place + 1) if 0 <= at < len(row)]
    for row in _ROWS
    for place, letter in enumerate(row)
}
_HEARD = (
    ("ph", "f"), ("ck", "k"), ("c", "k"), ("s", "z"), ("z", "s"), ("ee", "ea"), ("ea", "ee"),
    ("ie", "ei"), ("y", "i"), ("i", "y"), ("ou", "u"), ("tion", "shun"), ("a", "e"), ("e", "a"),
    ("er", "or"), ("ll", "l"), ("ss", "s"), ("w", "v"), ("kh", "h"), ("j", "dj"), ("oo", "u"),
)  # fmt: skip
_SYLLABLE = re.compile("[aeiouy]+")
_LONG_WORD = re.compile("[A-Za-z]{5,}")
"""Words that are mistyped."""


@dataclass(frozen=True, slots=True)
class Slipped:
    """A text as meant and as typed, the kind of slip, and what was made of it.

    `outcome` is `right`, `offered` (within a press), `asked` (not even that), `broad` (an answer
    that leaves out something named) or `wrong` (any other answer).
    """

    meant: str
    typed: str
    slip: str
    outcome: str
    got: Resolution


def slipped(catalogue: Catalogue, *, seed: int, one_in: int = 1) -> Iterator[Slipped]:
    """Mistype every name of a roster and every English alias in several texts, and resolve them.

    `one_in` so many texts is taken.
    """
    random = Random(seed)
    somebody = [person.name for person in catalogue.candidates if person.name.isascii()]
    wholes = [
        (name, template.format(name=name))
        for name in _names(catalogue)
        for template in ABOUT_SOMEBODY
    ]
    wholes += [
        (alias.text, template.format(topic=alias.text, somebody=random.choice(somebody)))
        for alias in catalogue.aliases
        if alias.language == "en" and alias.text.isascii()
        for template in ABOUT_A_TOPIC
    ]
    for part, meant in wholes[::one_in]:
        if len(_SYLLABLE.findall(part.lower())) < 2 or not _LONG_WORD.search(part):
            continue
        wanted = resolve(meant, catalogue)
        if wanted.behaviour is not Behaviour.ANSWER:
            continue
        kind, typed = _mistyped(part, random)
        text = meant.replace(part, typed)
        got = resolve(text, catalogue)
        yield Slipped(meant, text, kind, _outcome(got, wanted), got)


def _names(catalogue: Catalogue) -> list[str]:
    """Return every candidate's name, family name and other names in Latin letters."""
    return [
        name
        for person in catalogue.candidates
        for name in (person.name, person.family_name, *person.aliases)
        if name and name.isascii()
    ]


def _mistyped(text: str, random: Random) -> tuple[str, str]:
    """Return a kind of slip, and the text with one in it."""
    kinds = ["dropped", "doubled", "swapped", "beside", "heard"]
    if " " in text:
        kinds.append("joined")
    while True:
        kind = random.choice(kinds)
        typed = _SLIPS[kind](text, random)
        if typed != text:
            return kind, typed


def _place(text: str, random: Random) -> int:
    """Return a place within a word that is long enough."""
    return random.choice([at for word in _LONG_WORD.finditer(text) for at in range(*word.span())])


def _dropped(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + text[at + 1 :]


def _doubled(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + text[at] + text[at:]


def _swapped(text: str, random: Random) -> str:
    at = _place(text, random)
    pair = text[at : at + 2]
    return text[:at] + pair[::-1] + text[at + 2 :] if pair.isalpha() else text


def _beside(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + random.choice(_BESIDE.get(text[at].lower(), [text[at]])) + text[at + 1 :]


def _heard(text: str, random: Random) -> str:
    spelling, other = random.choice(_HEARD)
    places = [found.start() for found in re.finditer(spelling, text)]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + other + text[at + len(spelling) :]


def _joined(text: str, random: Random) -> str:
    at = random.choice([place for place, letter in enumerate(text) if letter == " "])
    return text[:at] + text[at + 1 :]


_SLIPS = {
    "dropped": _dropped,
    "doubled": _doubled,
    "swapped": _swapped,
    "beside": _beside,
    "heard": _heard,
    "joined": _joined,
}


def _outcome(got: Resolution, wanted: Resolution) -> str:
    if wanted.request is None:
        raise ValueError("a text that is not answered as meant")
    meant = by_priority(wanted.request)
    if got.behaviour is not Behaviour.ANSWER or got.request is None:
        return "offered" if meant in map(by_priority, got.choices) else "asked"
    if by_priority(got.request) == meant:
        return "right"
    fewer = len(got.request.candidates) < len(meant.candidates) or not got.request.topics
    return "broad" if fewer else "wrong"


def by_priority(request: Request) -> Request:
    """Return a request with priorities in place of their asks and questions."""
    priorities = {topic.partition(".")[0] for topic in request.topics}
    return request._replace(topics=tuple(sorted(priorities)))
