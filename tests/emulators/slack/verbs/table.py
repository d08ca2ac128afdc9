"""Every verb by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tests.emulators.slack.verbs import (
    pressing,
    submitting,
    talking,
    trouble,
    watching,
    workspace,
)

Verb = Callable[..., Awaitable[Any]]


VERBS: dict[str, Verb] = {
    verb.__name__: verb
    for verb in (
        pressing.choose,
        pressing.message_shortcut,
        pressing.options,
        pressing.press,
        pressing.shortcut,
        submitting.close,
        submitting.fill,
        submitting.submit,
        submitting.upload,
        talking.command,
        talking.event,
        talking.open_home,
        talking.says,
        trouble.cut,
        trouble.cut_on_delivery,
        trouble.disconnect,
        trouble.fault,
        trouble.fault_hits,
        trouble.lose_acknowledgements,
        trouble.redeliver,
        trouble.release,
        trouble.replay,
        trouble.request_url,
        watching.acknowledgement,
        watching.again,
        watching.calls,
        watching.connected,
        watching.deliveries,
        watching.home_of,
        watching.messages,
        watching.version,
        watching.view_of,
        watching.violations,
        watching.wait_for_calls,
        watching.wait_for_change,
        watching.wait_for_message,
        watching.wait_for_view,
        workspace.advance,
        workspace.change_channel,
        workspace.change_person,
        workspace.channel,
        workspace.direct,
        workspace.person,
        workspace.scopes,
    )
}
