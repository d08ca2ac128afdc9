"""Who has which chat's messages in hand, so that many processes share one inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = sa.text("body IS NOT NULL OR reply IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "processes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("alive_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_processes"),
    )
    op.create_table(
        "holds",
        sa.Column("platform", sa.String(32), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("held_by", sa.String(32)),
        sa.Column("spent_until", sa.Float(), nullable=False),
        sa.Column("overspent", sa.Float(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", name="pk_holds"),
    )
    op.create_index("ix_holds_held_by", "holds", ["held_by"])
    op.execute(
        "UPDATE inbox SET chat = 'update ' || update_id"
        " WHERE chat IS NULL AND (body IS NOT NULL OR reply IS NOT NULL)"
    )
    op.drop_index("ix_inbox_open", "inbox")
    _index_open("platform", "chat", "arrived")


def downgrade() -> None:
    op.drop_index("ix_inbox_open", "inbox")
    _index_open("arrived")
    op.drop_table("holds")
    op.drop_table("processes")


def _index_open(*columns: str) -> None:
    op.create_index(
        "ix_inbox_open", "inbox", list(columns), sqlite_where=OPEN, postgresql_where=OPEN
    )
