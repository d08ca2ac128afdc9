"""The forms in which people write a candidate's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from questions.candidate import Candidate
from questions.enums import direct
from questions.understanding.clean import is_arabic, is_cyrillic, is_han, split


@direct
class Part(IntEnum):
    """How much of a name a form gives."""

    INITIAL = 0
    GIVEN = 1
    FAMILY = 2
    INITIALED = 3
    FULL = 4
    WHOLE = 5


@dataclass(frozen=True, slots=True)
class Manners:
    """Words that come with names: particles belong to them, titles do not."""

    particles: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


_ENDINGS = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ой|ей|ою|ею|ом|ем|ым|им|ах|ях|ых|их|ая|яя|ую|юю|ий|ый"
    "|а|я|у|ю|е|ы|и|о|ь|й)$"
)
_CLITIC = re.compile("^[وف]?[بلك]?(?:ال)?")
_ROMAN = """
а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh
ц=ts ч=ch ш=sh щ=sch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=e ґ=g ў=u
"""
_LATIN = dict(pair.split("=") for pair in _ROMAN.split())
POSSESSIVE = "s"
"""What is left of an English `'s`; behind a family name it is no initial."""
_TELLING = frozenset("bcfghjkmnpqrwxz")
"""Initials of family names behind given ones; other letters are words, or what is left of some."""
_SYLLABLE = 4
"""What comes behind the first of several given names stands alone from so many letters on."""
_SHORTEST = 3
"""One of several given names, or what is left of an inflected one, has so many letters or more."""
_TWO_CHARACTERS = """
欧阳 上官 令狐 司马 诸葛 皇甫 尉迟 公孙 慕容 司徒 夏侯 宇文 长孙 端木 独孤 南宫 轩辕 呼延 东方 公冶
濮阳 淳于 单于 太史 申屠 钟离 闻人 万俟 赫连 澹台 仲孙 司空 司寇 拓跋 西门 东郭 南门 百里 左丘 梁丘
"""
_OF_TWO = frozenset(_TWO_CHARACTERS.split())
"""Chinese family names of two characters."""
_TWICE_TWO = 4
"""A Chinese name of so many characters begins with a family name of two."""


def uninflected(word: str) -> str:
    """Take a Cyrillic case ending off: `соколовой` and `соколова` are one."""
    if not is_cyrillic(word):
        return word
    cut = _ENDINGS.sub("", word).rstrip("аеийоуыьэюя")
    return cut if len(cut) >= _SHORTEST else word


def romanised(word: str) -> str:
    """Write a Cyrillic word in Latin letters, without its ending; any other word as it is."""
    if not is_cyrillic(word):
        return word
    return "".join(_LATIN.get(letter, letter) for letter in uninflected(word))


def unprefixed(word: str) -> str:
    """Take Arabic `and`, `to`, `by`, `the` off a word's front."""
    cut = _CLITIC.sub("", word) if is_arabic(word) else word
    return cut if len(cut) >= _SHORTEST else word


def squash(words: Iterable[str]) -> str:
    """Join words, so that `van der Meulen` and `Vandermeulen` are one."""
    return "".join(uninflected(word) for word in words)


def forms(candidate: Candidate, manners: Manners) -> Mapping[str, Part]:
    """Return every form of a candidate's name, squashed, with how much of the name it gives."""
    name = _bare(split(candidate.name), manners) or split(candidate.name)
    family = split(candidate.family_name or "") or _last_unit(name, manners)
    found: dict[str, Part] = {}
    variants = [(name, family)] if name else []
    for alias in candidate.aliases:
        other = _bare(split(alias), manners) or split(alias)
        if not other:
            continue
        if _is_native(other) or _is_native(name) or set(other) & set(name):
            variants.append((other, family if set(family) <= set(other) else ()))
        else:
            found[squash(other)] = Part.WHOLE if len(other) > 1 else Part.FAMILY
            found[squash(split(alias))] = Part.WHOLE
    for words, known_family in variants:
        shapes = _han_shapes(words, manners) if words and is_han(words[0]) else None
        for form, part in shapes or _shapes(words, known_family, manners):
            found[form] = max(part, found.get(form, part))
    return {form: part for form, part in found.items() if len(form) > 1 or is_han(form)}


def initials_of(names: Mapping[str, Part]) -> Iterator[str]:
    """Yield the first letters of a candidate's given and family names, alone and together."""
    given = {form[0] for form, part in names.items() if part is Part.GIVEN}
    family = {form[0] for form, part in names.items() if part is Part.FAMILY}
    yield from given | family
    for one in given:
        yield from (letters for other in family for letters in (one + other, other + one))


