"""Editions, the words beside them, and the versions by which caches are told to read anew."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import Id, Moment, metadata

editions = Table(
    "editions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("document", JSON, nullable=False),
    Column("words", JSON, nullable=False),
    Column("loaded_at", Moment, nullable=False),
)

edition_questions = Table(
    "edition_questions",
    metadata,
    Column("edition_id", ForeignKey("editions.id"), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("priority", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("target", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("text", String(128), nullable=False),
    Column("origin", String(16), nullable=False),
    UniqueConstraint("kind", "target", "language", "text"),
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("text", String(128), nullable=False),
    Column("origin", String(16), nullable=False),
    UniqueConstraint("kind", "language", "text"),
)

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    # Moves with every change of agenda, aliases, phrases or candidates.
    Column("catalogue_version", Integer, nullable=False),
    # Moves with every change of puttings or of what is published.
    Column("records_version", Integer, nullable=False),
    Column("edition_id", ForeignKey("editions.id")),
    CheckConstraint("id = 1", name="single"),
)
