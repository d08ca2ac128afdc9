"""A roster made to be hard: shared names, ordinary words, particles, several scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.candidate import Candidate
from questions.catalogue import Catalogue, build
from questions.request import Intent, Request
from questions.understanding.bundled import load_phrases
from questions.understanding.resolution import NO_CONTEXT, Behaviour, Context, Resolution
from questions.understanding.resolve import resolve

ROSTER = (
    Candidate("ok", "Ngozi Okonkwo", "Okonkwo"),
    Candidate("riv", "María Fernanda Rivera Soto", "Rivera Soto"),
    Candidate("ana", "Ana García", "García"),
    Candidate("luis", "Luis García", "García"),
    Candidate("rash", "Omar al-Rashid", "al-Rashid", ("عمر الراشد", "Umar Rashid")),
    Candidate("kim", "Kim Min-jun", "Kim", ("김민준", "金敏俊")),
    Candidate("pet", "Sergei Petrov", "Petrov", ("Сергей Петров",)),
    Candidate("dub", "Jean-Luc Dubois", "Dubois"),
    Candidate("berg", "Hanne van den Berg", "van den Berg"),
    Candidate("rose", "Grace Rose", "Rose"),
    Candidate("may", "Eleanor May", "May"),
    Candidate("obr", "Siân O'Brien", "O'Brien"),
    Candidate("ng", "Ng Wei Ling", "Ng", ("黄伟玲",)),
    Candidate("mul", "Jürgen Müller", "Müller"),
    Candidate("suh", "Suharto"),
    Candidate("tut", "Desmond Justice Tutuola", "Tutuola"),
    Candidate("yus", "Mohammed Yusuf", "Yusuf"),
    Candidate("kuz", "Elena Kuznetsova", "Kuznetsova", ("Елена Кузнецова",)),
)

Ask = Callable[..., Resolution]
Answer = Callable[..., Request]


@pytest.fixture(scope="session")
def hard_catalogue() -> Catalogue:
    agenda = read_agenda(BUNDLED_AGENDA)
    return build(
        1,
        agenda.edition,
        candidates=ROSTER,
        aliases=agenda.aliases,
        words=agenda.words,
        phrases=load_phrases(),
    )


@pytest.fixture(scope="session")
def ask(hard_catalogue: Catalogue) -> Ask:
    """Resolve a text, after an answer about candidates and topics where they are given."""

    def resolved(text: str, candidates: str = "", topics: str = "") -> Resolution:
        context = Context(tuple(candidates.split()), tuple(topics.split()))
        return resolve(text, hard_catalogue, context if candidates or topics else NO_CONTEXT)

    return resolved


@pytest.fixture(scope="session")
def answered(ask: Ask) -> Answer:
    """Resolve a text that is to be answered, and return what it asks."""

    def request(text: str, candidates: str = "", topics: str = "") -> Request:
        resolution = ask(text, candidates, topics)
        assert resolution.behaviour is Behaviour.ANSWER, (text, resolution)
        assert resolution.request is not None
        return resolution.request

    return request


def wanted(intent: Intent, candidates: str = "", topics: str = "") -> Request:
    """Write a request down shortly."""
    return Request(intent, tuple(candidates.split()), tuple(topics.split()))
