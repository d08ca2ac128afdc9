"""What a process does, where several share a store."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Everything, the platforms' side, or the work behind it."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"
