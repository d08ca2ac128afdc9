"""Candidates, what was put to them, and what they answered."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.base import Id, Moment, metadata

candidates = Table(
    "candidates",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("family_name", String(200)),
    Column("aliases", JSON, nullable=False),
    Column("nominated_by", String(300)),
    Column("status", String(32)),
    Column("status_source", Text),
)

puttings = Table(
    "puttings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("candidate_id", ForeignKey("candidates.id"), nullable=False),
    Column("edition_id", String(64), nullable=False),
    Column("question_id", String(32), nullable=False),
    Column("put_on", Date, nullable=False),
    Column("channel", String(100)),
    Column("due_on", Date),
    ForeignKeyConstraint(
        ["edition_id", "question_id"], ["edition_questions.edition_id", "edition_questions.id"]
    ),
    UniqueConstraint("candidate_id", "question_id", "edition_id"),
    CheckConstraint("due_on IS NULL OR due_on >= put_on", name="due_after_put"),
    Index(None, "question_id"),
)

responses = Table(
    "responses",
    metadata,
    Column("id", Id, primary_key=True),
    Column("candidate_id", ForeignKey("candidates.id"), nullable=False),
    Column("edition_id", String(64), nullable=False),
    Column("question_id", String(32), nullable=False),
    ForeignKeyConstraint(
        ["edition_id", "question_id"], ["edition_questions.edition_id", "edition_questions.id"]
    ),
    UniqueConstraint("candidate_id", "question_id"),
    Index(None, "question_id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("response_id", ForeignKey("responses.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(20), nullable=False),
    # Published revisions are counted from 1; the one that stands is marked.
    Column("number", Integer),
    Column("stands", Boolean, nullable=False),
    Column("declines", Boolean, nullable=False),
    Column("quote", Text),
    Column("language", String(16)),
    Column("translation", Text),
    Column("said_on", Date),
    Column("sources", JSON, nullable=False),
    Column("stance", String(20)),
    Column("rationale", Text),
    Column("reason", Text),
    Column("imported_by", String(100)),
    Column("author", String(100)),
    Column("organisation", String(64)),
    # The number of the published revision that it was written against, 0 for none.
    Column("base", Integer, nullable=False, server_default="0"),
    # How often it was submitted for review.
    Column("round", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    Column("reviewer", String(100)),
    Column("decided_at", Moment),
    Column("note", Text),
    Column("published_at", Moment),
    UniqueConstraint("response_id", "number"),
    CheckConstraint(
        "state <> 'published' OR ((imported_by IS NOT NULL"
        " OR (author IS NOT NULL AND reviewer IS NOT NULL AND reviewer <> author))"
        " AND number IS NOT NULL AND published_at IS NOT NULL)",
        name="published_by_someone",
    ),
    CheckConstraint("imported_by IS NOT NULL OR author IS NOT NULL", name="by_someone"),
    CheckConstraint("NOT stands OR state = 'published'", name="stands_published"),
    CheckConstraint("kind = 'retraction' OR declines OR quote IS NOT NULL", name="says_something"),
    CheckConstraint("kind = 'retraction' OR said_on IS NOT NULL", name="dated"),
    CheckConstraint("kind <> 'retraction' OR reason IS NOT NULL", name="retracted_for_a_reason"),
    Index(
        "uq_revisions_standing",
        "response_id",
        unique=True,
        sqlite_where=text("stands"),
        postgresql_where=text("stands"),
    ),
    Index(
        "ix_revisions_open",
        "state",
        "id",
        sqlite_where=text("state IN ('draft', 'in_review', 'changes_requested')"),
        postgresql_where=text("state IN ('draft', 'in_review', 'changes_requested')"),
    ),
    Index(None, "response_id"),
)

files = Table(
    "files",
    metadata,
    Column("id", Id, primary_key=True),
    Column("response_id", ForeignKey("responses.id"), nullable=False),
    Column("name", String(255), nullable=False),
    # Where it is fetched from; what was fetched stands beside it.
    Column("slack_id", String(32), nullable=False),
    Column("content", LargeBinary),
    Column("added_by", String(100), nullable=False),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("response_id", "slack_id"),
)
