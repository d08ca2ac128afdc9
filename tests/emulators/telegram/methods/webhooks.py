"""Setting the webhook up and asking after it."""

from __future__ import annotations

from tests.emulators.telegram.arguments import Arguments, flag, integer, structure, text
from tests.emulators.telegram.state import Body, State


def set_webhook(state: State, arguments: Arguments) -> bool:
    """Bot API, setWebhook; a loopback ``http`` URL will do, as with a local Bot API server."""
    if flag(arguments, "drop_pending_updates"):
        state.updates.pending.clear()
    url = text(arguments, "url")
    if url:
        state.updates.allow(structure(arguments, "allowed_updates"))
    connections = integer(arguments, "max_connections", 40)
    state.webhook.set(url, text(arguments, "secret_token"), connections)
    return True


def delete_webhook(state: State, arguments: Arguments) -> bool:
    """Bot API, deleteWebhook."""
    if flag(arguments, "drop_pending_updates"):
        state.updates.pending.clear()
    state.webhook.set("", "", 40)
    return True


def get_webhook_info(state: State, arguments: Arguments) -> Body:
    """Bot API, getWebhookInfo."""
    info: Body = {
        "url": state.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }
    if state.webhook.url:
        info["max_connections"] = state.webhook.max_connections
    if state.webhook.last_error:
        info["last_error_date"], info["last_error_message"] = state.webhook.last_error
    if state.updates.allowed:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info
