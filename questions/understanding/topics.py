"""Topics in a text: aliases by their stems, and priorities, asks and questions by number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from rapidfuzz.distance import Prefix

from questions.understanding.clean import is_han, split
from questions.understanding.scattered import Bag, Hit, Scattered, in_order
from questions.understanding.stems import stems_in

_SELDOM = 8
"""A word seldom means a priority if it comes with others so many times as often."""
_OFTEN, _MOSTLY = 8, 0.75
"""A word decidedly means a priority that it comes with so often, and in this share of all."""

_ENDINGS = frozenset(
    {"", "s", "es", "e", "ed", "d", "ing", "ion", "ions", "er", "ers", "y", "ys", "ies", "t", "nt"}
    | {"a", "o", "as", "os", "al", "ale", "ales", "aux", "ar", "ado", "ados", "ando", "ee", "ees"}
    | {"ment", "ent", "ir", "ez"}
)
"""Endings in which one word comes, in the languages written in Latin letters."""


class Topics:
    """The aliases of one language: in their own order, or their words of meaning in any order."""

    def __init__(
        self,
        language: str,
        texts: Iterable[tuple[str, str]],
        background: Iterable[tuple[str, str]] = (),
        *,
        stopped: frozenset[str],
        empty: frozenset[str],
        light: frozenset[str],
        fillers: frozenset[str],
        joiners: frozenset[str],
        articles: frozenset[str],
    ) -> None:
        """Index (target, text) pairs; those of the `background` name nothing, but belong.

        `stopped` are stems that may stand among an alias's own words, but for `joiners`, which
        part two topics; an alias of nothing but stems that are `empty` of a topic is passed over,
        one of nothing but `light` ones is read in its own order only, and so is one with `fillers`,
        but other words may stand among its own (what `get` is said of stands behind it);
        `articles` at its ends are of no account.
        """
        self._named: dict[str, str] = {}
        self._stopped = stopped
        self.words: set[str] = set()
        self.singles: set[str] = set()
        self._kin: dict[str, list[str]] = {}
        self._spoken: dict[str, set[str]] = {}
        self._shares: defaultdict[str, Counter[str]] = defaultdict(Counter)
        bags = []
        stems_of = stems_in(language)
        texts = tuple(texts)
        for target, text in texts:
            words = split(text)
            stems = [stems_of[word] for word in words]
            if empty.issuperset(stems):
                continue
            self._keep(words, stems)
            self._spell(stems, target)
            if not articles.isdisjoint(stems):
                self._spell(_trimmed(stems, articles), target)
            content = frozenset(stems) - stopped
            number = _priority(target)
            for each in content:
                self._shares[each][number] += 1
            if "." in target:
                self._spoken.setdefault(target, set()).update(content)
            if len(content) > 1 and not is_han(words[0]) and not content <= light:
                crosses = len(content) > 2 or not joiners.isdisjoint(stems)
                order = () if content.isdisjoint(fillers) else in_order(stems, content)
                bags.append(Bag(content, target, crosses, order))
        self._priorities = {each: {*counts} for each, counts in self._shares.items()}
        self._either = _shared(texts, language, stopped)
        self._of_either = frozenset[str]().union(*self._either)
        self._said: dict[str, set[str]] = {}
        self._hear(language, background)
        self._scattered = Scattered(bags, idle=stopped, joiners=joiners)

    def _keep(self, words: Sequence[str], stems: Sequence[str]) -> None:
        """Take in a name's words; two may be written as one."""
        self.words.update(words)
        if len(words) == 1:
            self.singles.add(words[0])
            self._kin.setdefault(stems[0], []).append(words[0])
        if len(words) == 2 and not is_han(words[0]):
            self.words.add("".join(words))
            self.singles.add("".join(words))

    def _spell(self, form: Sequence[str], target: str) -> None:
        """Take in a name in its own order; where a name only begins, nothing is named yet."""
        *beginnings, whole = accumulate(form)
        for beginning in beginnings:
            self._named.setdefault(beginning, "")
        self._named[whole] = self._named.get(whole) or target

    def _hear(self, language: str, background: Iterable[tuple[str, str]]) -> None:
        """Take in texts about topics that are no names for them."""
        stems_of = stems_in(language)
        for target, text in background:
            said = {stems_of[word] for word in split(text)}
            self._said.setdefault(target, set()).update(said)
            for each in said:
                self._priorities.setdefault(each, set()).add(_priority(target))

    def target(self, stems: Sequence[str]) -> str | None:
        """Return what exactly these stems are an alias of."""
        return self._named.get("".join(stems)) or None

    def inflects(self, word: str, stem: str) -> bool:
        """Tell whether a word is an alias in another ending, not one that only shares its stem.

        `executed` is `execution`; `executive` is another word.
        """
        return word in self.singles or any(is_light(word, one) for one in self._kin.get(stem, ()))

    def priorities(self, stem: str) -> Collection[str]:
        """Return the priorities among whose words this stem is."""
        return self._priorities.get(stem, frozenset())

    def mainly(self, stem: str) -> tuple[str, ...]:
        """Return the priorities of which people speak in this word, but for those seldom meant."""
        counts = self._shares.get(stem)
        if counts is None or counts.total() < _OFTEN:
            return ()
        least = counts.total() / _SELDOM
        return tuple(sorted(number for number, count in counts.items() if count > least))

    def decidedly(self, stem: str) -> str | None:
        """Return the one priority that people speak of in this word, hardly of another."""
        counts = self._shares.get(stem)
        if counts is None or counts.total() < _OFTEN:
            return None
        number, count = counts.most_common(1)[0]
        return number if count >= counts.total() * _MOSTLY else None

    def said(self, target: str) -> Collection[str]:
        """Return the stems in which the edition speaks of an ask, or of a question's ask."""
        return self._said.get(".".join(target.split(".")[:2]), frozenset())

    def spoken(self, target: str) -> Collection[str]:
        """Return the stems in which people speak of an ask or a question."""
        return self._spoken.get(target, frozenset())

    def find(self, stems: Sequence[str]) -> tuple[Hit, ...]:
        """Return the topics in a text; where one lies inside another, the longer one.

        Words that are of several priorities name all of them, or the one that is named otherwise.
        """
        found = self._found(stems)
        if not found or self._of_either.isdisjoint(stems):
            return found
        alike = [self._alike(hit, stems) for hit in found]
        if not any(alike):
            return found
        plain = [hit for hit, others in zip(found, alike, strict=True) if not others]
        return tuple(
            Hit(target, hit.positions)
            for hit, others in zip(found, alike, strict=True)
            for target in (_narrowed(hit, others, plain) if others else (hit.target,))
        )

    def _alike(self, hit: Hit, stems: Sequence[str]) -> tuple[str, ...]:
        """Return what else the words of a hit are an alias of, with what it names itself."""
        content = frozenset([stems[at] for at in hit.positions]) - self._stopped
        targets = self._either.get(content, ())
        return targets if hit.target in targets else ()

    def _found(self, stems: Sequence[str]) -> tuple[Hit, ...]:
        found = self._sequences(stems)
        if scattered := self._scattered.find(stems):
            found = [*{*found, *scattered}]
        if len(found) < 2:
            return tuple(found)
        hits = sorted(found, key=_rank)
        if all(hit.positions <= hits[0].positions for hit in hits):
            return (hits[0],)
        kept: list[Hit] = []
        covered: set[int] = set()
        for hit in hits:
            content = {at for at in hit.positions if stems[at] not in self._stopped}
            if not covered.isdisjoint(content) and len(hit.positions) <= max(hit.positions) - min(
                hit.positions
            ):
                continue
            if not (content or hit.positions) <= covered:
                kept.append(hit)
                covered |= hit.positions
        return tuple(sorted(kept, key=lambda hit: min(hit.positions)))

    def _sequences(self, stems: Sequence[str]) -> list[Hit]:
        found: list[Hit] = []
        named, count = self._named, len(stems)
        for at, key in enumerate(stems):
            target = named.get(key)
            end = at + 1
            while target is not None:
                if target:
                    found.append(Hit(target, frozenset(range(at, end))))
                if end == count or not stems[end]:
                    break
                key += stems[end]  # noqa: PLW2901 - grows to the name that begins here
                target = named.get(key)
                end += 1
        return found


