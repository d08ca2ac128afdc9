"""What the bot can learn of chats and their members."""

from __future__ import annotations

from tests.emulators.telegram.arguments import Arguments, integer, text
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.state import Body, State

_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)
_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def get_chat(state: State, arguments: Arguments) -> Body:
    """Bot API, getChat."""
    return {
        **state.chat(arguments).body,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }


def get_chat_member(state: State, arguments: Arguments) -> Body:
    """Bot API, getChatMember."""
    chat = state.chat(arguments)
    user = state.users.get(integer(arguments, "user_id"))
    if user is None:
        raise bad_request("user not found")
    if chat.private:
        return {"user": user, "status": "member"}
    return state.member(chat, user)


def get_chat_administrators(state: State, arguments: Arguments) -> list[Body]:
    """Bot API, getChatAdministrators: bots left out, but for the bot itself."""
    chat = state.chat(arguments)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    members = [state.member(chat, state.users[user_id]) for user_id in chat.members]
    members.append(state.member(chat, state.bot))
    return [member for member in members if member["status"] in ("creator", "administrator")]


def send_chat_action(state: State, arguments: Arguments) -> bool:
    """Bot API, sendChatAction."""
    chat = state.writable(arguments)
    if text(arguments, "action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.actions[chat.id] += 1
    return True


def leave_chat(state: State, arguments: Arguments) -> bool:
    """Bot API, leaveChat."""
    chat = state.writable(arguments)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_is = "left"
    return True
