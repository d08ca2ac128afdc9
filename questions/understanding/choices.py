"""The buttons of a question back: whole requests, each of which finishes the job in one press."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice, product

from questions.catalogue import Catalogue
from questions.request import Intent, Request
from questions.understanding.resolution import CANDIDATE_CHOICES, TOPIC_CHOICES

_ON_RECORD = frozenset({Intent.STANCE, Intent.CANDIDATE_ALL, Intent.COMPARE, Intent.PRIORITY_ALL})
"""Intents that show what is on record; how many candidates are named tells which."""

_OF_EVERYBODY = (Intent.PRIORITY_ALL, Intent.WHO_SUPPORTS, Intent.NOT_ANSWERED)
LISTS = (Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Intent.LIST_QUESTIONS)


def settled(request: Request) -> Request:
    """Give a request for what is on record the intent that its candidates and topics make it."""
    if request.intent not in _ON_RECORD:
        return request
    if len(request.candidates) > 1:
        intent = Intent.COMPARE
    elif request.candidates:
        intent = Intent.STANCE if request.topics else Intent.CANDIDATE_ALL
    else:
        intent = Intent.PRIORITY_ALL
    return request if request.intent is intent else request._replace(intent=intent)


def by_topic(request: Request, catalogue: Catalogue) -> tuple[Request, ...]:
    """Offer every priority for a request, those first that it names already."""
    parents = {catalogue.priority_of(topic).number for topic in request.topics}
    others = (str(number) for number in catalogue.priorities if number not in parents)
    topics = (*request.topics, *others)[:TOPIC_CHOICES]
    return tuple(settled(Request(request.intent, request.candidates, (topic,))) for topic in topics)


def by_named(request: Request, topics: Iterable[str]) -> tuple[Request, ...]:
    """Offer some topics for a request, each alone."""
    each_alone = (request._replace(topics=(topic,)) for topic in topics)
    return tuple(settled(each) for each in islice(each_alone, TOPIC_CHOICES))


def by_candidate(
    request: Request, doubtful: Sequence[Collection[str]], catalogue: Catalogue
) -> tuple[Request, ...]:
    """Offer the candidates whom doubtful names may mean, each with those who are certain."""
    in_order = [[each for each in catalogue.by_id if each in people] for people in doubtful]
    wholes = (
        settled(request._replace(candidates=(*request.candidates, *chosen)))
        for chosen in product(*in_order)
        if len(set(chosen)) == len(chosen)
    )
    return tuple(islice(wholes, CANDIDATE_CHOICES))


def by_doubtful(
    request: Request, doubtful: Sequence[Collection[str]], catalogue: Catalogue
) -> tuple[Request, ...]:
    """Offer whom doubtful names may mean; alike for all of them, nobody where they are too many."""
    if any(len(people) > CANDIDATE_CHOICES for people in doubtful):
        return by_anybody(request, catalogue)
    return by_candidate(request, doubtful, catalogue)


def by_anybody(request: Request, catalogue: Catalogue) -> tuple[Request, ...]:
    """Offer each candidate where they are few; else, alike for all, everybody or the list."""
    others = [each for each in catalogue.by_id if each not in request.candidates]
    if len(others) <= CANDIDATE_CHOICES:
        return by_candidate(request, [others], catalogue)
    everybody = (Request(Intent.PRIORITY_ALL, (), request.topics),) if request.topics else ()
    return (*one_by_one(request, request.candidates), *everybody, Request(Intent.LIST_CANDIDATES))


def by_intent(request: Request) -> tuple[Request, ...]:
    """Offer what can be asked of everybody on a request's topics, its own intent first."""
    everybody = (Request(intent, topics=request.topics) for intent in _OF_EVERYBODY)
    return tuple(dict.fromkeys((request, *everybody)))


def by_list(request: Request) -> tuple[Request, ...]:
    """Offer a list that was asked for, then the others."""
    return tuple(dict.fromkeys((request, *map(Request, LISTS))))


def one_by_one(request: Request, candidates: Iterable[str]) -> tuple[Request, ...]:
    """Offer a request for each candidate alone."""
    alone = (settled(request._replace(candidates=(each,))) for each in candidates)
    return tuple(islice(alone, CANDIDATE_CHOICES))
