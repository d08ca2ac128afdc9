"""What a bundle refers to: candidates, questions, topics, and words that are taken already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from questions.agenda import Alias
from questions.bundle.shape import Bundle, PuttingEntry, ResponseEntry, fault
from questions.errors import InvalidFile
from questions.understanding.clean import clean
from storage import agenda
from storage.database import Connection
from storage.tables import candidates, edition_questions, state
from storage.words import read_aliases


@dataclass(frozen=True, slots=True)
class References:
    """What the store has that a bundle may refer to."""

    edition_id: str
    candidates: frozenset[str]
    questions: Mapping[str, frozenset[str]]
    aliases: frozenset[Alias]

    @property
    def topics(self) -> frozenset[str]:
        """Ids of the current edition's priorities, asks and questions."""
        return frozenset(
            ".".join(steps[:depth])
            for steps in (question.split(".") for question in self.questions[self.edition_id])
            for depth in (1, 2, 3)
        )


async def read_references(connection: Connection) -> References:
    """Read them. Raises StoreNotReady where no agenda is loaded."""
    await agenda.read_version(connection)
    edition_id = (await connection.execute(select(state.c.edition_id))).scalar_one()
    questions: dict[str, set[str]] = {}
    for row in await connection.execute(select(edition_questions)):
        questions.setdefault(row.edition_id, set()).add(row.id)
    people = await connection.scalars(select(candidates.c.id))
    return References(
        edition_id,
        frozenset(people),
        {edition: frozenset(ids) for edition, ids in questions.items()},
        frozenset(await read_aliases(connection)),
    )


def dangling(bundle: Bundle, known: References) -> Iterator[InvalidFile]:
    """Find what refers to nothing, and aliases that mean something else already."""
    people = known.candidates | {entry.candidate.id for entry in bundle.candidates}
    records: tuple[PuttingEntry | ResponseEntry, ...] = (*bundle.puttings, *bundle.responses)
    for entry in records:
        if entry.candidate_id not in people:
            reason = f"there is no candidate {entry.candidate_id}"
            yield fault(entry.place, reason, "candidate")
        yield from _no_such_question(entry, known)
    topics = known.topics
    taken = {(alias.language, clean(alias.text)): alias.target for alias in known.aliases}
    for named in bundle.aliases:
        alias = named.alias
        target = taken.get((alias.language, clean(alias.text)), alias.target)
        if alias.target not in topics:
            reason = f"the edition {known.edition_id} has no {alias.kind} {alias.target}"
            yield fault(named.place, reason, "target")
        elif alias not in known.aliases and target != alias.target:
            yield fault(named.place, f"is an alias of {target} already", "text")


def _no_such_question(
    entry: PuttingEntry | ResponseEntry, known: References
) -> Iterator[InvalidFile]:
    edition_id = entry.edition_id or known.edition_id
    if edition_id not in known.questions:
        yield fault(entry.place, f"the store has no edition {edition_id}", "edition")
    elif entry.question_id not in known.questions[edition_id]:
        reason = f"the edition {edition_id} has no question {entry.question_id}"
        yield fault(entry.place, reason, "question")
