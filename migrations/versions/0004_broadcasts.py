"""Broadcasts, their deliveries, the pace of a bot, followers' notices, organizers' own chats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _broadcasts()
    _deliveries()
    op.create_table(
        "lanes",
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("pace", sa.Float(), nullable=False),
        sa.Column("next_slot_at", MOMENT, nullable=False),
        sa.Column("blocked_until", MOMENT),
        sa.PrimaryKeyConstraint("bot_id", name="pk_lanes"),
    )
    _notices()
    op.create_table(
        "linked_chats",
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("actor", name="pk_linked_chats"),
    )
    op.create_index("ix_linked_chats_chat_id", "linked_chats", ["chat_id"])
    op.create_table(
        "link_codes",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_link_codes"),
    )


def _broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("of_id", ID),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("fallback", sa.String(length=16), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("ambiguity", sa.String(length=8), nullable=False),
        sa.Column("author", sa.String(length=100), nullable=False),
        sa.Column("approver", sa.String(length=100)),
        sa.Column("start_at", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("reason", sa.String(length=100)),
        sa.Column("day", sa.Date()),
        sa.Column("cursor", ID),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind NOT IN ('update', 'edit') OR state IN ('draft', 'cancelled')"
            " OR approver IS NOT NULL",
            name=op.f("ck_broadcasts_approved_by_someone"),
        ),
        sa.ForeignKeyConstraint(["of_id"], ["broadcasts.id"], name="fk_broadcasts_of_id"),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sa.UniqueConstraint("day", name="uq_broadcasts_day"),
    )
    op.create_index("ix_broadcasts_state", "broadcasts", ["state"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ID, nullable=False),
        sa.Column("broadcast_id", ID, nullable=False),
        sa.Column("chat_id", ID),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("lease", sa.String(length=32)),
        sa.Column("leased_until", MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("maybe_duplicate", sa.Boolean(), nullable=False),
        sa.Column("message_id", ID),
        sa.Column("reason", sa.String(length=16)),
        sa.Column("settled_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name="fk_deliveries_broadcast_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index(
        "uq_deliveries_recipient", "deliveries", ["broadcast_id", "chat_id"], unique=True
    )
    for name, columns, where in (
        ("ix_deliveries_chat_id", ["chat_id"], "chat_id IS NOT NULL"),
        ("ix_deliveries_open", ["broadcast_id", "state", "due_at"], "due_at IS NOT NULL"),
        ("ix_deliveries_closed", ["broadcast_id", "state", "reason"], "reason IS NOT NULL"),
        ("ix_deliveries_flagged", ["broadcast_id"], "maybe_duplicate"),
    ):
        partial = sa.text(where)
        op.create_index(name, "deliveries", columns, sqlite_where=partial, postgresql_where=partial)


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("response_id", ID, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("digest_id", ID),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_notices_response_id"),
        sa.ForeignKeyConstraint(["digest_id"], ["broadcasts.id"], name="fk_notices_digest_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    waiting = sa.text("digest_id IS NULL")
    op.create_index(
        "uq_notices_waiting",
        "notices",
        ["response_id"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_notices_digest_id", "notices", ["digest_id"])


def downgrade() -> None:
    for table in (
        "link_codes",
        "linked_chats",
        "notices",
        "lanes",
        "deliveries",
        "broadcasts",
    ):
        op.drop_table(table)
