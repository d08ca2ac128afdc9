"""Candidates in a text: by any form of their names, as written or nearly so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from questions.candidate import Candidate
from questions.understanding.aligned import Aligned
from questions.understanding.clean import is_arabic, is_cyrillic, is_han
from questions.understanding.names import (
    Manners,
    Part,
    forms,
    fullest,
    initials_of,
    plurals,
    romanised,
    squash,
    uninflected,
    unprefixed,
)
from questions.understanding.resolution import CANDIDATE_CHOICES
from questions.understanding.spelling import LONG, Spelling, bones, is_likely_slip, sound
from questions.understanding.worded import Worded

_HEARD = 4
"""Names that only sound alike have at least so many letters."""
_BONES = 3
"""A name written in another script than the roster's keeps at least so many consonants."""
_TELLING = 6
"""A name heard as several words has at least so many letters."""
_BEGUN, _CUT = 5, 3
"""A name broken off has so many letters or more, and lacks so many or fewer."""
_VOWELS = "aeiou"
_ALIKE = 0.82
"""Jaro-Winkler similarity from which on a name is offered for an unknown one."""


class Mention(NamedTuple):
    """Words that name somebody: whoever of `people` it is, and how much of the name was given.

    `kin` are those who share some part of the name; it may be `doubtful` that it is theirs.
    """

    start: int
    end: int
    people: frozenset[str]
    part: Part
    slips: int = 0
    kin: frozenset[str] = frozenset()
    doubtful: bool = False

    @property
    def certain(self) -> bool:
        """Whether only one candidate can be meant; an initial alone is never certain."""
        return len(self.people) == 1 and self.part is not Part.INITIAL and not self.doubtful

    def joined(self, after: Mention) -> Mention:
        """Take two neighbouring mentions as one name."""
        return Mention(
            self.start,
            after.end,
            self.people & after.people,
            Part.FULL,
            self.slips + after.slips,
            self.people | after.people,
        )


