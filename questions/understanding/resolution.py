"""What a text was understood to ask."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from questions.enums import direct
from questions.request import Request

CANDIDATE_CHOICES = 4
"""The most candidates offered in one clarifying question."""

TOPIC_CHOICES = 8
"""The most topics offered in one clarifying question: the eight priorities."""


@direct
class Behaviour(StrEnum):
    """What to do with a text."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NO_SUCH_CANDIDATE = "no_such_candidate"
    OUT_OF_SCOPE = "out_of_scope"


@direct
class Unclear(StrEnum):
    """What a clarifying question asks for."""

    CANDIDATE = "candidate"
    TOPIC = "topic"
    INTENT = "intent"
    QUESTION = "question"


@direct
class Aside(StrEnum):
    """What a text is that asks nothing of candidates, where that is known."""

    POLITE = "polite"
    SERVICE = "service"


class Context(NamedTuple):
    """What a chat's last answer was about; what "and women?" and "what about her?" go back to."""

    candidates: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


NO_CONTEXT = Context()
"""Of a chat that has had no answer yet, or none for a while."""


class Resolution(NamedTuple):
    """What a text was understood to ask.

    ANSWER carries the whole `request`. The others may carry what part of one was understood, and
    `choices`: whole requests, each of which finishes the job in one press. `unclear` says what a
    clarifying question asks for. `unknown_name` is the text's own word for nobody we know.
    `unknown_number` is one that no priority, ask or question has.
    `shown_too` are candidates whom a text leaves out of an answer that shows everybody's.
    `aside` says that a text only greets or thanks, or asks to be sent no more, and the like.
    """

    behaviour: Behaviour
    request: Request | None = None
    choices: tuple[Request, ...] = ()
    unclear: Unclear | None = None
    unknown_name: str | None = None
    shown_too: tuple[str, ...] = ()
    aside: Aside | None = None
    unknown_number: str | None = None
