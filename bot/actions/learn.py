"""Teach the bot words: what was not understood becomes an alias, in force without a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from bot.languages import refuse_unknown
from questions.agenda import Alias, AliasKind
from questions.bundle.fields import CandidateAlias
from questions.bundle.parse import reasons
from questions.catalogue import Catalogue
from questions.errors import InvalidInput
from questions.request import Intent, Request
from questions.understanding.alias_check import check_alias
from questions.understanding.clean import split
from questions.understanding.hearing import read_as_heard
from questions.understanding.lexicon import lexicon_of
from questions.understanding.phrase import LONGEST_PHRASE, Phrase
from questions.understanding.resolution import Resolution
from questions.understanding.resolve import resolve
from storage.agenda import read_catalogue
from storage.database import Database
from storage.unresolved import Unresolved, drop, most_asked
from storage.vocabulary import add_alias, add_name, add_phrase

_NAME: TypeAdapter[str] = TypeAdapter(CandidateAlias)


async def read_unresolved(database: Database, limit: int) -> list[Unresolved]:
    """Read what was not understood, most asked first."""
    async with database.reading() as connection:
        return await most_asked(connection, limit)


async def forget_unresolved(database: Database, text: str) -> None:
    """Take a text off the list of what was not understood."""
    async with database.writing() as connection:
        await drop(connection, text)


async def teach_alias(
    database: Database, target: str, language: str, text: str, *, actor: str
) -> None:
    """Let people say `text` for a priority, an ask or a question.

    Raises UnknownTopic, and InvalidInput with the reason where the words mean something already,
    are too common, or would mislead anything that is understood today.
    """
    async with database.reading() as connection:
        catalogue = await read_catalogue(connection)
    catalogue.questions_on((target,))
    refuse_unknown([language], _languages(catalogue))
    alias = Alias(AliasKind.of(target), target, language, text)
    if reason := check_alias(catalogue, alias):
        raise InvalidInput(reason)
    taught = replace(catalogue, aliases=(*catalogue.aliases, alias))
    await asyncio.to_thread(_refuse_misleading, catalogue, taught, language)
    async with database.writing() as connection:
        await add_alias(connection, alias, actor=actor)
        await drop(connection, text)


async def teach_name(database: Database, candidate_id: str, text: str, *, actor: str) -> None:
    """Let people call a candidate `text`. Raises UnknownCandidate, and InvalidInput likewise."""
    try:
        text = _NAME.validate_python(text)
    except ValidationError as error:
        _, reason = next(reasons(error))
        raise InvalidInput(f"the name {reason}") from error
    async with database.reading() as connection:
        catalogue = await read_catalogue(connection)
    candidate = catalogue.candidate(candidate_id)
    understood = resolve(text, catalogue).request
    if understood is not None and (understood.candidates or understood.topics):
        raise InvalidInput(f"“{text}” is understood already, as something else or in part")
    async with database.writing() as connection:
        await add_name(connection, candidate, text, actor=actor)
        await drop(connection, text)


async def teach_phrase(database: Database, phrase: Phrase, *, actor: str) -> Resolution | None:
    """Let a phrase do what its kind says; return what it asks by itself, if it is read by itself.

    Raises InvalidInput where it would mislead anything, or change nothing.
    """
    if not split(phrase.text):
        raise InvalidInput("the phrase holds no letter")
    if len(phrase.text) > LONGEST_PHRASE:
        raise InvalidInput(f"a phrase has at most {LONGEST_PHRASE} characters")
    async with database.reading() as connection:
        catalogue = await read_catalogue(connection)
    refuse_unknown([phrase.language], _languages(catalogue))
    taught = replace(catalogue, phrases=(*catalogue.phrases, phrase))
    await asyncio.to_thread(_refuse_misleading, catalogue, taught, phrase.language)
    by_itself = _by_itself(phrase, catalogue, taught)
    async with database.writing() as connection:
        await add_phrase(connection, phrase, actor=actor)
        await drop(connection, phrase.text)
    return by_itself


def _languages(catalogue: Catalogue) -> set[str]:
    """Return the languages in which questions are understood."""
    spoken = {phrase.language for phrase in catalogue.phrases}
    return spoken | {catalogue.edition.language, *(each.language for each in catalogue.aliases)}


def _by_itself(phrase: Phrase, before: Catalogue, after: Catalogue) -> Resolution | None:
    """Tell what a phrase asks by itself once it is taught; None where it is not read by itself."""
    text, kind = phrase.text, phrase.kind
    was, now = (read_as_heard(text, lexicon_of(each)) for each in (before, after))
    if was == now and kind in was.kinds:
        raise InvalidInput(f"“{text}” is understood as {kind} already")
    if kind not in now.kinds:
        if kind in frozenset[str](Intent):
            raise InvalidInput(f"“{text}” would not be understood as {kind}: nothing would change")
        return None
    meant, means = resolve(text, before).request, resolve(text, after)
    if meant and not (means.request and _names(means.request) >= _names(meant)):
        raise InvalidInput(f"“{text}” is understood already, as something else or in part")
    return means


def _names(request: Request) -> frozenset[str]:
    return frozenset((*request.candidates, *request.topics))


def _refuse_misleading(before: Catalogue, after: Catalogue, language: str) -> None:
    """Hold new words to the regression set: what every alias of the language leads to today.

    That takes a second or two: never on the loop that answers people.
    """
    known = (alias.text for alias in before.aliases if alias.language == language)
    if misled := [text for text in known if resolve(text, before) != resolve(text, after)]:
        raise InvalidInput(f"these would be understood otherwise from then on: {_some(misled)}")


def _some(texts: Iterable[str], most: int = 5) -> str:
    every = list(texts)
    shown = ", ".join(f"“{text}”" for text in every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most} more"
