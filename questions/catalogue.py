"""The catalogue: an immutable, indexed snapshot of agenda, aliases and candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from questions.agenda import Alias, Ask, Edition, Priority, Question, Words
from questions.candidate import Candidate, neutral_order
from questions.errors import UnknownCandidate, UnknownTopic
from questions.understanding.phrase import Phrase


@dataclass(frozen=True)
class Catalogue:
    """What can be asked about, at one version of the store. Responses are not in it.

    `candidates` are in the neutral order. Compared and hashed by identity: a snapshot is one.
    """

    version: int
    edition: Edition
    candidates: tuple[Candidate, ...]
    aliases: tuple[Alias, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Say whether it is the very same snapshot."""
        return self is other

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        """Candidates by id, in the neutral order."""
        return {candidate.id: candidate for candidate in self.candidates}

    @cached_property
    def priorities(self) -> Mapping[int, Priority]:
        """Priorities by number."""
        return {priority.number: priority for priority in self.edition.priorities}

    @cached_property
    def asks(self) -> Mapping[str, Ask]:
        """Asks by id."""
        return {ask.id: ask for priority in self.edition.priorities for ask in priority.asks}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Questions by id, in the edition's order."""
        return {question.id: question for question in self.edition.questions}

    @cached_property
    def _under(self) -> Mapping[str, tuple[Question, ...]]:
        under: dict[str, list[Question]] = {}
        for question in self.edition.questions:
            for topic in (str(question.priority), question.ask_id, question.id):
                under.setdefault(topic, []).append(question)
        return {topic: tuple(questions) for topic, questions in under.items()}

    def candidate(self, candidate_id: str) -> Candidate:
        """Return a candidate. Raises UnknownCandidate."""
        try:
            return self.by_id[candidate_id]
        except KeyError:
            raise UnknownCandidate from None

    def question(self, question_id: str) -> Question:
        """Return a question. Raises UnknownTopic."""
        try:
            return self.questions[question_id]
        except KeyError:
            raise UnknownTopic from None

    def priority_of(self, topic: str) -> Priority:
        """Return the priority that a topic is or lies under. Raises UnknownTopic."""
        try:
            return self.priorities[int(topic.partition(".")[0])]
        except (KeyError, ValueError):
            raise UnknownTopic from None

    def questions_on(self, topics: Iterable[str]) -> tuple[Question, ...]:
        """Return the questions under the topics, each once; of all topics where none is named.

        Raises UnknownTopic.
        """
        named = tuple(topics)
        try:
            found = {question.id: question for topic in named for question in self._under[topic]}
        except KeyError:
            raise UnknownTopic from None
        return tuple(found.values()) if named else tuple(self.questions.values())

    def topic_text(self, topic: str) -> str:
        """Return what a topic says: a priority's title, an ask's or a question's text."""
        if topic in self.questions:
            return self.questions[topic].text
        if topic in self.asks:
            return self.asks[topic].text
        return self.priority_of(topic).title

    def label(self, topic: str, language: str = "en") -> str:
        """Return a short name for buttons and lists, in the language where there is one."""
        for tongue in (language, self.edition.language):
            if tongue in self.words and topic in self.words[tongue].labels:
                return self.words[tongue].labels[topic]
        if topic in self.questions:
            return self.label(self.questions[topic].ask_id, language)
        return self.topic_text(topic)


def build(
    version: int,
    edition: Edition,
    *,
    candidates: Iterable[Candidate] = (),
    aliases: Iterable[Alias] = (),
    words: Iterable[Words] = (),
    phrases: Iterable[Phrase] = (),
) -> Catalogue:
    """Make a snapshot, its candidates in the neutral order, its words in one that is their own.

    Where two topics share words the first counts, whoever wrote it when, in whatever store.
    """
    return Catalogue(
        version,
        edition,
        neutral_order(candidates),
        tuple(sorted(aliases)),
        {entry.language: entry for entry in words},
        tuple(sorted(phrases)),
    )
