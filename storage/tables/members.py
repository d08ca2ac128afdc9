"""Who works for the coalition, and the messages in which they are shown what to review."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from storage.tables.base import Moment, metadata

members = Table(
    "members",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("organisation", String(64)),
    Column("roles", JSON, nullable=False),
    Column("since", Moment, nullable=False),
)

review_posts = Table(
    "review_posts",
    metadata,
    Column("revision_id", ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    # Whoever is about to post it, or to bring it up to date, has it until then.
    Column("claimed_until", Moment, nullable=False),
    Column("channel", String(32)),
    Column("message", String(32)),
    # The state that the message shows, and that its thread has told the author.
    Column("shown", String(20)),
)
