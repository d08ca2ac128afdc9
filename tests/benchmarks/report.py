"""What a benchmark prints: figures line by line, each beside what it is held to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 64
"""Characters given to the names of figures."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is printed. `held_to` and `met` are of figures that have a target."""

    name: str
    figure: str
    held_to: str = ""
    met: bool = True

    def __str__(self) -> str:
        """Lay it out."""
        verdict = f"  {self.held_to}: {'met' if self.met else 'MISSED'}" if self.held_to else ""
        return f"  {self.name:{WIDTH}}{self.figure:>14}{verdict}"


def at_least(name: str, ratio: float, target: float) -> Line:
    """Make a ratio's line, held to be no less than the target."""
    return Line(name, f"{ratio:.2f}", f"≥ {target:g}", ratio >= target)


def at_most(name: str, ratio: float, target: float) -> Line:
    """Make a ratio's line, held to be no more than the target."""
    return Line(name, f"{ratio:.2f}", f"≤ {target:g}", ratio <= target)


def table(title: str, lines: Iterable[Line]) -> str:
    """Put lines under a title."""
    return "\n".join([title, *map(str, lines)])
