"""How long understanding takes, beside the plain look-up that it replaces."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median
from time import perf_counter

from rapidfuzz import fuzz, process

from questions.candidate import Candidate
from questions.catalogue import Catalogue

LONGEST = 4096
"""Characters of the longest text (Telegram: one message)."""

SLOWEST_OVER_MEDIAN = 30
"""How many medians the slowest text may take."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds for one text, best of a few runs. `slowest` is the text that took `worst_ms`."""

    median_ms: float
    baseline_median_ms: float
    worst_ms: float
    slowest: str

    @property
    def ratio(self) -> float:
        """The median as a multiple of the baseline's; held to at most 1."""
        return self.median_ms / self.baseline_median_ms

    @property
    def spread(self) -> float:
        """The slowest as a multiple of the median; held to at most SLOWEST_OVER_MEDIAN."""
        return self.worst_ms / self.median_ms

    def __str__(self) -> str:
        """Describe it on one line."""
        return (
            f"median {self.median_ms:.3f} ms, {self.ratio:.2f} of the baseline's"
            f" {self.baseline_median_ms:.3f} ms (≤ 1); slowest {self.worst_ms:.3f} ms,"
            f" {self.spread:.1f} medians (≤ {SLOWEST_OVER_MEDIAN}): {self.slowest[:40]!r}"
        )


def baseline(catalogue: Catalogue) -> Callable[[str], object]:
    """Return one FTS5 look-up over the agenda's texts plus one fuzzy match of names."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE topics USING fts5(id UNINDEXED, text)")
    topics = (*map(str, catalogue.priorities), *catalogue.asks, *catalogue.questions)
    index.executemany(
        "INSERT INTO topics VALUES (?, ?)",
        [(topic, catalogue.topic_text(topic)) for topic in topics],
    )
    names = [name for person in catalogue.candidates for name in (person.name, *person.aliases)]

    def look_up(text: str) -> object:
        match = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text)) or '""'
        found = index.execute(
            "SELECT id FROM topics WHERE topics MATCH ? ORDER BY rank LIMIT 8", (match,)
        ).fetchall()
        return found, process.extractOne(text, names, scorer=fuzz.WRatio)

    return look_up


def timing(
    texts: Iterable[str],
    resolve: Callable[[str], object],
    baseline: Callable[[str], object],
    *,
    runs: int = 3,
) -> Timing:
    """Time both over the same texts, turn about, so that a busy machine slows both alike."""
    resolved: list[tuple[float, str]] = []
    looked_up: list[float] = []
    for text in texts:
        resolved.append((_best(resolve, text, runs), text))
        looked_up.append(_best(baseline, text, runs))
    worst, slowest = max(resolved)
    return Timing(median(each for each, _ in resolved), median(looked_up), worst, slowest)


def long_texts(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Return texts of LONGEST characters made to be slow: many near names, no spaces, marks."""
    names = [name for person in candidates for name in (person.name, *person.aliases)]
    near = [name[:-2] + name[-1] + name[-2] for name in names]
    pieces = (
        *([f"{name} " for name in each] for each in (names, near)),
        ["a"],
        ["a "],
        ["refugees and women "],
        ["refugees, women, who supports the ICC, "],
        ["who has not answered "],
        ["死刑难民"],
        ["عقوبة الإعدام "],
        ["смертная казнь "],
        ["a\u0301\u0327"],
        ["1.1.1 8 "],
        ["'; -- <b>"],
        ["\u200b\u202e"],
        ["word", "s", "-", "d'", "al-", "de la "],
        ["I love football. ", "My pizza is cold! Who? "],
    )
    return tuple(_repeat(each) for each in pieces)


def _repeat(pieces: list[str]) -> str:
    return "".join(islice(cycle(pieces), LONGEST))[:LONGEST]


def _best(call: Callable[[str], object], text: str, runs: int) -> float:
    return min(_once(call, text) for _ in range(runs))


def _once(call: Callable[[str], object], text: str) -> float:
    start = perf_counter()
    call(text)
    return (perf_counter() - start) * 1000
