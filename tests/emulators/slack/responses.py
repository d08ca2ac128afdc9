"""Response URLs, at which the app answers an interaction without a token."""

from __future__ import annotations

from tests.emulators.slack.errors import ApiError
from tests.emulators.slack.methods.chat import content_of, post
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body


def answer_at(service: Service, key: str, given: Body) -> None:
    """Show what was posted to a response URL; ApiError where Slack would not."""
    state = service.state
    found = state.response_urls.get(key)
    if found is None:
        raise ApiError("no_such_url", status=404)
    if state.clock.now() > found.until:
        raise ApiError("expired_url", status=404)
    if not found.left:
        raise ApiError("used_url", status=404)
    found.left -= 1
    original = state.messages.get((found.channel, found.message or ""))
    if given.get("delete_original") and original:
        original.deleted = True
        return
    if not (given.get("text") or given.get("blocks")):
        raise ApiError("no_text")
    content = content_of(service, "response_url", given)
    if given.get("replace_original") and original:
        original.body |= content
        original.edits += 1
        return
    only = None if given.get("response_type") == "in_channel" else found.person
    post(service, state.channels[found.channel], content, ephemeral_to=only)
