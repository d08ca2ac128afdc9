"""What lands on the staff's desk: reported errors, texts not understood, and the audit."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Id, Moment, metadata

error_reports = Table(
    "error_reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("candidate_id", ForeignKey("candidates.id"), nullable=False),
    Column("question_id", String(32), nullable=False),
    Column("revision", Integer),
    Column("note", Text),
    Column("reported_at", Moment, nullable=False),
    Column("settled_by", String(100)),
    Column("settled_at", Moment),
)


unresolved = Table(
    "unresolved",
    metadata,
    Column("text", String(200), primary_key=True),
    Column("behaviour", String(20), nullable=False),
    Column("times", Integer, nullable=False),
    Column("last_on", Date, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index(None, "subject"),
)
