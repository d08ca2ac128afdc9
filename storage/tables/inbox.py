"""What arrived from a platform and is not yet done with."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, String, Table, text

from storage.tables.base import Id, Moment, metadata

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
        "arrived",
        sqlite_where=text("body IS NOT NULL OR reply IS NOT NULL"),
        postgresql_where=text("body IS NOT NULL OR reply IS NOT NULL"),
    ),
)
