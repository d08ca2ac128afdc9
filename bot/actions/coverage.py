"""Where the coalition stands with its questions: what was put, answered, overdue, put unequally."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk import Desk
from questions.catalogue import Catalogue
from questions.fairness import Unlike, treated_unlike
from questions.standing import Known, Standing, Tally, tally
from storage.staff import read_all_puttings


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every candidate on every question, in the neutral order and the edition's."""

    catalogue: Catalogue
    standings: Mapping[tuple[str, str], Standing]

    def tally(self, candidate_id: str, priority: int) -> Tally:
        """Count a candidate's standings on a priority."""
        under = self.catalogue.priorities[priority].questions
        return tally(self.standings[candidate_id, question.id] for question in under)

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """Answers that are overdue, the longest first."""
        late = (each for each in self.standings.values() if each.known is Known.OVERDUE)
        return tuple(sorted(late, key=_due))


def _due(standing: Standing) -> str:
    due = standing.putting and standing.putting.due_on
    return due.isoformat() if due else ""


async def read_coverage(desk: Desk) -> Coverage:
    """Read how every candidate stands on every question."""
    catalogue = await desk.catalogue()
    overviews = await desk.overviews(catalogue, list(catalogue.questions.values()))
    standings = {
        (each.candidate_id, each.question_id): each
        for overview in overviews
        for each in overview.standings
    }
    ordered = {
        (candidate.id, question): standings[candidate.id, question]
        for candidate in catalogue.candidates
        for question in catalogue.questions
    }
    return Coverage(catalogue, ordered)


async def read_unlike(desk: Desk) -> tuple[Unlike, ...]:
    """Read on which questions candidates are treated unlike each other, in the edition's order."""
    catalogue = await desk.catalogue()
    async with desk.database.reading() as connection:
        puttings = await read_all_puttings(connection)
    found = {each.question_id: each for each in treated_unlike(catalogue.candidates, puttings)}
    return tuple(found[question] for question in catalogue.questions if question in found)
