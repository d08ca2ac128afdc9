"""How well texts are understood: the development sets, and one that nobody tunes to, if any."""

from __future__ import annotations

from collections import Counter

from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.understanding.score import Report, query_sets, roster_of, rows_of, score
from tests.understanding.slips import slipped

ROSTERS = ("development", "development_3", "development_6")
"""The sets whose rosters are asked about with slips."""
_SEED = 1


def report() -> str:
    """Score every set, each over its own roster, and list the wrong answers one by one.

    Then mistype every name and alias once, and count what is made of that.
    """
    return "\n\n".join([*map(_report, query_sets()), *map(_slips, ROSTERS)])


def _report(name: str) -> str:
    scored = score(rows_of(name), resolve, catalogue_with(roster_of(name)))
    return f"Understanding, {name}\n{scored.table()}\n\n{_wrong(scored, name)}"


def _wrong(scored: Report, name: str) -> str:
    listed = [str(mark) for mark in scored.wrong] or ["none"]
    return "\n".join([f"Wrong answers, {name}", *listed])


def _slips(name: str) -> str:
    """Say what became of texts with one slip in a name or a topic."""
    found = Counter(each.outcome for each in slipped(catalogue_with(roster_of(name)), seed=_SEED))
    shares = ", ".join(
        f"{outcome} {100 * count / found.total():.2f}%" for outcome, count in found.most_common()
    )
    return f"One slip in a name or a topic, {name}'s roster, {found.total()} texts\n{shares}"
