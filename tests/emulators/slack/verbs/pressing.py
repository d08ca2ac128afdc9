"""People press buttons, choose, use shortcuts, look for options."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack import payloads
from tests.emulators.slack.blocks.elements import all_options
from tests.emulators.slack.blocks.pieces import options_problems
from tests.emulators.slack.blocks.texts import elements_of, plain
from tests.emulators.slack.forms import HELD, entry, field
from tests.emulators.slack.looking import look_at_delivery
from tests.emulators.slack.seen import Delivered
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body, Message, View
from tests.emulators.slack.verbs.sending import send

Place = Message | View


async def shortcut(
    service: Service, person: str, callback_id: str, *, wait: bool = True
) -> Delivered:
    """Use a global shortcut of the app."""
    payload = payloads.shortcut(service, person, callback_id)
    return look_at_delivery(await send(service, "interactive", payload, wait=wait))


async def message_shortcut(
    service: Service, person: str, callback_id: str, message: Body, *, wait: bool = True
) -> Delivered:
    """Use a shortcut out of a message's menu."""
    found = find_place(service, message)
    assert isinstance(found, Message)
    payload = payloads.message_shortcut(service, person, callback_id, found)
    return look_at_delivery(await send(service, "interactive", payload, wait=wait))


async def press(
    service: Service,
    person: str,
    place: Body | str,
    button: str,
    *,
    block: str | None = None,
    shown: list[Body] | None = None,
    forged: Body | None = None,
    wait: bool = True,
) -> Delivered:
    """Press the button with these words, this action id or this value.

    ``block`` is the id of the block that it stands in, where there are several such buttons;
    ``shown`` are the blocks that a client not up to date still shows;
    ``forged`` changes the action sent, as a hostile client can.
    """
    found = find_place(service, place)
    if shown is None:
        _refuse_unseen(service, person, found)
    pressed = _button(found.body.get("blocks", []) if shown is None else shown, button, block)
    kept = ("type", "action_id", "block_id", "text", "value", "style")
    action = {name: pressed[name] for name in kept if name in pressed} | (forged or {})
    payload = payloads.actions(service, person, found, action)
    return look_at_delivery(await send(service, "interactive", payload, wait=wait))


async def choose(
    service: Service,
    person: str,
    place: Body | str,
    name: str,
    value: Any,
    *,
    query: str | None = None,
    wait: bool = True,
) -> Delivered | None:
    """Enter a value into the field with this block id, action id or label.

    The app is told at once of what stands outside inputs, and of inputs with ``dispatch_action``;
    of others nothing (None). Options that the app knows are asked for with ``query``, by default
    the value's own beginning.
    """
    found = find_place(service, place)
    _refuse_unseen(service, person, found)
    blocks = found.body["blocks"]
    element = overflow(blocks, name) or field(blocks, name)
    held = await entered(service, person, found, element, value, query)
    if isinstance(found, View) and element["type"] in HELD:
        found.entered[element["block_id"], element["action_id"]] = held
        service.state.changes.notify()
    block = next(each for each in blocks if each["block_id"] == element["block_id"])
    if block["type"] == "input" and not block.get("dispatch_action"):
        return None
    action = {name: element[name] for name in ("action_id", "block_id")} | held
    payload = payloads.actions(service, person, found, action)
    return look_at_delivery(await send(service, "interactive", payload, wait=wait))


async def options(
    service: Service, person: str, place: Body | str, name: str, query: str
) -> list[Body]:
    """Type into a select whose options the app knows; the options that it offers."""
    found = find_place(service, place)
    _refuse_unseen(service, person, found)
    return await suggested(service, person, found, field(found.body["blocks"], name), query)


async def suggested(
    service: Service, person: str, place: Place, element: Body, query: str
) -> list[Body]:
    """The options that the app offers; ValueError where Slack would not show them."""
    if not element["type"].endswith("external_select"):
        raise LookupError(f"{element['action_id']} has its options with it")
    if len(query) < (least := element.get("min_query_length", 3)):
        raise LookupError(f"Slack asks the app from {least} characters on, not for {query!r}")
    payload = payloads.suggestion(service, person, place, element, query)
    delivery = await send(service, "interactive", payload)
    answer = delivery.ack or {}
    if answer.get("options") == [] or answer.get("option_groups") == []:
        return []
    if problems := options_problems(answer, "", 100, plain=True):
        service.violations += [f"block_suggestion: {problem}" for problem in problems]
        raise ValueError("; ".join(problems))
    return all_options(answer)


async def entered(
    service: Service, person: str, place: Place, element: Body, value: Any, query: str | None = None
) -> Body:
    """What an element holds with a value; asks the app for its options where only it knows them."""
    if element["type"] == "overflow":
        held = entry({**element, "type": "static_select"}, value)
        return held | {"type": "overflow"}
    if not element["type"].endswith("external_select") or not value:
        return entry(element, value)
    found: list[Body] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            found.append(each)
        else:
            found += await suggested(service, person, place, element, query or each)
    return entry({**element, "options": found}, value)


def find_place(service: Service, place: Body | str) -> Place:
    """The view with an id, or the message with a channel and a ts."""
    if isinstance(place, str):
        return service.state.views[place]
    return service.state.messages[place["channel"], place["ts"]]


def overflow(blocks: list[Body], name: str) -> Body | None:
    """The overflow menu with this action id."""
    for element in elements_of(blocks):
        if element["type"] == "overflow" and name in (element["action_id"], element["block_id"]):
            return element
    return None


def _button(blocks: list[Body], wanted: str, block: str | None) -> Body:
    buttons = [each for each in elements_of(blocks) if each["type"] == "button"]
    if block:
        buttons = [each for each in buttons if each["block_id"] == block]
    for matching in (
        [each for each in buttons if each["action_id"] == wanted],
        [each for each in buttons if plain(each["text"]) == wanted],
        [each for each in buttons if each.get("value") == wanted],
    ):
        if len(matching) > 1:
            places = [each["block_id"] for each in matching]
            raise LookupError(f"several buttons {wanted!r}; say which with block=, of {places}")
        if matching:
            return matching[0]
    there = [f"{each['action_id']} ({plain(each['text'])})" for each in buttons]
    raise LookupError(f"no button {wanted!r}; there are {there}")


def _refuse_unseen(service: Service, person: str, place: Place) -> None:
    """What somebody cannot see, they cannot press; LookupError."""
    if isinstance(place, View):
        if place.person != person or not service.state.is_open(place):
            raise LookupError(f"{person} does not see view {place.id}")
    elif place.deleted or place.ephemeral_to not in (None, person):
        raise LookupError(f"{person} does not see message {place.body['ts']}")
