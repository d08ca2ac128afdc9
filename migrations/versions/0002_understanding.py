"""What a chat's last answer was about, and what was not understood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "contexts",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_contexts"),
    )
    op.create_index("ix_contexts_answered_at", "contexts", ["answered_at"])
    op.create_table(
        "unresolved",
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("behaviour", sa.String(length=20), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("text", name="pk_unresolved"),
    )


def downgrade() -> None:
    op.drop_table("unresolved")
    op.drop_table("contexts")
