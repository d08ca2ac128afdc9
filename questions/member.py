"""Who works for the coalition: a person's organisation, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from questions.errors import NotAllowed


class Role(StrEnum):
    """What somebody may do; roles do not include one another."""

    STAFF = "staff"
    REVIEWER = "reviewer"
    ORGANIZER = "organizer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has written from the coalition's Slack; without roles they may do nothing.

    The id names them in every record of who did what: `slack:TEAM:USER`. The organisation is one
    of the edition's signatories.
    """

    id: str
    organisation: str | None = None
    roles: frozenset[Role] = frozenset()

    def may(self, role: Role) -> bool:
        """Say whether they have a role."""
        return role in self.roles

    def require(self, role: Role) -> None:
        """Raise NotAllowed where they do not have a role."""
        if role not in self.roles:
            raise NotAllowed(role)