class Roster:
    """The forms of all candidates' names."""

    def __init__(
        self, candidates: Collection[Candidate], manners: Manners, ordinary: frozenset[str]
    ) -> None:
        """Index the names; those that are `ordinary` words are found as written only.

        `beginnings` are all beginnings of names, and whole ones.
        """
        people: dict[str, dict[str, Part]] = {}
        self._initials: dict[str, set[str]] = {}
        for candidate in candidates:
            known = forms(candidate, manners)
            for form, part in known.items():
                people.setdefault(form, {})[candidate.id] = part
            for letters in initials_of(known):
                self._initials.setdefault(letters, set()).add(candidate.id)
        people |= plurals(people, ordinary)
        self._people: Mapping[str, Mapping[str, Part]] = people
        self._as_written = {form: fullest([form], people) for form in people}
        self.beginnings = {form[:end] for form in people for end in range(1, len(form) + 1)}
        fuzzy = [
            form
            for form, parts in people.items()
            if form not in ordinary and not is_han(form) and max(parts.values()) != Part.INITIALED
        ]
        self._worded = Worded(people, ordinary)
        self._aligned = Aligned(candidates, manners.particles)
        self._heard: dict[str, list[str]] = {}
        self._stubs: dict[str, list[str]] = {}
        self._bones: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        self._letters: dict[str, list[str]] = {}
        for form in fuzzy:
            self._letters.setdefault("".join(sorted(form)), []).append(form)
            for end in range(max(_BEGUN - 1, len(form) - _CUT), len(form)):
                self._begun.setdefault(form[:end], []).append(form)
            heard = sound(romanised(form))
            if len(heard) >= _HEARD:
                self._heard.setdefault(heard, []).append(form)
            kept = bones(form) if form.isascii() else ""
            if len(kept) >= _BONES:
                self._bones.setdefault(kept, []).append(form)
            stub = heard.rstrip(_VOWELS)
            if len(stub) >= _HEARD - 1:
                self._stubs.setdefault(stub, []).append(form)
        self._spelling = Spelling(fuzzy)
        self._sounds = Spelling(self._heard)
        self._alike: dict[str, list[str]] = {}
        for heard in self._heard:
            self._alike.setdefault(heard[0], []).append(heard)

    def find(self, words: Sequence[str]) -> tuple[Mention, ...]:
        """Return the names in a text as they are written, longest first."""
        plain = words
        if not "".join(words).isascii():
            plain = [word if word.isascii() else uninflected(word) for word in words]
        found: list[Mention] = []
        end = 0
        for at, word in enumerate(plain):
            if at < end or (word not in self.beginnings and words[at].isascii()):
                continue
            mention = self._longest(word, plain, at)
            if mention is None and is_arabic(words[at]):
                mention = self._longest(unprefixed(words[at]), plain, at)
            if mention is not None:
                found.append(mention)
                end = mention.end
        return tuple(found)

    def begun(self, start: str) -> frozenset[str]:
        """Return the candidates of whose names a form begins so, where that tells something."""
        if len(start) < _CUT:
            return frozenset()
        near = self.near(start, 0, 1)
        names = (people for form, people in self._people.items() if form.startswith(start))
        return frozenset(near.people if near else ()).union(*names)

    def initialed(self, letters: Sequence[str]) -> frozenset[str]:
        """Return whose given or family name begins with a letter, or whose both do with two."""
        return frozenset(self._initials.get("".join(letters), ()))

    def is_form(self, word: str) -> bool:
        """Tell whether a word is a form of somebody's name, no shorter than one heard."""
        return len(word) >= _HEARD and word in self._people

    def near(self, word: str, start: int, end: int) -> Mention | None:
        """Return whom a mistyped, respelt or transliterated name may name."""
        if is_han(word):
            return None
        plain = squash([word])
        heard = sound(romanised(word))
        if len(heard) >= _HEARD and heard in self._heard:
            return self._mention(start, end, {*self._heard[heard], *self._a_slip_away(plain)}, 1)
        if is_cyrillic(word) and heard.rstrip(_VOWELS) in self._stubs:
            return self._mention(start, end, self._stubs[heard.rstrip(_VOWELS)], 1)
        slips, names = self._spelling.nearest(plain)
        if names:
            named = self._mention(start, end, names, slips)
            other = slips == 1 and len(plain) < LONG and named.part <= Part.FAMILY
            other = other and not any(is_likely_slip(plain, form) for form in names)
            return named._replace(doubtful=True) if other else named
        if len(plain) >= _BEGUN and plain in self._begun:
            alike = {*self._begun.get(plain[:-1], ())}
            return self._mention(start, end, alike | {*self._begun[plain]}, 2)
        slips, sounds = self._sounds.nearest(heard)
        if slips == 1:
            names = tuple(form for each in sounds for form in self._heard[each])
            return self._mention(start, end, names, slips + 1)
        for form in () if word.isascii() else (romanised(word), unprefixed(word)):
            if bones(form) in self._bones:
                return self._mention(start, end, self._bones[bones(form)], 2)
        names = () if word.isascii() else self._worded.abroad(word)
        return self._mention(start, end, names, 2) if names else None

    def _a_slip_away(self, plain: str) -> tuple[str, ...]:
        """Return the forms of names one slip away from a mistyped one, however it sounds."""
        slips, names = self._spelling.nearest(plain)
        return names if slips == 1 else ()

    def heard_as(self, before: str, words: Sequence[str]) -> tuple[str, ...] | None:
        """Return the name that several words sound like: `the limit` for `Delimith`.

        Words each of which is of a name as it stands, or sounds like another's, are what they are.
        Behind a given name its family name need only keep the consonants.
        """
        whole = "".join(words)
        heard = sound(whole)
        if len(heard) < _TELLING or whole in self._people or self._people.keys() >= {*words}:
            return None
        parts = [self.shares(word) or self.hears(word) for word in words]
        if all(parts) and not frozenset.intersection(*parts):
            return None
        slips, sounds = self._sounds.nearest(heard)
        forms = [*self._heard.get(heard, ())]
        if not forms and slips == 1:
            forms = [form for each in sounds for form in self._heard[each]]
        given = self._people.get(before, {})
        if not forms and given:
            alike = self._bones.get(bones(whole), ())
            forms = [each for each in alike if not given.keys().isdisjoint(self._people[each])]
        people = {person for form in forms for person in self._people[form]}
        return (forms[0],) if len(people) == 1 else None

    def hears(self, word: str) -> frozenset[str]:
        """Return the candidates a form of whose names sounds just like a word."""
        forms = self._heard.get(sound(word), ())
        return frozenset(person for form in forms for person in self._people[form])

    def mixes_up(self, words: Sequence[str]) -> bool:
        """Tell whether a name of two people's parts is one slip from the name of one of them."""
        known = len(words) > 1 and self._people.keys() >= {*words}
        return known and self._spelling.nearest("".join(words)).slips == 1

    def aligned(self, words: Sequence[str], start: int, end: int) -> Mention | None:
        """Return whom a full name with slips in its parts names, none of which is another's."""
        near = self._aligned.near(words)
        people = frozenset(
            person for person, slipped in near.items() if self._people.keys().isdisjoint(slipped)
        )
        return Mention(start, end, people, Part.FULL, 1) if people else None

    def swapped(self, word: str, start: int, end: int) -> Mention | None:
        """Return whom a name with two neighbouring letters swapped names."""
        forms = self._letters.get("".join(sorted(word)), ())
        near = [form for form in forms if OSA.distance(word, form, score_cutoff=1) == 1]
        return self._mention(start, end, near, 1) if near else None

    def completed(
        self, mentions: Sequence[Mention], words: Sequence[str], strange: Collection[int]
    ) -> tuple[Mention, ...]:
        """Take strange words behind given names for slips of families that are ordinary words."""
        return tuple(
            self._completed(each, words[each.end])
            if each.part is Part.GIVEN and each.end in strange
            else each
            for each in mentions
        )

    def _completed(self, given: Mention, word: str) -> Mention:
        people = frozenset(filter(lambda person: self._worded.slips(word, person), given.people))
        if not people:
            return given
        return Mention(given.start, given.end + 1, people, Part.FULL, given.slips + 1, given.kin)

    def nearest(self, words: Sequence[str], kin: Collection[str]) -> frozenset[str]:
        """Return who may be meant by an unknown name: who shares part of it, or sounds near it."""
        near = set(kin)
        for word in words:
            heard = sound(romanised(word))
            for form, _, _ in process.extract(
                heard,
                self._alike.get(heard[:1], ()),
                scorer=JaroWinkler.similarity,
                score_cutoff=_ALIKE,
                limit=CANDIDATE_CHOICES,
            ):
                near.update(person for name in self._heard[form] for person in self._people[name])
        return frozenset(near)

    def shares(self, word: str) -> frozenset[str]:
        """Return the candidates of whose names a word is a form."""
        for form in (squash([word]), unprefixed(word)):
            if form in self._people:
                return frozenset(self._people[form])
        return frozenset()

    def _longest(self, form: str, plain: Sequence[str], at: int) -> Mention | None:
        """Return the longest name that begins with a form and goes on with the words behind it."""
        found = None
        end = at + 1
        while form in self.beginnings:
            if form in self._people:
                found = (form, end)
            if end == len(plain):
                break
            form += plain[end]
            end += 1
        if found is None:
            return None
        form, end = found
        people, part = self._as_written[form]
        return Mention(at, end, people, part)

    def _mention(self, start: int, end: int, names: Iterable[str], slips: int) -> Mention:
        return Mention(start, end, *fullest(names, self._people), slips)
