"""How each part of the service is doing, in plain words, for whoever watches it."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)


class Health:
    """What is wrong with which part; a part that serves has nothing wrong with it."""

    def __init__(self) -> None:
        """Begin with no parts."""
        self._parts: dict[str, str | None] = {}

    def say(self, part: str, wrong: str | None) -> None:
        """Note what is wrong with a part, None where it serves; log it where that is news."""
        if part in self._parts and self._parts[part] == wrong:
            return
        self._parts[part] = wrong
        if wrong is None:
            log.info("%s is served", part)
        else:
            log.warning("%s: %s", part, wrong)

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by part."""
        return {part: wrong for part, wrong in self._parts.items() if wrong is not None}

    @property
    def serves(self) -> bool:
        """Whether at least one part serves."""
        return any(wrong is None for wrong in self._parts.values())
