"""Every Web API method that the emulator knows, and the scope that it needs."""

from __future__ import annotations

from collections.abc import Callable

from tests.emulators.slack.arguments import Arguments
from tests.emulators.slack.methods import auth, chat, conversations, files, users, views
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import Body

Method = Callable[[Service, Arguments], Body]

METHODS: dict[str, tuple[Method, str]] = {
    "apps.connections.open": (auth.connections_open, ""),
    "auth.test": (auth.auth_test, ""),
    "bots.info": (auth.bots_info, "users:read"),
    "chat.delete": (chat.delete, "chat:write"),
    "chat.getPermalink": (chat.get_permalink, ""),
    "chat.postEphemeral": (chat.post_ephemeral, "chat:write"),
    "chat.postMessage": (chat.post_message, "chat:write"),
    "chat.update": (chat.update, "chat:write"),
    "conversations.info": (conversations.info, ""),
    "conversations.list": (conversations.every, ""),
    "conversations.members": (conversations.members, ""),
    "conversations.open": (conversations.open_direct, "im:write"),
    "files.info": (files.info, "files:read"),
    "reactions.add": (chat.add_reaction, "reactions:write"),
    "team.info": (auth.team_info, "team:read"),
    "users.info": (users.users_info, "users:read"),
    "users.list": (users.users_list, "users:read"),
    "views.open": (views.open_view, ""),
    "views.publish": (views.publish_view, ""),
    "views.push": (views.push_view, ""),
    "views.update": (views.update_view, ""),
}
"""Conversations ask for a scope of their channel's kind themselves."""
