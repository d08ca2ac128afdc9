"""How well texts are understood: the development sets, and the one that nobody tunes to."""

from __future__ import annotations

from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.understanding.score import Report, query_sets, roster_of, rows_of, score


def report() -> str:
    """Score every set, each over its own roster, and list the wrong answers one by one."""
    return "\n\n".join(_report(name) for name in query_sets())


def _report(name: str) -> str:
    scored = score(rows_of(name), resolve, catalogue_with(roster_of(name)))
    return f"Understanding, {name}\n{scored.table()}\n\n{_wrong(scored, name)}"


def _wrong(scored: Report, name: str) -> str:
    listed = [str(mark) for mark in scored.wrong] or ["none"]
    return "\n".join([f"Wrong answers, {name}", *listed])
