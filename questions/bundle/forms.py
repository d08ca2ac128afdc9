"""The form of each entry of a bundle, whichever file it came from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from questions.agenda import Alias, AliasKind
from questions.bundle import fields
from questions.bundle.fields import MISSING, refuse
from questions.bundle.shape import (
    AliasEntry,
    CandidateEntry,
    Place,
    PuttingEntry,
    ResponseEntry,
)
from questions.candidate import Candidate
from questions.response import Assessment, Content, Source, Statement, retraction

SOURCES_LIMIT = 20
"""The most sources that one revision names."""

LETTER = "private_letter"
"""The kind of source that has no address: its publisher and locator tell where it is kept."""


class Form(BaseModel):
    """An entry or a part of one; a key that it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CandidateForm(Form):
    """An entry of `candidates`."""

    id: fields.CandidateId
    name: fields.Name
    family_name: fields.Name | None = None
    aliases: Annotated[list[fields.CandidateAlias], Field(max_length=50)] | None = None
    nominated_by: fields.Nominator | None = None
    status: fields.Status | None = None
    status_source: fields.Url | None = None

    @field_validator("aliases")
    @classmethod
    def _each_once(cls, aliases: list[str] | None) -> list[str] | None:
        if aliases and len(set(aliases)) < len(aliases):
            refuse("names one alias twice")
        return aliases

    def entry(self, place: Place) -> CandidateEntry:
        """Make the entry's value."""
        values = dict(self) | {"aliases": tuple(self.aliases or ())}
        given = frozenset(self.model_fields_set - {"id", "name"})
        return CandidateEntry(Candidate(**values), given, place)


class AliasForm(Form):
    """An entry of `aliases`."""

    kind: fields.AliasOf
    target: fields.TopicId
    language: fields.Language
    text: fields.AliasText

    @field_validator("target")
    @classmethod
    def _of_its_kind(cls, target: str, info: ValidationInfo) -> str:
        kind = info.data.get("kind")
        if kind is not None and AliasKind.of(target) is not kind:
            refuse(f"{target} is the id of a {AliasKind.of(target)}, the kind says {kind}")
        return target

    def entry(self, place: Place) -> AliasEntry:
        """Make the entry's value."""
        return AliasEntry(Alias(self.kind, self.target, self.language, self.text), place)


class PuttingForm(Form):
    """An entry of `puttings`."""

    candidate: fields.CandidateId
    question: fields.QuestionId
    put_on: fields.PastDay
    channel: fields.Channel | None = None
    due_on: fields.Day | None = None
    edition: fields.EditionId | None = None

    @field_validator("due_on")
    @classmethod
    def _after_it_was_put(cls, due_on: date | None, info: ValidationInfo) -> date | None:
        put_on = info.data.get("put_on")
        if due_on is not None and put_on is not None and due_on < put_on:
            refuse(f"is before put_on, {put_on}")
        return due_on

    def entry(self, place: Place) -> PuttingEntry:
        """Make the entry's value."""
        return PuttingEntry(
            self.candidate,
            self.question,
            self.put_on,
            self.channel,
            self.due_on,
            self.edition,
            frozenset(self.model_fields_set & {"channel", "due_on"}),
            place,
        )


class SourceForm(Form):
    """A source of a response: with an address, or else a private letter's publisher and locator."""

    kind: fields.SourceKind = "other"
    url: fields.Url | None = Field(default=None, validate_default=True)
    title: fields.Title | None = None
    publisher: fields.Title | None = Field(default=None, validate_default=True)
    published_on: fields.Day | None = None
    archive_url: fields.Url | None = None
    locator: fields.Title | None = Field(default=None, validate_default=True)

    @field_validator("url")
    @classmethod
    def _unless_a_letter(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None and info.data.get("kind") != LETTER:
            refuse(f"{MISSING}; only a {LETTER} has none")
        return url

    @field_validator("publisher", "locator")
    @classmethod
    def _instead_of_an_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        letter = info.data.get("kind") == LETTER and info.data.get("url", "") is None
        if value is None and letter:
            refuse(f"{MISSING}; a {LETTER} without a url needs it")
        return value


class AssessmentForm(Form):
    """The coalition's reading of a response."""

    stance: fields.StanceTaken
    rationale: fields.Rationale | None = None


class RetractionForm(Form):
    """Why a response was retracted, and when: by default on the day of the import."""

    reason: fields.Rationale
    on: fields.PastDay | None = None


class ResponseForm(Form):
    """An entry of `responses`; a retracted one needs no words, as its tombstone shows none."""

    candidate: fields.CandidateId
    question: fields.QuestionId
    edition: fields.EditionId | None = None
    kind: fields.ResponseKind = "answer"
    retracted: RetractionForm | None = None
    quote: fields.Quote | None = Field(default=None, validate_default=True)
    language: fields.Language | None = None
    translation: fields.Quote | None = None
    said_on: fields.PastDay | None = Field(default=None, validate_default=True)
    sources: Annotated[list[SourceForm], Field(max_length=SOURCES_LIMIT)] = Field(
        default=[], validate_default=True
    )
    assessment: AssessmentForm | None = None

    @field_validator("quote")
    @classmethod
    def _unless_it_declines(cls, quote: str | None, info: ValidationInfo) -> str | None:
        if quote is None and info.data.get("kind") == "answer" and _stands(info):
            refuse(MISSING)
        return quote

    @field_validator("said_on")
    @classmethod
    def _dated(cls, said_on: date | None, info: ValidationInfo) -> date | None:
        if said_on is None and _stands(info):
            refuse(MISSING)
        return said_on

    @field_validator("sources")
    @classmethod
    def _sourced(cls, sources: list[SourceForm], info: ValidationInfo) -> list[SourceForm]:
        if not sources and _stands(info):
            refuse("must name one source at least")
        if len(set(sources)) < len(sources):
            refuse("names one source twice")
        return sources

    def entry(self, place: Place) -> ResponseEntry:
        """Make the entry's value; the words of a retracted response are checked, and not kept."""
        if self.retracted is not None:
            content = retraction(self.retracted.reason, self.retracted.on)
        else:
            content = Content(self._statement)
        given = frozenset(self.model_fields_set & {"language", "translation", "assessment"})
        return ResponseEntry(
            self.candidate,
            self.question,
            content,
            self.edition,
            given if self.retracted is None else frozenset(),
            place,
        )

    @property
    def _statement(self) -> Statement:
        return Statement(
            said_on=self.said_on,
            sources=tuple(Source(**dict(source)) for source in self.sources),
            quote=self.quote,
            language=self.language,
            translation=self.translation,
            declines=self.kind == "decline",
            assessment=Assessment(**dict(self.assessment)) if self.assessment else None,
        )


def _stands(info: ValidationInfo) -> bool:
    """Say whether the response is not retracted."""
    return info.data.get("retracted", ...) is None
