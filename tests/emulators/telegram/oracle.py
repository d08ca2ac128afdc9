"""Requests and objects held against a machine-readable description of the Bot API.

The description is the file ``telegram-bot-api-10.0.json`` (PaulSonOfLars/telegram-bot-api-spec)
in the folder that the variable ``HUSTINGS_ORACLES`` names.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from tests.emulators.telegram.arguments import Arguments, Upload, plain

FILE = "telegram-bot-api-10.0.json"
_SCALARS: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
}


class Oracle:
    """What Telegram says of its methods and types."""

    def __init__(self, path: Path) -> None:
        """Reads the description."""
        description = json.loads(path.read_text("utf-8"))
        self._methods = description["methods"]
        self._types = description["types"]

    def violations(self, method: str, arguments: Arguments) -> list[str]:
        """What is wrong with a request, in words; empty where nothing is."""
        described = self._methods.get(method)
        if described is None:
            return [f"{method}: no such method"]
        fields = {field["name"]: field for field in described.get("fields", [])}
        wrong = [
            f"{method}: {name} is missing"
            for name, field in fields.items()
            if field["required"] and name not in arguments
        ]
        attached = {
            value.removeprefix("attach://")
            for value in arguments.values()
            if isinstance(value, str) and value.startswith("attach://")
        }
        for name, value in arguments.items():
            if name in fields:
                wrong += self._of_types(
                    _decoded(name, value, fields[name]["types"]),
                    fields[name]["types"],
                    f"{method}.{name}",
                )
            elif name not in attached:
                wrong.append(f"{method}: {name} is no argument of it")
        return wrong

    def object_violations(self, value: Any, type_name: str) -> list[str]:
        """What is wrong with an object that the emulator made, such as an ``Update``."""
        return self._of_type(value, type_name, type_name)

    def _of_types(self, value: Any, types: list[str], place: str) -> list[str]:
        """The fewest violations among the types that a value may have."""
        return min((self._of_type(value, each, place) for each in types), key=len)

    def _of_type(self, value: Any, type_name: str, place: str) -> list[str]:
        if type_name.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{place}: {value!r} is no array"]
            inner = type_name.removeprefix("Array of ")
            found = [self._of_type(each, inner, f"{place}[{n}]") for n, each in enumerate(value)]
            return [wrong for each in found for wrong in each]
        if scalar := _SCALARS.get(type_name):
            good = isinstance(value, scalar) and (type_name == "Boolean" or value is not True)
            good = good and (type_name == "Boolean" or value is not False)
            return [] if good else [f"{place}: {value!r} is no {type_name}"]
        if type_name == "InputFile":
            good = isinstance(value, Upload)
            return [] if good else [f"{place}: {value!r} is no uploaded file"]
        return self._of_object(value, type_name, place)

    def _of_object(self, value: Any, type_name: str, place: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"{place}: {value!r} is no {type_name}"]
        described = self._types[type_name]
        if subtypes := described.get("subtypes"):
            return self._of_types(value, subtypes, place)
        fields = {field["name"]: field for field in described.get("fields", [])}
        wrong = [
            f"{place}: {name} is missing"
            for name, field in fields.items()
            if field["required"] and name not in value
        ]
        for name, each in value.items():
            if name in fields:
                wrong += self._of_types(each, fields[name]["types"], f"{place}.{name}")
            else:
                wrong.append(f"{place}: {name} is no field of {type_name}")
        return wrong


def _decoded(name: str, value: Any, types: list[str]) -> Any:
    """A request's value as its types want it: texts stay texts, the rest is JSON in a string."""
    if "String" in types and not any(kind in types for kind in ("Integer", "Boolean")):
        return value
    return plain(name, value)


@cache
def oracle() -> Oracle | None:
    """The oracle, None where ``HUSTINGS_ORACLES`` does not lead to it."""
    folder = os.environ.get("HUSTINGS_ORACLES", "")
    path = Path(folder, FILE)
    return Oracle(path) if folder and path.is_file() else None
