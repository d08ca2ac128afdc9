"""How well texts are understood: the development sets, and the one that nobody tunes to."""

from __future__ import annotations

from questions.understanding.resolve import resolve
from tests.benchmarks.catalogues import catalogue_with
from tests.understanding.score import QUERIES, Report, load_rows, score

DEVELOPMENT = ("", "_2", "_3")
"""The sets that the rules were written against, each with a roster of its own."""


def report(*, held_out_rows: bool = False) -> str:
    """Score every set. Queries of the held-out one are shown only where that is asked for."""
    parts = []
    for suffix in DEVELOPMENT:
        scored = _scored(f"development{suffix}.jsonl", f"roster{suffix}.json")
        name = f"development set{suffix.replace('_', ' ')}"
        parts += [f"Understanding, {name}\n{scored.table()}", _wrong(scored, name)]
    held_out = _scored("held_out.jsonl", "roster_held_out.json")
    parts.append(f"Understanding, held-out set\n{held_out.table()}")
    if held_out_rows:
        parts.append(_wrong(held_out, "held-out set"))
    return "\n\n".join(parts)


def _scored(queries: str, roster: str) -> Report:
    return score(load_rows(QUERIES / queries), resolve, catalogue_with(roster))


def _wrong(scored: Report, name: str) -> str:
    listed = [str(mark) for mark in scored.wrong] or ["none"]
    return "\n".join([f"Wrong answers, {name}", *listed])
