"""The body of a request, most of it written once for everybody who is sent the same."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.telegram.render import Params


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a request needs of python-telegram-bot's RequestData, which can be no subclass's."""

    json_payload: bytes
    contains_files: bool = False


def beginning_of(params: Params) -> bytes:
    """Write an object's beginning, to be followed by at least one number."""
    written = json.dumps(params)
    return (written[:-1] + ("," if params else "")).encode()


def prepare(beginning: bytes, **numbers: int) -> Prepared:
    """Put numbers behind an object's beginning."""
    fields = ",".join(f'"{name}":{number}' for name, number in numbers.items())
    return Prepared(beginning + fields.encode() + b"}")
