"""Every Bot API method that the emulator knows, but for getUpdates, which waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulators.telegram.arguments import Arguments
from tests.emulators.telegram.methods import chats, messages, profile, queries, webhooks
from tests.emulators.telegram.state import State

METHODS: dict[str, Callable[[State, Arguments], Any]] = {
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "deleteMyCommands": profile.delete_my_commands,
    "deleteWebhook": webhooks.delete_webhook,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageText": messages.edit_message_text,
    "getChat": chats.get_chat,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMember": chats.get_chat_member,
    "getMe": profile.get_me,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": profile.get_my_description,
    "getMyShortDescription": profile.get_my_short_description,
    "getWebhookInfo": webhooks.get_webhook_info,
    "leaveChat": chats.leave_chat,
    "sendChatAction": chats.send_chat_action,
    "sendDocument": messages.send_document,
    "sendMessage": messages.send_message,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "setWebhook": webhooks.set_webhook,
}

NAMES = {name.lower(): name for name in [*METHODS, "getUpdates"]}
"""Method names are not case-sensitive (Bot API, "Making requests")."""
