"""Supporters: chats, what they follow, what they were last told about."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table

from storage.tables.base import Id, Moment, metadata

supporters = Table(
    "supporters",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("language", String(16)),
    Column("since", Moment, nullable=False),
    Column("stopped_at", Moment),
    Column("unreachable_at", Moment),
)

follows = Table(
    "follows",
    metadata,
    Column("chat_id", ForeignKey("supporters.chat_id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("target", String(32), primary_key=True),
    Index(None, "kind", "target"),
)

contexts = Table(
    "contexts",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("candidates", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Index(None, "answered_at"),
)
