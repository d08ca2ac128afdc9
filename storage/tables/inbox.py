"""What arrived from a platform and is not yet done with, and who has whose messages in hand."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, String, Table, text

from storage.tables.base import Id, Moment, metadata

OPEN = text("body IS NOT NULL OR reply IS NOT NULL")

inbox = Table(
    "inbox",
    metadata,
    Column("platform", String(32), primary_key=True),
    # Text: Telegram counts its updates, Slack names its events.
    Column("update_id", String(64), primary_key=True),
    Column("arrived", Id, nullable=False),
    Column("chat", String(64)),
    Column("body", JSON(none_as_null=True)),
    # What is to be sent for it; kept from the moment its effects hold until it was sent.
    Column("reply", JSON(none_as_null=True)),
    Column("received_at", Moment, nullable=False),
    Index(
        "ix_inbox_open",
        "platform",
        "chat",
        "arrived",
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    ),
)

processes = Table(
    "processes",
    metadata,
    Column("id", String(32), primary_key=True),
    # By the database's clock, in seconds since 1970; what it holds is anybody's from then on.
    Column("alive_until", Float, nullable=False),
)

holds = Table(
    "holds",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("chat", String(64), primary_key=True),
    # The one process that handles this chat's messages; none where there are none.
    Column("held_by", String(32)),
    # Until when what the chat asked so far uses its allowance up, in seconds since 1970.
    Column("spent_until", Float, nullable=False),
    # How far beyond the allowance it went the last time, in seconds.
    Column("overspent", Float, nullable=False),
    # How many batches in a row went beyond the allowance: the first is told to wait.
    Column("refused", Integer, nullable=False),
    Index(None, "held_by"),
)