def _shared(
    texts: Iterable[tuple[str, str]], language: str, stopped: frozenset[str]
) -> dict[frozenset[str], tuple[str, ...]]:
    """Return the aliases that stand under several priorities, by their stems of meaning."""
    stems_of = stems_in(language)
    owners: dict[tuple[str, ...], dict[str, str]] = {}
    for target, text in texts:
        owners.setdefault(split(text), {}).setdefault(_priority(target), target)
    return {
        frozenset(stems_of[word] for word in words) - stopped: tuple(targets.values())
        for words, targets in owners.items()
        if len(targets) > 1
    }


def _narrowed(hit: Hit, targets: Sequence[str], others: Iterable[Hit]) -> Sequence[str]:
    """Return those of a hit's targets whose priority other words name anyway; else all of them."""
    told = {_priority(each.target) for each in others if each.positions.isdisjoint(hit.positions)}
    return [target for target in targets if _priority(target) in told] or targets


def _priority(target: str) -> str:
    return target.partition(".")[0]


def is_light(word: str, other: str) -> bool:
    """Tell whether two words differ in their endings only. Other scripts' are not looked at."""
    if not word.isascii():
        return True
    common = Prefix.similarity(word, other)
    return {word[common:], other[common:]} <= _ENDINGS


def _rank(hit: Hit) -> tuple[int, int, str]:
    """Put the hit of most words first, the closest together of those, then by target."""
    positions = hit.positions
    return -len(positions), max(positions) - min(positions), hit.target


def _trimmed(stems: Sequence[str], articles: frozenset[str]) -> Sequence[str]:
    """Take articles off both ends: `the veto`."""
    inner = [at for at, each in enumerate(stems) if each not in articles]
    return stems[inner[0] : inner[-1] + 1] if inner else stems
