"""People submit and close modals."""

from __future__ import annotations

import base64
import mimetypes
from typing import Any

from tests.emulators.slack import payloads
from tests.emulators.slack.errors import ApiError
from tests.emulators.slack.forms import NotSubmittable, field, refuse_unfinished
from tests.emulators.slack.looking import look_at_delivery, look_at_view
from tests.emulators.slack.methods.views import checked, push, replace
from tests.emulators.slack.seen import Delivered, Submitted
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body, File, View
from tests.emulators.slack.verbs.pressing import entered
from tests.emulators.slack.verbs.sending import send


async def upload(service: Service, person: str, name: str, content: str) -> Body:
    """Put a file into Slack, its content in base64; the file object that a field then holds."""
    file_id = f"F{service.state.number():08}"
    address = f"{service.url}/files/{file_id}/{name}"
    held = base64.b64decode(content)
    body: Body = {
        "id": file_id,
        "name": name,
        "title": name,
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "size": len(held),
        "user": person,
        "url_private": address,
        "url_private_download": address,
    }
    service.state.files[file_id] = File(body, held)
    return body


async def fill(service: Service, person: str, view: str, values: dict[str, Any]) -> None:
    """Enter values without submitting, and without the app being told."""
    found = _looked_at(service, person, view)
    for name, value in values.items():
        element = field(found.body["blocks"], name)
        held = await entered(service, person, found, element, value)
        found.entered[element["block_id"], element["action_id"]] = held
    service.state.changes.notify()


async def submit(
    service: Service,
    person: str,
    view: str,
    values: dict[str, Any] | None = None,
    *,
    forged: Body | None = None,
    wait: bool = True,
) -> Submitted:
    """Enter values, by block id, action id or label, and submit the modal.

    NotSubmittable where Slack's own client would refuse. ``forged`` changes the view sent, such as
    its ``private_metadata``. Choose first what makes the app change the form.
    """
    await fill(service, person, view, values or {})
    found = _looked_at(service, person, view)
    if not found.body.get("submit"):
        raise NotSubmittable("the modal has no button to submit it")
    refuse_unfinished(found)
    found.errors = {}
    payload = payloads.submission(service, found)
    payload["view"] |= forged or {}
    delivery = await send(
        service, "interactive", payload, lambda ack: _respond(service, found, ack), wait=wait
    )
    top = service.state.top(person)
    seen = look_at_view(top) if top else None
    return Submitted(look_at_delivery(delivery), dict(found.errors), seen)


async def close(
    service: Service, person: str, view: str, *, whole: bool = False, wait: bool = True
) -> Delivered | None:
    """Close a modal, or with ``whole`` all of the stack; None where the app is not told."""
    found = _looked_at(service, person, view)
    stack = service.state.modals[person]
    cleared = whole or bool(found.body.get("clear_on_close"))
    stack[:] = [] if cleared else stack[:-1]
    service.state.changes.notify()
    if not found.body.get("notify_on_close"):
        return None
    payload = payloads.closing(service, found, cleared=cleared)
    return look_at_delivery(await send(service, "interactive", payload, wait=wait))


def _looked_at(service: Service, person: str, view_id: str) -> View:
    view = service.state.views[view_id]
    if service.state.top(person) is not view:
        raise LookupError(f"{person} does not look at view {view_id} now")
    return view


def _respond(service: Service, view: View, ack: Body | None) -> None:
    """What becomes of a submitted modal; ValueError where Slack can make nothing of the answer."""
    try:
        _follow(service, view, ack or {})
    except (ApiError, ValueError) as error:
        detail = error.fields.get("errors", "") if isinstance(error, ApiError) else ""
        problem = f"view_submission: {error} {detail}".strip()
        service.violations.append(problem)
        raise ValueError(problem) from None


def _follow(service: Service, view: View, ack: Body) -> None:
    """Do what an acknowledgement asks for."""
    stack = service.state.modals.get(view.person, [])
    match ack.get("response_action"):
        case None if not ack:
            stack[:] = [each for each in stack if each != view.id]
        case "clear":
            stack.clear()
        case "update":
            body = checked(service, "update", ack.get("view"), "modal", view.id)
            replace(service, view, body)
        case "push":
            push(service, view.person, checked(service, "push", ack.get("view"), "modal"))
        case "errors":
            view.errors = _errors(view, ack.get("errors"))
        case other:
            raise ValueError(f"no such response_action: {other} in {ack}")


def _errors(view: View, errors: Any) -> dict[str, str]:
    """Errors for fields: each by the block id of an input, each with words."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not all(errors.values()):
        raise ValueError(f"errors without words: {errors}")
    if strange := set(errors) - inputs:
        raise ValueError(f"errors at blocks that are no inputs: {sorted(strange)}")
    return dict(errors)
