"""Blocks and views read by two libraries that know Block Kit: slackblocks and slack_sdk.

Neither was written here; what either refuses, or does not give back as it was, is a problem.
"""

from __future__ import annotations

import inspect
from typing import Any

import slackblocks
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slackblocks import elements, errors

from tests.emulators.slack.state import Body

_CLASSES: dict[str, Any] = {
    "actions": slackblocks.ActionsBlock,
    "context": slackblocks.ContextBlock,
    "divider": slackblocks.DividerBlock,
    "header": slackblocks.HeaderBlock,
    "input": slackblocks.InputBlock,
    "markdown": slackblocks.MarkdownBlock,
    "section": slackblocks.SectionBlock,
    "modal": slackblocks.ModalView,
    "home": slackblocks.HomeTabView,
    "button": elements.Button,
    "channels_select": elements.ChannelSelectMenu,
    "checkboxes": elements.CheckboxGroup,
    "conversations_select": elements.ConversationSelectMenu,
    "datepicker": elements.DatePicker,
    "datetimepicker": elements.DateTimePicker,
    "email_text_input": elements.EmailInput,
    "external_select": elements.ExternalSelectMenu,
    "file_input": elements.FileInput,
    "multi_channels_select": elements.ChannelMultiSelectMenu,
    "multi_conversations_select": elements.ConversationMultiSelectMenu,
    "multi_external_select": elements.ExternalMultiSelectMenu,
    "multi_static_select": elements.StaticMultiSelectMenu,
    "multi_users_select": elements.UserMultiSelectMenu,
    "number_input": elements.NumberInput,
    "overflow": elements.OverflowMenu,
    "plain_text_input": elements.PlainTextInput,
    "radio_buttons": elements.RadioButtonGroup,
    "static_select": elements.StaticSelectMenu,
    "timepicker": elements.TimePicker,
    "url_text_input": elements.URLInput,
    "users_select": elements.UserSelectMenu,
}
_DEFAULTS = frozenset(("emoji", "verbatim"))
"""Marks of texts that libraries leave out where they say nothing."""
_SELF_READING = {"plain_text": slackblocks.Text, "mrkdwn": slackblocks.Text}


def library_problems(value: Body) -> list[str]:
    """What the two libraries say against a block or a view that the rules let pass."""
    return _slackblocks(value) + _slack_sdk(value)


def _slackblocks(sent: Body) -> list[str]:
    value = _without_unknown(sent)
    try:
        read = _built(value)
    except (errors.InvalidUsageError, TypeError, ValueError) as error:
        return [f"slackblocks: {type(error).__name__}: {error}"]
    if not hasattr(read, "_resolve"):
        return []
    return _unlike(value, read._resolve(), "slackblocks")


def _without_unknown(value: Any) -> Any:
    """Without what Slack's reference has and slackblocks has not, or has otherwise.

    An option of a group can be the initial one; slackblocks wants a whole group there.
    """
    if isinstance(value, list):
        return [_without_unknown(each) for each in value]
    if not isinstance(value, dict):
        return value
    unknown = {"section": {"expand"}, "datetimepicker": {"initial_date_time"}}
    gone = unknown.get(value.get("type", ""), set())
    if "option_groups" in value:
        gone = {"initial_option", "initial_options"}
    return {name: _without_unknown(each) for name, each in value.items() if name not in gone}


def _slack_sdk(value: Body) -> list[str]:
    try:
        read = View(**value) if value["type"] in ("modal", "home") else Block.parse(value)
        again = read.to_dict() if read else {}
    except (SlackObjectFormationError, TypeError, ValueError) as error:
        return [f"slack_sdk: {type(error).__name__}: {error}"]
    return _unlike(value, again, "slack_sdk")


def _unlike(sent: Body, again: Body, library: str) -> list[str]:
    """A library may add ids of its own; it may not lose or change anything."""
    return [] if _holds(again, sent) else [f"{library} reads {sent} as {again}"]


def _holds(whole: Any, part: Any) -> bool:
    """Whether everything in ``part`` that is not empty or false stands in ``whole``."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            _holds(whole.get(name), each)
            for name, each in part.items()
            if each not in (None, False, "", [], {}) and name not in _DEFAULTS
        )
    if isinstance(part, list):
        return isinstance(whole, list) and (
            len(whole) == len(part) and all(map(_holds, whole, part))
        )
    return bool(whole == part)


def _built(value: Any) -> Any:
    """The slackblocks object of a JSON value, whose fields are its arguments."""
    if isinstance(value, list):
        return [_built(each) for each in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    if kind in _SELF_READING:
        return _SELF_READING[kind].from_dict(value)
    if kind is None:
        return _composition(value)
    if kind == "image":
        block = "title" in value or "block_id" in value
        return _made(slackblocks.ImageBlock if block else elements.Image, value)
    made = _CLASSES.get(kind)
    return value if made is None else _made(made, value)


def _composition(value: Body) -> Any:
    if "deny" in value:
        return slackblocks.ConfirmationDialogue.from_dict(value)
    if "label" in value:
        return slackblocks.OptionGroup.from_dict(value)
    return slackblocks.Option.from_dict(value) if "value" in value else value


def _made(kind: Any, value: Body) -> Any:
    given = {name: _built(each) for name, each in value.items() if name != "type"}
    for name, parameter in inspect.signature(kind.__init__).parameters.items():
        if parameter.default is inspect.Parameter.empty and name not in ("self", *given):
            given[name] = None
    return kind(**given)
