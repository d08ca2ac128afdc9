"""Broadcasts, one row per recipient, the shared pace of a bot, and what followers wait to hear."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    text,
)

from storage.tables.base import Id, Moment, metadata

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("state", String(12), nullable=False),
    # Moves with every edit: who approves names the one that they read.
    Column("version", Integer, nullable=False),
    # The broadcast that is corrected, edited, deleted or tested.
    Column("of_id", ForeignKey("broadcasts.id")),
    Column("texts", JSON, nullable=False),
    Column("fallback", String(16), nullable=False),
    Column("links", JSON, nullable=False),
    Column("audience", JSON, nullable=False),
    Column("ambiguity", String(8), nullable=False),
    Column("author", String(100), nullable=False),
    Column("approver", String(100)),
    Column("start_at", Moment),
    Column("expires_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Column("reason", String(100)),
    # The day of a digest: there is one a day at most.
    Column("day", Date, unique=True),
    # The snapshot: the last recipient added, how many there are, and whether that is all.
    Column("cursor", Id),
    Column("recipients", Integer, nullable=False),
    Column("counted", Boolean, nullable=False),
    CheckConstraint(
        "kind NOT IN ('update', 'edit') OR state IN ('draft', 'cancelled') OR approver IS NOT NULL",
        name="approved_by_someone",
    ),
    Index(None, "state"),
)

_WAITING = text("due_at IS NOT NULL")
_CLOSED = text("reason IS NOT NULL")
_FLAGGED = text("maybe_duplicate")
_KNOWN = text("chat_id IS NOT NULL")

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("broadcast_id", ForeignKey("broadcasts.id"), nullable=False),
    # Empty once a supporter is forgotten: the row stays, so that the counts stay true.
    Column("chat_id", Id),
    Column("state", String(8), nullable=False),
    # Open rows have a time from which they may be claimed; closed ones have none.
    Column("due_at", Moment),
    # Whose claim it is, and until when.
    Column("lease", String(32)),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("maybe_duplicate", Boolean, nullable=False),
    Column("message_id", Id),
    Column("reason", String(16)),
    Column("settled_at", Moment),
    Index("uq_deliveries_recipient", "broadcast_id", "chat_id", unique=True),
    Index("ix_deliveries_chat_id", "chat_id", sqlite_where=_KNOWN, postgresql_where=_KNOWN),
    Index(
        "ix_deliveries_open",
        *("broadcast_id", "state", "due_at"),
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    ),
    Index(
        "ix_deliveries_closed",
        *("broadcast_id", "state", "reason"),
        sqlite_where=_CLOSED,
        postgresql_where=_CLOSED,
    ),
    Index(
        "ix_deliveries_flagged",
        "broadcast_id",
        sqlite_where=_FLAGGED,
        postgresql_where=_FLAGGED,
    ),
)

lanes = Table(
    "lanes",
    metadata,
    # The bot's own number: its token's first half.
    Column("bot_id", String(32), primary_key=True),
    Column("pace", Float, nullable=False),
    Column("next_slot_at", Moment, nullable=False),
    Column("blocked_until", Moment),
)

bots = Table(
    "bots",
    metadata,
    # The number that its lane has, too.
    Column("id", String(32), primary_key=True),
    Column("username", String(64), nullable=False),
    Column("met_at", Moment, nullable=False),
)

broadcast_posts = Table(
    "broadcast_posts",
    metadata,
    Column("broadcast_id", ForeignKey("broadcasts.id"), primary_key=True),
    # Whoever is about to post it, or to bring it up to date, has it until then.
    Column("claimed_until", Moment, nullable=False),
    Column("channel", String(32)),
    Column("message", String(32)),
    # What the message shows: the broadcast's state, version and end, and all of it as a digest.
    Column("state", String(12)),
    Column("version", Integer),
    Column("finished_at", Moment),
    Column("shown", String(64)),
    # When the message was changed last, and when it may be behind though nothing of this moved.
    Column("changed_at", Moment),
    Column("look_at", Moment),
    # How many recipients were settled at which moment: what the rate is measured from.
    Column("settled", Integer),
    Column("settled_at", Moment),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("response_id", ForeignKey("responses.id"), nullable=False),
    Column("published_at", Moment, nullable=False),
    # The digest that tells of it.
    Column("digest_id", ForeignKey("broadcasts.id")),
    Index(
        "uq_notices_waiting",
        "response_id",
        unique=True,
        sqlite_where=text("digest_id IS NULL"),
        postgresql_where=text("digest_id IS NULL"),
    ),
    Index(None, "digest_id"),
)

linked_chats = Table(
    "linked_chats",
    metadata,
    Column("actor", String(100), primary_key=True),
    Column("chat_id", Id, nullable=False),
    Column("linked_at", Moment, nullable=False),
    Index(None, "chat_id"),
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("actor", String(100), nullable=False),
    Column("expires_at", Moment, nullable=False),
)
