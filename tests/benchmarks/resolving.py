"""`resolve` alone, beside one SQLite FTS5 look-up plus one rapidfuzz match of names."""

from __future__ import annotations

from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.benchmarks.report import Line, at_most, table
from tests.understanding.score import roster_of, rows_of
from tests.understanding.timing import (
    LONGEST,
    SLOWEST_OVER_MEDIAN,
    Timing,
    baseline,
    long_texts,
    timing,
)


def report() -> str:
    """Measure, and lay the figures out."""
    catalogue = catalogue_with(roster_of("development"))
    texts = [row.query for row in rows_of("development")]
    look_up = baseline(catalogue)
    usual = timing(texts, lambda text: resolve(text, catalogue), look_up)
    long = timing(long_texts(catalogue.candidates), lambda text: resolve(text, catalogue), look_up)
    return table(f"resolve, {len(texts)} development queries", _lines(usual, long))


def _lines(usual: Timing, long: Timing) -> list[Line]:
    slowest = max(usual, long, key=lambda each: each.worst_ms)
    return [
        Line("resolve, median", f"{usual.median_ms:.3f} ms"),
        Line("FTS5 look-up and fuzzy name match, median", f"{usual.baseline_median_ms:.3f} ms"),
        at_most("resolve / look-up and match", usual.ratio, 1),
        Line(f"slowest: {slowest.slowest[:40]!r}", f"{slowest.worst_ms:.3f} ms"),
        at_most(
            f"slowest of any text up to {LONGEST} characters / median",
            slowest.worst_ms / usual.median_ms,
            SLOWEST_OVER_MEDIAN,
        ),
    ]
