"""Every table of the store, by what it is about. A change here comes with a migration."""

from __future__ import annotations

from storage.tables.agenda import aliases, edition_questions, editions, phrases, state
from storage.tables.base import Id, Moment, metadata
from storage.tables.broadcasts import (
    bots,
    broadcast_posts,
    broadcasts,
    deliveries,
    lanes,
    link_codes,
    linked_chats,
    notices,
)
from storage.tables.desk import audit, error_reports, unresolved
from storage.tables.inbox import holds, inbox, processes
from storage.tables.members import members, review_posts
from storage.tables.people import contexts, follows, supporters
from storage.tables.records import candidates, files, puttings, responses, revisions

__all__ = [
    "Id",
    "Moment",
    "aliases",
    "audit",
    "bots",
    "broadcast_posts",
    "broadcasts",
    "candidates",
    "contexts",
    "deliveries",
    "edition_questions",
    "editions",
    "error_reports",
    "files",
    "follows",
    "holds",
    "inbox",
    "lanes",
    "link_codes",
    "linked_chats",
    "members",
    "metadata",
    "notices",
    "phrases",
    "processes",
    "puttings",
    "responses",
    "review_posts",
    "revisions",
    "state",
    "supporters",
    "unresolved",
]
