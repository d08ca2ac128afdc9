"""Enums whose members are looked up often."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

E = TypeVar("E", bound=Enum)


def direct(enum: type[E]) -> type[E]:
    """Let an enum's members be found like any attribute: before Python 3.12 each is computed."""
    for member in enum:
        type.__setattr__(enum, member.name, member)
    return enum
