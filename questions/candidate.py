"""Who is questioned, and the one neutral order in which candidates are named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count

from questions.understanding.clean import clean

ID_PATTERN = re.compile(r"[a-z0-9-]{1,12}")
"""A candidate's id: short enough that four of them fit a button (Telegram: 64 bytes)."""

LONGEST_NAME = 200
"""Characters of a name, or of what else somebody is called."""
WITHDRAWN = "withdrawn"
"""The one status that changes what is expected of a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who is questioned. `status_source` is where the status can be checked."""

    id: str
    name: str
    family_name: str | None = None
    aliases: tuple[str, ...] = ()
    nominated_by: str | None = None
    status: str | None = None
    status_source: str | None = None

    @property
    def withdrew(self) -> bool:
        """Whether they are no longer in the running."""
        return self.status == WITHDRAWN


def neutral_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Sort by family name, else the whole name, without case and accents.

    Sorted in Python, so that every store agrees.
    """
    return tuple(
        sorted(candidates, key=lambda c: (clean(c.family_name or c.name), clean(c.name), c.id))
    )


def propose_id(name: str, taken: Collection[str]) -> str:
    """Make an id of a name that nobody has yet: `okonkwo`, `okonkwo-2`."""
    word = "".join(re.findall(r"[a-z0-9]", clean(name)))[:9] or "candidate"
    numbered = (f"{word}-{number}" for number in count(2))
    return word if word not in taken else next(each for each in numbered if each not in taken)
