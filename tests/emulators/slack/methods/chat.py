"""Posting, changing and deleting messages."""

from __future__ import annotations

from typing import Any

from tests.emulators.slack.arguments import Arguments, structure, text
from tests.emulators.slack.blocks.check import message_problems, with_ids
from tests.emulators.slack.blocks.texts import text_of
from tests.emulators.slack.errors import ApiError, invalid
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import APP, BOT, BOT_USER, TEAM, Body, Channel, Message

TEXT_LENGTH = 40_000
"""Slack, chat.postMessage: longer texts are cut."""
UPDATED_TEXT_LENGTH = 4_000
"""Slack, chat.update: longer texts are refused."""
BLOCKS_LENGTH = 13_200
"""What all texts in a message's blocks may hold together; Slack states no number.

Measured by others (slackapi/bolt-js, issue 2509); some kinds of blocks are refused earlier.
"""


def post_message(service: Service, arguments: Arguments) -> Body:
    """Slack, chat.postMessage."""
    channel = writable(service, text(arguments, "channel"))
    if not written(arguments):
        raise ApiError("no_text")
    message = post(service, channel, content_of(service, "chat.postMessage", arguments))
    if thread := text(arguments, "thread_ts"):
        _threaded(service, channel, thread)
        message.body["thread_ts"] = thread
    if (metadata := structure(arguments, "metadata")) is not None:
        message.body["metadata"] = metadata
    return {"channel": channel.id, "ts": message.body["ts"], "message": message.body}


def update(service: Service, arguments: Arguments) -> Body:
    """Slack, chat.update; blocks not given again go when a text is given, stay when none is."""
    message = own_message(service, arguments, "cant_update_message")
    if not written(arguments):
        raise ApiError("no_text")
    if len(text(arguments, "text")) > UPDATED_TEXT_LENGTH:
        raise ApiError("msg_too_long")
    message.body |= content_of(service, "chat.update", arguments)
    message.body["edited"] = {"user": BOT_USER, "ts": service.state.ts()}
    message.edits += 1
    return {
        "channel": message.channel,
        "ts": message.body["ts"],
        "text": message.body["text"],
        "message": message.body,
    }


def delete(service: Service, arguments: Arguments) -> Body:
    """Slack, chat.delete."""
    message = own_message(service, arguments, "cant_delete_message")
    message.deleted = True
    return {"channel": message.channel, "ts": message.body["ts"]}


def post_ephemeral(service: Service, arguments: Arguments) -> Body:
    """Slack, chat.postEphemeral: one person of the channel sees it."""
    channel = writable(service, text(arguments, "channel"))
    user = text(arguments, "user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    if not written(arguments):
        raise ApiError("no_text")
    content = content_of(service, "chat.postEphemeral", arguments)
    message = post(service, channel, content, ephemeral_to=user)
    return {"message_ts": message.body["ts"]}


def get_permalink(service: Service, arguments: Arguments) -> Body:
    """Slack, chat.getPermalink."""
    channel = writable(service, text(arguments, "channel"), member=False)
    ts = text(arguments, "message_ts")
    if (channel.id, ts) not in service.state.messages:
        raise ApiError("message_not_found")
    return {"channel": channel.id, "permalink": permalink(channel.id, ts)}


def add_reaction(service: Service, arguments: Arguments) -> Body:
    """Slack, reactions.add."""
    channel = writable(service, text(arguments, "channel"))
    message = service.state.messages.get((channel.id, text(arguments, "timestamp")))
    if message is None or message.deleted:
        raise ApiError("message_not_found")
    name = text(arguments, "name")
    if name in message.reactions:
        raise ApiError("already_reacted")
    message.reactions.append(name)
    return {}


def permalink(channel: str, ts: str) -> str:
    """A message's address in the workspace."""
    return f"https://hustings-test.slack.com/archives/{channel}/p{ts.replace('.', '')}"


def writable(service: Service, name: str, *, member: bool = True) -> Channel:
    """The channel that a call writes to, by its id, its #name, or a person's id."""
    state = service.state
    if name in state.users:
        return state.direct(name)
    channel = state.channels.get(name)
    for each in state.channels.values():
        if name == f"#{each.name}" and not each.person:
            channel = each
    if channel is None or (channel.private and BOT_USER not in channel.members):
        raise ApiError("channel_not_found")
    if member and channel.archived:
        raise ApiError("is_archived")
    if member and BOT_USER not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def written(arguments: Arguments) -> bool:
    """Whether there is anything to show."""
    return any(arguments.get(name) for name in ("text", "blocks", "attachments", "markdown_text"))


def content_of(service: Service, method: str, arguments: Arguments) -> Body:
    """A message's text and blocks, held against Block Kit's rules."""
    words = text(arguments, "text") or text(arguments, "markdown_text")
    content: Body = {"text": words[:TEXT_LENGTH]}
    if arguments.get("blocks") is None:
        return content | ({"blocks": []} if "text" in arguments else {})
    blocks: Any = structure(arguments, "blocks")
    if problems := message_problems(blocks) if blocks != [] else []:
        service.violations += [f"{method}: {problem}" for problem in problems]
        raise invalid("invalid_blocks", problems)
    if len(text_of(blocks)) > BLOCKS_LENGTH:
        raise ApiError("msg_too_long" if method == "chat.update" else "msg_blocks_too_long")
    if blocks and not words:
        service.violations.append(f"{method}: blocks without a text for notifications")
        content["text"] = text_of(blocks)
    return content | {"blocks": with_ids(service.state, blocks)}


def post(
    service: Service, channel: Channel, content: Body, *, ephemeral_to: str | None = None
) -> Message:
    """Put a message of the app into a channel."""
    body: Body = {
        "type": "message",
        "ts": service.state.ts(),
        "user": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "team": TEAM,
        **content,
    }
    message = Message(channel.id, body, by_bot=True, ephemeral_to=ephemeral_to)
    service.state.messages[channel.id, body["ts"]] = message
    return message


def own_message(service: Service, arguments: Arguments, not_own: str) -> Message:
    """The app's message that a call changes; Slack finds no ephemeral ones."""
    channel = writable(service, text(arguments, "channel"), member=False)
    message = service.state.messages.get((channel.id, text(arguments, "ts")))
    if message is None or message.deleted or message.ephemeral_to:
        raise ApiError("message_not_found")
    if not message.by_bot:
        raise ApiError(not_own)
    return message


def _threaded(service: Service, channel: Channel, thread: str) -> None:
    """Slack posts to a thread that there is not all the same; for a product that is a slip."""
    if (channel.id, thread) not in service.state.messages:
        service.violations.append(f"chat.postMessage: no message {thread} to answer in a thread")
