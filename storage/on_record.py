"""What is on record at places (a candidate on a question), read for many chats at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from questions.candidate import Candidate
from questions.response import Published
from questions.standing import Putting, Standing, derive, record_of
from storage.database import Database
from storage.responses import Place, read_published, read_puttings

CHUNK = 1_000
"""How many places one statement names; databases bound how many values it may hold."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What stands and what was put, at the places read and perhaps at others."""

    published: Mapping[Place, Published]
    puttings: Mapping[Place, Putting]

    def standing(self, candidate: Candidate, question_id: str, today: date) -> Standing:
        """Derive a standing from the records."""
        place = (candidate.id, question_id)
        response = self.published.get(place)
        return derive(
            candidate,
            question_id,
            putting=self.puttings.get(place),
            record=record_of(response) if response else None,
            today=today,
        )


async def read_on_record(
    database: Database, wanted: Sequence[Collection[Place]]
) -> Sequence[OnRecord]:
    """Read what several askers want to know, each named as a collection of places, as one."""
    places = list(dict.fromkeys(place for each in wanted for place in each))
    published: dict[Place, Published] = {}
    puttings: dict[Place, Putting] = {}
    async with database.glancing() as connection:
        for start in range(0, len(places), CHUNK):
            chunk = places[start : start + CHUNK]
            published |= await read_published(connection, chunk)
            puttings |= await read_puttings(connection, chunk)
    return [OnRecord(published, puttings)] * len(wanted)
