"""Every table of the store, in one view. A change here comes with a migration."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An instant, aware and in UTC on either side; SQLite by itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Refuse a naive moment and store the rest as UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Give every moment its zone back."""
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC))


Id = BigInteger().with_variant(Integer, "sqlite")
"""Telegram's chat ids need 52 bits; SQLite numbers rows by itself only in an INTEGER."""

# --- the agenda -----------------------------------------------------------------------------

editions = Table(
    "editions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("document", JSON, nullable=False),
    Column("words", JSON, nullable=False),
    Column("loaded_at", Moment, nullable=False),
)

edition_questions = Table(
    "edition_questions",
    metadata,
    Column("edition_id", ForeignKey("editions.id"), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("priority", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("target", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("text", String(128), nullable=False),
    Column("origin", String(16), nullable=False),
    UniqueConstraint("kind", "target", "language", "text"),
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("text", String(128), nullable=False),
    Column("origin", String(16), nullable=False),
    UniqueConstraint("kind", "language", "text"),
)

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    # Moves with every change of agenda, aliases, phrases or candidates.
    Column("catalogue_version", Integer, nullable=False),
    # Moves with every change of puttings or of what is published.
    Column("records_version", Integer, nullable=False),
    Column("edition_id", ForeignKey("editions.id")),
    CheckConstraint("id = 1", name="single"),
)

# --- candidates and what they answered --------------------------------------------------------

candidates = Table(
    "candidates",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("family_name", String(200)),
    Column("aliases", JSON, nullable=False),
    Column("nominated_by", String(300)),
    Column("status", String(32)),
    Column("status_source", Text),
)

puttings = Table(
    "puttings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("candidate_id", ForeignKey("candidates.id"), nullable=False),
    Column("edition_id", String(64), nullable=False),
    Column("question_id", String(32), nullable=False),
    Column("put_on", Date, nullable=False),
    Column("channel", String(100)),
    Column("due_on", Date),
    ForeignKeyConstraint(
        ["edition_id", "question_id"], ["edition_questions.edition_id", "edition_questions.id"]
    ),
    UniqueConstraint("candidate_id", "question_id", "edition_id"),
    CheckConstraint("due_on IS NULL OR due_on >= put_on", name="due_after_put"),
    Index(None, "question_id"),
)

responses = Table(
    "responses",
    metadata,
    Column("id", Id, primary_key=True),
    Column("candidate_id", ForeignKey("candidates.id"), nullable=False),
    Column("edition_id", String(64), nullable=False),
    Column("question_id", String(32), nullable=False),
    ForeignKeyConstraint(
        ["edition_id", "question_id"], ["edition_questions.edition_id", "edition_questions.id"]
    ),
    UniqueConstraint("candidate_id", "question_id"),
    Index(None, "question_id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("response_id", ForeignKey("responses.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(20), nullable=False),
    # Published revisions are counted from 1; the one that stands is marked.
    Column("number", Integer),
    Column("stands", Boolean, nullable=False),
    Column("declines", Boolean, nullable=False),
    Column("quote", Text),
    Column("language", String(16)),
    Column("translation", Text),
    Column("said_on", Date),
    Column("sources", JSON, nullable=False),
    Column("stance", String(20)),
    Column("rationale", Text),
    Column("reason", Text),
    Column("imported_by", String(100)),
    Column("created_at", Moment, nullable=False),
    Column("published_at", Moment),
    UniqueConstraint("response_id", "number"),
    CheckConstraint(
        "state <> 'published' OR (imported_by IS NOT NULL"
        " AND number IS NOT NULL AND published_at IS NOT NULL)",
        name="published_by_someone",
    ),
    CheckConstraint("NOT stands OR state = 'published'", name="stands_published"),
    CheckConstraint("kind = 'retraction' OR declines OR quote IS NOT NULL", name="says_something"),
    CheckConstraint("kind = 'retraction' OR said_on IS NOT NULL", name="dated"),
    CheckConstraint("kind <> 'retraction' OR reason IS NOT NULL", name="retracted_for_a_reason"),
    Index(
        "uq_revisions_standing",
        "response_id",
        unique=True,
        sqlite_where=text("stands"),
        postgresql_where=text("stands"),
    ),
)

error_reports = Table(
    "error_reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("candidate_id", ForeignKey("candidates.id"), nullable=False),
    Column("question_id", String(32), nullable=False),
    Column("revision", Integer),
    Column("note", Text),
    Column("reported_at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index(None, "subject"),
)

# --- supporters -------------------------------------------------------------------------------

supporters = Table(
    "supporters",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("language", String(16)),
    Column("since", Moment, nullable=False),
    Column("stopped_at", Moment),
    Column("unreachable_at", Moment),
)

follows = Table(
    "follows",
    metadata,
    Column("chat_id", ForeignKey("supporters.chat_id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("target", String(32), primary_key=True),
    Index(None, "kind", "target"),
)

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

contexts = Table(
    "contexts",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("candidates", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Index(None, "answered_at"),
)

# --- learning ---------------------------------------------------------------------------------

unresolved = Table(
    "unresolved",
    metadata,
    Column("text", String(200), primary_key=True),
    Column("behaviour", String(20), nullable=False),
    Column("times", Integer, nullable=False),
    Column("last_on", Date, nullable=False),
)
