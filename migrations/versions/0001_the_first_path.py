"""The agenda, candidates and their responses, supporters, the audit and the inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "aliases",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=128), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_aliases"),
        sa.UniqueConstraint(
            "kind", "target", "language", "text", name="uq_aliases_kind_target_language_text"
        ),
    )
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])

    op.create_table(
        "candidates",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("nominated_by", sa.String(length=300), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=True),
        sa.Column("status_source", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_candidates"),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
    )
    op.create_table(
        "inbox",
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("update_id", sa.String(length=64), nullable=False),
        sa.Column("arrived", ID, nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("reply", sa.JSON(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "update_id", name="pk_inbox"),
    )
    op.create_index(
        "ix_inbox_open",
        "inbox",
        ["arrived"],
        sqlite_where=sa.text("body IS NOT NULL OR reply IS NOT NULL"),
        postgresql_where=sa.text("body IS NOT NULL OR reply IS NOT NULL"),
    )

    op.create_table(
        "phrases",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=128), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_phrases"),
        sa.UniqueConstraint("kind", "language", "text", name="uq_phrases_kind_language_text"),
    )
    op.create_table(
        "supporters",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name="pk_supporters"),
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalogue_version", sa.Integer(), nullable=False),
        sa.Column("records_version", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(length=64), nullable=True),
        sa.CheckConstraint("id = 1", name="ck_state_single"),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_state_edition_id"),
        sa.PrimaryKeyConstraint("id", name="pk_state"),
    )
    op.create_table(
        "edition_questions",
        sa.Column("edition_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name="fk_edition_questions_edition_id"
        ),
        sa.PrimaryKeyConstraint("edition_id", "id", name="pk_edition_questions"),
    )
    op.create_table(
        "error_reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("candidate_id", sa.String(length=12), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name="fk_error_reports_candidate_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_error_reports"),
    )
    op.create_table(
        "follows",
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["supporters.chat_id"], name="fk_follows_chat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "kind", "target", name="pk_follows"),
    )
    op.create_index("ix_follows_kind_target", "follows", ["kind", "target"])

    op.create_table(
        "puttings",
        sa.Column("id", ID, nullable=False),
        sa.Column("candidate_id", sa.String(length=12), nullable=False),
        sa.Column("edition_id", sa.String(length=64), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("put_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=100), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("due_on IS NULL OR due_on >= put_on", name="ck_puttings_due_after_put"),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name="fk_puttings_candidate_id"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question_id"],
            ["edition_questions.edition_id", "edition_questions.id"],
            name="fk_puttings_edition_id_question_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_puttings"),
        sa.UniqueConstraint(
            "candidate_id",
            "question_id",
            "edition_id",
            name="uq_puttings_candidate_id_question_id_edition_id",
        ),
    )
    op.create_index("ix_puttings_question_id", "puttings", ["question_id"])

    op.create_table(
        "responses",
        sa.Column("id", ID, nullable=False),
        sa.Column("candidate_id", sa.String(length=12), nullable=False),
        sa.Column("edition_id", sa.String(length=64), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name="fk_responses_candidate_id"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question_id"],
            ["edition_questions.edition_id", "edition_questions.id"],
            name="fk_responses_edition_id_question_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.UniqueConstraint(
            "candidate_id", "question_id", name="uq_responses_candidate_id_question_id"
        ),
    )
    op.create_index("ix_responses_question_id", "responses", ["question_id"])

    op.create_table(
        "revisions",
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
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
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
        sa.CheckConstraint(
            "state <> 'published' OR (imported_by IS NOT NULL"
            " AND number IS NOT NULL AND published_at IS NOT NULL)",
            name="ck_revisions_published_by_someone",
        ),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name="fk_revisions_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("response_id", "number", name="uq_revisions_response_id_number"),
    )
    op.create_index(
        "uq_revisions_standing",
        "revisions",
        ["response_id"],
        unique=True,
        sqlite_where=sa.text("stands"),
        postgresql_where=sa.text("stands"),
    )

    op.execute("INSERT INTO state (id, catalogue_version, records_version) VALUES (1, 0, 0)")


def downgrade() -> None:
    op.drop_table("revisions")
    op.drop_table("responses")
    op.drop_table("puttings")
    op.drop_table("follows")
    op.drop_table("error_reports")
    op.drop_table("edition_questions")
    op.drop_table("state")
    op.drop_table("supporters")
    op.drop_table("phrases")
    op.drop_table("inbox")
    op.drop_table("editions")
    op.drop_table("candidates")
    op.drop_table("audit")
    op.drop_table("aliases")
