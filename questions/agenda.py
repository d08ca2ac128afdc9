"""The agenda: dated editions of priorities, asks and questions, and the words used for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Signatory:
    """An organisation that signed an edition."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """What every candidate is asked about an ask. Its id is its place: `8.1.1`."""

    id: str
    text: str

    @property
    def ask_id(self) -> str:
        """The ask it belongs to: `8.1`."""
        return self.id.rpartition(".")[0]

    @property
    def priority(self) -> int:
        """The number of the priority it belongs to: `8`."""
        return int(self.id.partition(".")[0])


@dataclass(frozen=True, slots=True)
class Ask:
    """One atomic demand under a priority: `8.1`."""

    id: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """One of the numbered priorities of an edition."""

    number: int
    title: str
    asks: tuple[Ask, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Its questions, in the edition's order."""
        return (question for ask in self.asks for question in ask.questions)


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated version of the agenda; never edited in place."""

    id: str
    title: str
    office: str
    year: int
    language: str
    signatories: tuple[Signatory, ...]
    priorities: tuple[Priority, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, in the edition's order."""
        return (question for priority in self.priorities for question in priority.questions)

    @property
    def digest(self) -> str:
        """SHA-256 of all that makes this edition; two editions of one id must agree in it."""
        document = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(document.encode()).hexdigest()


class AliasKind(StrEnum):
    """What an alias is another word for."""

    PRIORITY = "priority"
    ASK = "ask"
    QUESTION = "question"

    @classmethod
    def of(cls, target: str) -> AliasKind:
        """Tell from a target's id: `8` a priority, `8.1` an ask, `8.1.1` a question."""
        return (cls.PRIORITY, cls.ASK, cls.QUESTION)[target.count(".")]


class Alias(NamedTuple):
    """Words that people use for a priority, an ask or a question, in one language (BCP 47)."""

    kind: AliasKind
    target: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What lies beside an edition in one language: priority titles, short labels, aliases."""

    language: str
    titles: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agenda:
    """An edition with the words beside it; what one `agenda load` brings in.

    `reworded` names questions that an earlier edition worded otherwise and that mean the same: an
    id is never used again for another meaning.
    """

    edition: Edition
    words: tuple[Words, ...] = ()
    reworded: frozenset[str] = frozenset()

    @property
    def aliases(self) -> Iterator[Alias]:
        """Every alias of every language."""
        return (
            Alias(AliasKind.of(target), target, words.language, text)
            for words in self.words
            for target, texts in words.aliases.items()
            for text in texts
        )
