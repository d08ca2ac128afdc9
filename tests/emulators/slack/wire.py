"""Values on their way between a test and the emulator."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import Any

from tests.emulators.slack.calls import Call
from tests.emulators.slack.seen import SEEN, Delivered, SeenView

_KINDS: dict[str, Any] = {**SEEN, "Call": Call}
_MARK = "__value__"


def to_json(value: Any) -> Any:
    """What a verb results in, as JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {_MARK: type(value).__name__, "fields": asdict(value)}
    return [to_json(each) for each in value] if isinstance(value, list) else value


def from_json(value: Any) -> Any:
    """What a verb results in, out of `to_json` and once through JSON."""
    if isinstance(value, list):
        return [from_json(each) for each in value]
    if not isinstance(value, dict) or _MARK not in value:
        return value
    fields = value["fields"]
    if value[_MARK] == "Submitted":
        view = fields["view"]
        fields |= {
            "delivery": Delivered(**fields["delivery"]),
            "view": SeenView(**view) if view else None,
        }
    return _KINDS[value[_MARK]](**fields)
