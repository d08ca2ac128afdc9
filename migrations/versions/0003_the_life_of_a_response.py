"""Members, revisions with authors and reviewers, and an audit that can only be added to."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("state IN ('draft', 'in_review', 'changes_requested')")

PUBLISHED = "ck_revisions_published_by_someone"
PUBLISHED_BEFORE = f"ck_revisions_{PUBLISHED}"
"""What 0001 really called it: the naming convention was applied to a whole name."""
BY_IMPORT = (
    "state <> 'published' OR (imported_by IS NOT NULL"
    " AND number IS NOT NULL AND published_at IS NOT NULL)"
)
BY_TWO = (
    "state <> 'published' OR ((imported_by IS NOT NULL"
    " OR (author IS NOT NULL AND reviewer IS NOT NULL AND reviewer <> author))"
    " AND number IS NOT NULL AND published_at IS NOT NULL)"
)
BY_SOMEONE = "ck_revisions_by_someone"
SOMEONE = "imported_by IS NOT NULL OR author IS NOT NULL"


def _new() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("author", sa.String(length=100), nullable=True),
        sa.Column("organisation", sa.String(length=64), nullable=True),
        sa.Column("base", sa.Integer(), server_default="0", nullable=False),
        sa.Column("round", sa.Integer(), server_default="0", nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("reviewer", sa.String(length=100), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
    )


def _revisions(name: str, published: str, *more: sa.Column[Any] | sa.CheckConstraint) -> sa.Table:
    """Say what the table is before it is changed: SQLite tells of no CHECK by itself."""
    metadata = sa.MetaData()
    sa.Table("responses", metadata, sa.Column("id", ID, primary_key=True))
    table = sa.Table(
        "revisions",
        metadata,
        sa.Column("id", ID, nullable=False),
        sa.Column("response_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("declines", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("translation", sa.Text(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("imported_by", sa.String(length=100), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "NOT stands OR state = 'published'", name="ck_revisions_stands_published"
        ),
        sa.CheckConstraint(
            "kind <> 'retraction' OR reason IS NOT NULL", name="ck_revisions_retracted_for_a_reason"
        ),
        sa.CheckConstraint(
            "kind = 'retraction' OR declines OR quote IS NOT NULL",
            name="ck_revisions_says_something",
        ),
        sa.CheckConstraint("kind = 'retraction' OR said_on IS NOT NULL", name="ck_revisions_dated"),
        sa.CheckConstraint(published, name=name),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_revisions_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("response_id", "number", name="uq_revisions_response_id_number"),
        *more,
    )
    sa.Index(
        "uq_revisions_standing",
        table.c.response_id,
        unique=True,
        sqlite_where=sa.text("stands"),
        postgresql_where=sa.text("stands"),
    )
    return table


def upgrade() -> None:
    with op.batch_alter_table(
        "revisions", copy_from=_revisions(PUBLISHED_BEFORE, BY_IMPORT)
    ) as batch:
        for column in _new():
            batch.add_column(column)
        batch.drop_constraint(op.f(PUBLISHED_BEFORE), type_="check")
        batch.create_check_constraint(op.f(PUBLISHED), BY_TWO)
        batch.create_check_constraint(op.f(BY_SOMEONE), SOMEONE)
    # Only imports wait in a store of before: for the revision that stood when they came.
    op.execute(
        "UPDATE revisions SET round = 1, submitted_at = created_at, base = COALESCE((SELECT"
        " MAX(other.number) FROM revisions other WHERE other.response_id = revisions.response_id"
        " AND other.stands), 0) WHERE state = 'in_review'"
    )
    op.create_index(
        "ix_revisions_open",
        "revisions",
        ["state", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_revisions_response_id", "revisions", ["response_id"])
    op.create_table(
        "files",
        sa.Column("id", ID, nullable=False),
        sa.Column("response_id", ID, nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("added_by", sa.String(length=100), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_files_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.UniqueConstraint("response_id", "slack_id", name="uq_files_response_id_slack_id"),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
    )
    op.create_table(
        "review_posts",
        sa.Column("revision_id", ID, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("claimed_until", MOMENT, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("message", sa.String(length=32), nullable=True),
        sa.Column("shown", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
            name="fk_review_posts_revision_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", "round", name="pk_review_posts"),
    )
    op.add_column("error_reports", sa.Column("settled_by", sa.String(length=100), nullable=True))
    op.add_column("error_reports", sa.Column("settled_at", MOMENT, nullable=True))
    _guard_the_audit()


def _guard_the_audit() -> None:
    """Let nobody change or erase what was done: not even this program."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_only_grows_{act.lower()} BEFORE {act} ON audit"
                " BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_only_grows_update")
        op.execute("DROP TRIGGER audit_only_grows_delete")
    else:
        op.execute("DROP TRIGGER audit_only_grows ON audit")
        op.execute("DROP FUNCTION audit_only_grows")
    with op.batch_alter_table("error_reports") as batch:
        batch.drop_column("settled_at")
        batch.drop_column("settled_by")
    op.drop_table("review_posts")
    op.drop_table("members")
    op.drop_table("files")
    op.drop_index("ix_revisions_response_id", "revisions")
    op.drop_index("ix_revisions_open", "revisions")
    # What has an author and no operator behind it has no place in the schema of before.
    op.execute(
        "UPDATE revisions SET imported_by = reviewer WHERE state = 'published'"
        " AND imported_by IS NULL"
    )
    op.execute("DELETE FROM revisions WHERE imported_by IS NULL AND state <> 'published'")
    now = _revisions(PUBLISHED, BY_TWO, *_new(), sa.CheckConstraint(SOMEONE, name=BY_SOMEONE))
    with op.batch_alter_table("revisions", copy_from=now) as batch:
        batch.drop_constraint(op.f(BY_SOMEONE), type_="check")
        batch.drop_constraint(op.f(PUBLISHED), type_="check")
        batch.create_check_constraint(op.f(PUBLISHED_BEFORE), BY_IMPORT)
        for column in _new():
            batch.drop_column(column.name)
