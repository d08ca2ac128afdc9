"""Names that are ordinary words of the edition's language, where they are written otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from questions.understanding.clean import is_arabic
from questions.understanding.names import Part, romanised
from questions.understanding.spelling import bones, sound

_HEARD = 4
"""A family name has slips from so many letters on."""
_BONES = 3
"""A name written in another script keeps at least so many consonants."""
_FEW = 5
"""A name of so many sounds differs in one at most, a longer one in two."""
_LONG_VOWELS = frozenset("اوي")


class Worded:
    """The forms of names that are ordinary words: only as they are written are they looked for."""

    def __init__(self, people: Mapping[str, Mapping[str, Part]], ordinary: frozenset[str]) -> None:
        """Index the names among the ordinary words, by whose they are and by their consonants."""
        self._families: dict[str, list[str]] = {}
        self._bones: dict[str, list[str]] = {}
        for form in sorted(people.keys() & ordinary):
            for person, part in people[form].items():
                if part is Part.FAMILY and len(form) >= _HEARD:
                    self._families.setdefault(person, []).append(form)
            kept = bones(form) if form.isascii() else ""
            if len(kept) >= _BONES:
                self._bones.setdefault(kept, []).append(form)

    def slips(self, word: str, person: str) -> bool:
        """Tell whether a word is one slip from somebody's family name."""
        forms: Sequence[str] = self._families.get(person, ())
        return any(OSA.distance(word, form, score_cutoff=1) == 1 for form in forms)

    def abroad(self, word: str) -> tuple[str, ...]:
        """Return the names of which a word is another script's spelling: `Корт` for `Court`.

        Its vowels tell it from other words of the same consonants.
        """
        names: Sequence[str] = self._bones.get(bones(romanised(word)), ())
        if is_arabic(word):
            return tuple(names) if not _LONG_VOWELS.isdisjoint(word) else ()
        heard = sound(romanised(word))
        allowed = 1 if len(heard) <= _FEW else 2
        return tuple(
            form
            for form in names
            if OSA.distance(heard, sound(form), score_cutoff=allowed) <= allowed
        )