def plurals(
    people: Mapping[str, dict[str, Part]], ordinary: frozenset[str]
) -> dict[str, dict[str, Part]]:
    """Return names that two and more share as they are said of all of these: `the two Anas`."""
    return {
        f"{form}s": parts
        for form, parts in people.items()
        if len(parts) > 1 and form.isascii() and f"{form}s" not in people.keys() | ordinary
    }


def fullest(
    names: Iterable[str], people: Mapping[str, Mapping[str, Part]]
) -> tuple[frozenset[str], Part]:
    """Return whom some forms name, and how much of a name they are at most."""
    parts: dict[str, Part] = {}
    for form in names:
        for person, part in people[form].items():
            parts[person] = max(part, parts.get(person, part))
    most = max(parts.values())
    if most >= Part.INITIALED:
        parts = {person: part for person, part in parts.items() if part == most}
    return frozenset(parts), most


def _shapes(
    name: tuple[str, ...], family: Sequence[str], manners: Manners
) -> Iterator[tuple[str, Part]]:
    last = tuple(family) or _last_unit(name, manners)
    first = _without(name, last)
    family_units, given_units = _units(last, manners), _units(first, manners)
    yield squash(name), Part.WHOLE if first else Part.FAMILY
    families = _spellings(family_units)
    givens = _spellings(given_units)
    for form in families:
        yield form, Part.FAMILY
    syllables = {squash(unit) for unit in given_units[1:]}
    whole = squash(first)
    for form in givens:
        if form == whole or len(form) >= (_SYLLABLE if form in syllables else _SHORTEST):
            yield form, Part.GIVEN
    for given, form in product(givens, families):
        yield given + form, Part.FULL
        yield form + given, Part.FULL
    for given, unit in product(givens, family_units[:1]):
        if len(given) >= _SHORTEST and unit[-1][0] in _TELLING:
            yield given + unit[-1][0], Part.INITIALED
    letters = "".join(unit[-1][0] for unit in given_units)
    telling = [form for form in families if len(form) > 1]
    for given, form in product({letters, letters[:1]} - {""}, telling):
        yield given + form, Part.INITIALED
        if given != POSSESSIVE:
            yield form + given, Part.INITIALED


def _spellings(units: Sequence[tuple[str, ...]]) -> set[str]:
    """Return all units together and each alone, with their particles and without."""
    if not units:
        return set()
    together = {squash(word for unit in units for word in unit), squash(u[-1] for u in units)}
    alone = {form for unit in units for form in (squash(unit), squash(unit[-1:]))}
    return together | alone


def _units(words: Sequence[str], manners: Manners) -> list[tuple[str, ...]]:
    """Put each particle with the word that it leads to: (de la cuesta), (gomez)."""
    units: list[tuple[str, ...]] = []
    leading: tuple[str, ...] = ()
    for position, word in enumerate(words):
        leading = (*leading, word)
        if word not in manners.particles or position == len(words) - 1:
            units.append(leading)
            leading = ()
    return units


def _han_shapes(words: tuple[str, ...], manners: Manners) -> Iterator[tuple[str, Part]]:
    """Yield a Chinese name whole, its given name, and its family name with a title behind it.

    A family name of two characters stands alone, too.
    """
    whole = squash(words)
    yield whole, Part.WHOLE
    family = 2 if whole[:2] in _OF_TWO or len(whole) == _TWICE_TWO else 1
    if len(words) >= _SHORTEST:
        yield whole[family:], Part.GIVEN
    if family > 1:
        yield whole[:family], Part.FAMILY
    for title in manners.titles:
        if is_han(title):
            yield whole[:family] + title, Part.FAMILY


def _last_unit(name: tuple[str, ...], manners: Manners) -> tuple[str, ...]:
    units = _units(name, manners)
    return units[-1] if units else ()


def _without(name: tuple[str, ...], family: tuple[str, ...]) -> tuple[str, ...]:
    for start in range(len(name) - len(family) + 1):
        if name[start : start + len(family)] == family:
            return name[:start] + name[start + len(family) :]
    return tuple(word for word in name if word not in family)


def _bare(name: tuple[str, ...], manners: Manners) -> tuple[str, ...]:
    return tuple(word for word in name if word not in manners.titles)


def _is_native(words: Sequence[str]) -> bool:
    return bool(words) and not words[0].isascii()
