"""Neighbouring names that together are one: `Ana` and `García`."""

from __future__ import annotations

from collections.abc import Sequence

from questions.understanding.names import Part
from questions.understanding.roster import Mention


def merged(mentions: Sequence[Mention], pauses: Sequence[bool]) -> tuple[Mention, ...]:
    """Join neighbouring mentions that together name one person: `Ana` + `Garcia`.

    A given name before somebody else's family name names nobody: no people are left.
    """
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is None or last.end != mention.start or pauses[mention.start]:
            kept.append(mention)
        elif last.people & mention.people or (
            last.part is Part.GIVEN and mention.part is Part.FAMILY
        ):
            kept[-1] = last.joined(mention)
        else:
            kept.append(mention)
    return tuple(kept)
