"""The bot itself: who it is, its command menu and its descriptions."""

from __future__ import annotations

import re
from typing import Any

from tests.emulators.telegram.arguments import Arguments, structure, text
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.state import Body, State
from tests.emulators.telegram.utf16 import units

COMMANDS = 100
"""Bot API, setMyCommands: at most 100 commands."""
COMMAND_DESCRIPTION_UNITS = 256
"""Bot API, BotCommand: description of 1-256 characters."""
DESCRIPTION_UNITS = {"description": 512, "short_description": 120}
"""Bot API, setMyDescription and setMyShortDescription."""

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def scope_key(scope: dict[str, Any] | None) -> str:
    """One text for one BotCommandScope, such as ``chat_member:-100:7``."""
    scope = scope or {"type": "default"}
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    parts = [kind]
    for name in _SCOPES[kind]:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: {name} is empty")
        parts.append(str(scope[name]))
    return ":".join(parts)


def get_me(state: State, arguments: Arguments) -> Body:
    """Bot API, getMe."""
    return {
        **state.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": state.hears_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(state: State, arguments: Arguments) -> bool:
    """Bot API, setMyCommands."""
    commands = structure(arguments, "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= COMMAND_DESCRIPTION_UNITS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_menu(arguments)] = commands
    return True


def get_my_commands(state: State, arguments: Arguments) -> list[Body]:
    """Bot API, getMyCommands: those of exactly this scope and language."""
    return state.commands.get(_menu(arguments), [])


def delete_my_commands(state: State, arguments: Arguments) -> bool:
    """Bot API, deleteMyCommands."""
    state.commands.pop(_menu(arguments), None)
    return True


def set_my_description(state: State, arguments: Arguments) -> bool:
    """Bot API, setMyDescription."""
    return _describe(state, arguments, "description")


def set_my_short_description(state: State, arguments: Arguments) -> bool:
    """Bot API, setMyShortDescription."""
    return _describe(state, arguments, "short_description")


def get_my_description(state: State, arguments: Arguments) -> Body:
    """Bot API, getMyDescription."""
    return {"description": state.descriptions.get(("description", _language(arguments)), "")}


def get_my_short_description(state: State, arguments: Arguments) -> Body:
    """Bot API, getMyShortDescription."""
    found = state.descriptions.get(("short_description", _language(arguments)), "")
    return {"short_description": found}


def _describe(state: State, arguments: Arguments, name: str) -> bool:
    words = text(arguments, name)
    if units(words) > DESCRIPTION_UNITS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    state.descriptions[name, _language(arguments)] = words
    return True


def _menu(arguments: Arguments) -> tuple[str, str]:
    return scope_key(structure(arguments, "scope")), _language(arguments)


def _language(arguments: Arguments) -> str:
    language = text(arguments, "language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
