"""One payload of Slack's being answered, and what is said where it cannot be done."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError

from bot.slack import inputs
from bot.slack.render import Params, escape, section
from bot.slack.room import Room, member_id
from bot.words import Words
from questions.errors import HustingsError, InvalidAction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Call:
    """A command, press or submission: what Slack sent, and the ways to answer it."""

    room: Room
    body: Params
    ack: AsyncAck
    respond: AsyncRespond
    loading: list[Params] = field(default_factory=list)
    """The modal that was opened for it and is still to be filled in, if any."""

    @property
    def who(self) -> str:
        """Who did it, as an id of a member."""
        return member_id(self.body)

    @property
    def view(self) -> Params:
        """The modal that it happened in."""
        return dict(self.body["view"])

    @property
    def value(self) -> str:
        """What the pressed button carries; it may be forged."""
        action = self.body["actions"][0]
        return str(action.get("value") or "")

    @property
    def key(self) -> str:
        """What a submission or press delivered again has in common with the first.

        It is the view and its hash, or who pressed what when.
        """
        if "actions" in self.body:
            action = self.body["actions"][0]
            return f"{self.who}:{action['action_ts']}"
        return f"{self.view['id']}:{self.view['hash']}"


Handler: TypeAlias = Callable[[Call], Awaitable[None]]
Listener: TypeAlias = Callable[..., Awaitable[None]]


def listening(room: Room, handler: Handler) -> Listener:
    """Make a listener of a handler: what it refuses, and what fails, is told to whoever did it."""

    async def listen(body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond) -> None:
        call = Call(room, body, ack, respond)
        try:
            await handler(call)
        except HustingsError as error:
            await refuse(call, str(error))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("a %s of Slack's failed, reference %s", body.get("type"), reference)
            await refuse(call, room.words("staff.broken", reference=reference))

    return listen


def read_id(written: str) -> int:
    """Read an id that a button or a modal carries. Raises InvalidAction on what cannot be one."""
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise InvalidAction
    return int(written)


async def refuse(call: Call, reason: str) -> None:
    """Say why something was not done, and leave what stands there as it is."""
    await tell(call, escape(reason))


def told(words: Words, title: str, *blocks: Params) -> Params:
    """Make a modal that says something and asks for nothing."""
    return inputs.modal("told", title, list(blocks), close=words("staff.close"))


async def tell(call: Call, markup: str) -> None:
    """Say something to whoever did this, alone, and leave what stands there as it is."""
    words = call.room.words
    shown = told(words, words("staff.refused"), section(markup))
    try:
        if call.loading:
            await fill(call, call.loading.pop(), shown)
        elif call.body.get("type") == "view_submission":
            await call.ack(response_action="push", view=shown)
        elif call.body.get("type") == "block_actions" and "view" in call.body:
            await call.ack()
            if call.view["type"] == "modal":
                await call.room.client.views_push(trigger_id=call.body["trigger_id"], view=shown)
            else:
                await call.room.client.views_open(trigger_id=call.body["trigger_id"], view=shown)
        else:
            await call.ack()
            await call.respond(text=markup, response_type="ephemeral", replace_original=False)
    except SlackApiError as error:
        log.warning("Slack could not be told of a refusal: %s", error.response.get("error"))


async def opened(call: Call) -> Params:
    """Open a modal at once, to be filled in: a trigger lives three seconds and serves once."""
    words = call.room.words
    loading = inputs.modal(
        "loading", words("staff.loading"), [section(words("staff.wait"))], close=words("staff.back")
    )
    trigger = call.body["trigger_id"]
    inside = call.body.get("view", {}).get("type") == "modal"
    show = call.room.client.views_push if inside else call.room.client.views_open
    answered = await show(trigger_id=trigger, view=loading)
    call.loading.append(dict(answered["view"]))
    return call.loading[0]


async def fill(call: Call, view: Params, shown: Params) -> None:
    """Show something else in a modal, unless it was changed meanwhile."""
    call.loading.clear()
    try:
        await call.room.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)
    except SlackApiError as error:
        if error.response.get("error") not in ("hash_conflict", "not_found", "view_not_found"):
            raise
        log.info("a modal was changed or closed before it could be filled in")


async def mend(call: Call, faults: Mapping[str, str]) -> None:
    """Say at the fields what is to be mended; nothing typed is lost."""
    errors = {inputs.block_of(call.view, name): reason for name, reason in faults.items()}
    shown = {block_id: _sentence(reason) for block_id, reason in errors.items() if block_id}
    if not shown:
        fields = [each for each in call.view["blocks"] if each["type"] == "input"]
        last = fields[-1]["block_id"]
        shown = {last: "; ".join(map(_sentence, faults.values()))}
    await call.ack(response_action="errors", errors=shown)


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."[:2_000].replace("..", ".")
