"""What an import came to, in counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries were new, changed something, or changed nothing."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged
        )

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.changed:,} changed, {self.unchanged:,} unchanged"


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """The counts by key of the bundle, and whether responses were published or left for review."""

    candidates: Counts
    aliases: Counts
    puttings: Counts
    responses: Counts
    published: bool

    def __str__(self) -> str:
        counts = {
            "candidates": self.candidates,
            "aliases": self.aliases,
            "puttings": self.puttings,
            "responses": self.responses,
        }
        lines = [f"{key}: {count}" for key, count in counts.items() if count != Counts()]
        if self.responses.new or self.responses.changed:
            lines[-1] += ", published" if self.published else ", to be reviewed"
        return "\n".join(lines) or "nothing was given"
