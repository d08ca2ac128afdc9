"""Opening, changing and publishing views."""

from __future__ import annotations

import json
from typing import Any

from tests.emulators.slack.arguments import Arguments, structure, text
from tests.emulators.slack.blocks.check import all_view_problems, with_ids
from tests.emulators.slack.errors import ApiError, invalid
from tests.emulators.slack.forms import initial_entries
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import APP, BOT, TEAM, Body, Trigger, View

LARGEST = 250_000
"""Slack, view_too_large: bytes of a view's JSON."""
DEEPEST = 3
"""Slack, "Modals": a stack holds at most three views."""


def open_view(service: Service, arguments: Arguments) -> Body:
    """Slack, views.open: a new stack of modals for whoever the trigger belongs to."""
    trigger = _trigger(service, arguments)
    body = checked(service, "views.open", structure(arguments, "view"), "modal")
    trigger.used = True
    if trigger.view:
        service.violations.append("views.open: out of a modal; clients may not show it")
    view = new_view(service, trigger.person, body)
    service.state.modals[trigger.person] = [view.id]
    return {"view": view_object(view)}


def push_view(service: Service, arguments: Arguments) -> Body:
    """Slack, views.push: upon the modal that the trigger comes from."""
    trigger = _trigger(service, arguments)
    stack = service.state.modals.get(trigger.person, [])
    if trigger.view not in stack:
        raise ApiError("not_found")
    body = checked(service, "views.push", structure(arguments, "view"), "modal")
    if len(stack) >= DEEPEST:
        raise ApiError("push_limit_reached")
    trigger.used = True
    return {"view": view_object(push(service, trigger.person, body))}


def update_view(service: Service, arguments: Arguments) -> Body:
    """Slack, views.update, by view id or external id; with a hash only if it is still that."""
    view = _found(service, arguments)
    kind = view.body["type"]
    body = checked(service, "views.update", structure(arguments, "view"), kind, view.id)
    if arguments.get("hash") not in (None, "", view.hash):
        raise ApiError("hash_conflict", view=view_object(view))
    replace(service, view, body)
    return {"view": view_object(view)}


def publish_view(service: Service, arguments: Arguments) -> Body:
    """Slack, views.publish: somebody's home tab."""
    person = text(arguments, "user_id")
    if person not in service.state.users:
        raise ApiError("user_not_found")
    view = service.state.views.get(service.state.homes.get(person, ""))
    body = checked(
        service, "views.publish", structure(arguments, "view"), "home", view.id if view else ""
    )
    if view is None:
        view = new_view(service, person, body)
        service.state.homes[person] = view.id
        return {"view": view_object(view)}
    if arguments.get("hash") not in (None, "", view.hash):
        raise ApiError("hash_conflict")
    replace(service, view, body)
    return {"view": view_object(view)}


def checked(service: Service, method: str, body: Any, kind: str, own: str = "") -> Body:
    """A view that keeps all rules; ``own`` is the id of the view that it replaces."""
    if len(json.dumps(body).encode()) > LARGEST:
        raise ApiError("view_too_large")
    if problems := all_view_problems(body, kind):
        service.violations += [f"{method}: {problem}" for problem in problems]
        raise invalid("invalid_arguments", problems)
    external = body.get("external_id")
    for view in service.state.views.values():
        taken = external and view.body.get("external_id") == external and view.id != own
        if taken and service.state.is_open(view):
            raise ApiError("duplicate_external_id")
    return dict(body)


def new_view(service: Service, person: str, body: Body, previous: View | None = None) -> View:
    """A view that its person sees from now on."""
    state = service.state
    view_id = f"V{state.number():08}"
    kept = {**body, "blocks": with_ids(state, body["blocks"])}
    root = previous.root if previous else view_id
    view = View(view_id, person, kept, state.new_hash(), root, previous.id if previous else None)
    view.entered = initial_entries(kept["blocks"])
    state.views[view_id] = view
    return view


def push(service: Service, person: str, body: Body) -> View:
    """A view upon the one that somebody looks at."""
    stack = service.state.modals[person]
    view = new_view(service, person, body, service.state.views[stack[-1]])
    stack.append(view.id)
    return view


def replace(service: Service, view: View, body: Body) -> None:
    """Change a view; what was entered stays where block id and action id stay."""
    view.body = {**body, "blocks": with_ids(service.state, body["blocks"])}
    fresh = initial_entries(view.body["blocks"])
    kept = {
        key: value
        for key, value in view.entered.items()
        if key in fresh and fresh[key]["type"] == value["type"]
    }
    view.entered = fresh | kept
    view.hash = service.state.new_hash()
    view.errors = {}
    view.updates += 1


def values_of(view: View) -> Body:
    """``state.values``: what the inputs hold, by block id and action id."""
    values: Body = {}
    for (block_id, action_id), entry in view.entered.items():
        values.setdefault(block_id, {})[action_id] = entry
    return values


def view_object(view: View) -> Body:
    """Slack's view object."""
    body = view.body
    return {
        "id": view.id,
        "team_id": TEAM,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": values_of(view)},
        "hash": view.hash,
        "title": body.get("title"),
        "submit": body.get("submit"),
        "close": body.get("close"),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": APP,
        "app_installed_team_id": TEAM,
        "bot_id": BOT,
    }


def _trigger(service: Service, arguments: Arguments) -> Trigger:
    """The trigger of a call; three seconds long, and once."""
    given = text(arguments, "trigger_id")
    trigger = service.state.triggers.get(given)
    if trigger is None:
        raise ApiError("invalid_trigger_id" if given else "invalid_arguments")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if service.state.clock.passed() > trigger.until:
        raise ApiError("expired_trigger_id")
    return trigger


def _found(service: Service, arguments: Arguments) -> View:
    view_id, external = text(arguments, "view_id"), text(arguments, "external_id")
    for view in service.state.views.values():
        named = view.id == view_id or (external and view.body.get("external_id") == external)
        if named and service.state.is_open(view):
            return view
    raise ApiError("not_found")
