"""The control side: the verbs of the emulator over HTTP, for tests in another process.

Each verb is ``POST /control/<verb>`` with its keyword arguments as a JSON object; the answer is
``{"result": …}``, or ``{"error": …}`` with status 400.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.emulators.telegram.arguments import Upload
from tests.emulators.telegram.calls import Call
from tests.emulators.telegram.faults import Trouble
from tests.emulators.telegram.seen import Seen
from tests.emulators.telegram.watching import PATIENCE

if TYPE_CHECKING:
    from tests.emulators.telegram.emulator import TelegramEmulator

_VERBS = frozenset(
    (
        "acknowledged",
        "add_bot",
        "again",
        "block",
        "calls",
        "choose",
        "clear_faults",
        "conversation",
        "count",
        "crowd",
        "deactivate",
        "deliveries",
        "delete",
        "edit",
        "group",
        "inject",
        "inline",
        "inline_answer",
        "inline_message",
        "last",
        "max_in_any_second",
        "menu",
        "migrate",
        "notice",
        "outdate",
        "person",
        "press",
        "press_forged",
        "press_inline",
        "remove_bot",
        "reply",
        "say",
        "say_many",
        "send",
        "set_member",
        "unblock",
    )
)
_FACTS = frozenset(
    (
        "confirmed_up_to",
        "pending_updates",
        "polled",
        "refused",
        "violations",
    )
)


async def control(
    emulator: TelegramEmulator, verb: str, request: web.BaseRequest
) -> web.StreamResponse:
    """Carry out one verb."""
    given = json.loads(await request.read() or b"{}")
    if isinstance(given.get("message"), dict):
        given["message"] = Seen.from_json(given["message"])
    try:
        result = await _carry_out(emulator, verb, given)
    except (LookupError, TypeError, ValueError, TimeoutError) as error:
        why = f"{type(error).__name__}: {error}"
        return web.json_response({"error": why}, status=400)
    return web.json_response({"result": _jsonable(result)})


async def _carry_out(emulator: TelegramEmulator, verb: str, given: dict[str, Any]) -> Any:
    changes = emulator.state.changes
    if verb in _FACTS:
        return getattr(emulator, verb)
    if verb in _VERBS:
        result = getattr(emulator, verb)(**given)
        return await result if hasattr(result, "__await__") else result
    match verb:
        case "fault":
            trouble = Trouble(**given.pop("trouble"))
            return emulator.faults.index(emulator.fault(trouble, **given))
        case "fault_hits":
            return emulator.faults[given["number"]].hits
        case "release":
            return emulator.faults[given["number"]].release()
        case "webhook_through":
            emulator.webhook.through = given["roots"]
            return None
        case "wait_for_calls":
            method, number = given["method"], given["number"]
            await emulator.until(lambda: emulator.count(method) >= number, given["timeout"])
            return emulator.count(method)
        case "delivered":
            chat, number = given["chat"], given.get("number", 1)
            got = emulator.state.deliveries
            await emulator.until(lambda: got[chat] >= number, given.get("timeout", PATIENCE))
            return time.monotonic()
        case "wait_for_change":
            since = given["since"]
            await changes.until(lambda: changes.version != since, given["timeout"])
            return changes.version
        case "version":
            return changes.version
        case "times":
            return emulator.log.times(given["method"])
        case "forget_calls":
            return emulator.log.clear()
    raise LookupError(f"no verb {verb}")


def _jsonable(value: Any) -> Any:
    if isinstance(value, Seen):
        return value.to_json()
    if isinstance(value, Call):
        return {name: _jsonable(getattr(value, name)) for name in Call.__slots__}
    if isinstance(value, Upload):
        return {"name": value.name, "media_type": value.media_type, "size": len(value.content)}
    if isinstance(value, Counter):
        return {str(key): count for key, count in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {key: _jsonable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(each) for each in value]
    return value
