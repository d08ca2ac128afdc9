"""The messages that show organizers how far a broadcast is, and what the bot is called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "bots",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("username", sa.String(64), nullable=False),
        sa.Column("met_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bots"),
    )
    op.create_table(
        "broadcast_posts",
        sa.Column("broadcast_id", ID, nullable=False),
        sa.Column("claimed_until", MOMENT, nullable=False),
        sa.Column("channel", sa.String(32)),
        sa.Column("message", sa.String(32)),
        sa.Column("state", sa.String(12)),
        sa.Column("version", sa.Integer()),
        sa.Column("finished_at", MOMENT),
        sa.Column("shown", sa.String(64)),
        sa.Column("changed_at", MOMENT),
        sa.Column("look_at", MOMENT),
        sa.Column("settled", sa.Integer()),
        sa.Column("settled_at", MOMENT),
        sa.PrimaryKeyConstraint("broadcast_id", name="pk_broadcast_posts"),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name="fk_broadcast_posts_broadcast_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("broadcast_posts")
    op.drop_table("bots")
