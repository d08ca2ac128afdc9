"""What a test sees, made of what the emulator keeps."""

from __future__ import annotations

import copy

from tests.emulators.slack.blocks.texts import plain
from tests.emulators.slack.deliveries import Delivery
from tests.emulators.slack.methods.views import values_of
from tests.emulators.slack.seen import Delivered, SeenMessage, SeenView
from tests.emulators.slack.state import Message, View


def look_at_message(message: Message) -> SeenMessage:
    """A message as it is now."""
    body = message.body
    return SeenMessage(
        channel=message.channel,
        ts=body["ts"],
        by_bot=message.by_bot,
        user=body["user"],
        text=body.get("text", ""),
        blocks=copy.deepcopy(body.get("blocks", [])),
        thread=body.get("thread_ts"),
        ephemeral_to=message.ephemeral_to,
        edits=message.edits,
        deleted=message.deleted,
        reactions=list(message.reactions),
    )


def look_at_view(view: View) -> SeenView:
    """A view as it is now."""
    body = view.body
    return SeenView(
        id=view.id,
        person=view.person,
        kind=body["type"],
        title=plain(body.get("title")),
        submit=plain(body.get("submit")),
        blocks=copy.deepcopy(body["blocks"]),
        callback_id=body.get("callback_id", ""),
        private_metadata=body.get("private_metadata", ""),
        hash=view.hash,
        root=view.root,
        previous=view.previous,
        values=copy.deepcopy(values_of(view)),
        errors=dict(view.errors),
        updates=view.updates,
    )


def look_at_delivery(delivery: Delivery) -> Delivered:
    """A delivery as it is now."""
    return Delivered(
        id=delivery.id,
        kind=delivery.kind,
        payload=copy.deepcopy(delivery.payload),
        attempts=delivery.attempts,
        acked=delivery.acked,
        ack=copy.deepcopy(delivery.ack),
        acks=len(delivery.acks),
        took=delivery.took,
        late=delivery.late,
        connection=delivery.connection,
        status=delivery.status,
        problem=delivery.problem,
    )
