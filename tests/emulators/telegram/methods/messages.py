"""Sending, editing and deleting messages."""

from __future__ import annotations

from tests.emulators.telegram.arguments import Arguments, Upload, integer, structure, text
from tests.emulators.telegram.errors import ApiError, bad_request
from tests.emulators.telegram.keyboards import Keyboard, inline_keyboard
from tests.emulators.telegram.state import Body, Chat, Message, State, now
from tests.emulators.telegram.texts import CAPTION_UNITS, MESSAGE_UNITS, Entity, formatted


def send_message(state: State, arguments: Arguments) -> Body:
    """Bot API, sendMessage."""
    chat = state.writable(arguments)
    plain, entities = formatted(arguments, "text", "entities", MESSAGE_UNITS)
    if not plain:
        raise bad_request("message text is empty")
    body = _sent(state, chat, arguments)
    body["text"] = plain
    if entities:
        body["entities"] = entities
    if keyboard := inline_keyboard(arguments):
        body["reply_markup"] = keyboard
    state.keep(chat, Message(body, True, text(arguments, "text")))
    return body


def send_document(state: State, arguments: Arguments) -> Body:
    """Bot API, sendDocument; only uploads, no file ids or URLs."""
    chat = state.writable(arguments)
    document = arguments.get("document")
    if isinstance(document, str) and document.startswith("attach://"):
        document = arguments.get(document.removeprefix("attach://"))
    if not isinstance(document, Upload):
        raise bad_request("there is no document in the request")
    if not document.content:
        raise bad_request("file must be non-empty")
    caption, entities = formatted(arguments, "caption", "caption_entities", CAPTION_UNITS)
    body = _sent(state, chat, arguments)
    body["document"] = {
        "file_id": f"document-{chat.id}-{body['message_id']}",
        "file_unique_id": f"d{chat.id}{body['message_id']}",
        "file_name": document.name,
        "mime_type": document.media_type,
        "file_size": len(document.content),
    }
    if caption:
        body["caption"] = caption
    if entities:
        body["caption_entities"] = entities
    if keyboard := inline_keyboard(arguments):
        body["reply_markup"] = keyboard
    message = Message(body, True, text(arguments, "caption"), file=document.content)
    state.keep(chat, message)
    return body


def edit_message_text(state: State, arguments: Arguments) -> Body | bool:
    """Bot API, editMessageText; a keyboard not given again is taken away."""
    message, chat = _editable(state, arguments)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    plain, entities = formatted(arguments, "text", "entities", MESSAGE_UNITS)
    if not plain:
        raise bad_request("message text is empty")
    keyboard = inline_keyboard(arguments)
    _edit(message, plain, entities, keyboard)
    message.source = text(arguments, "text")
    return _edited(message, chat)


def edit_message_reply_markup(state: State, arguments: Arguments) -> Body | bool:
    """Bot API, editMessageReplyMarkup; without a keyboard it takes the present one away."""
    message, chat = _editable(state, arguments)
    body = message.body
    _edit(message, body.get("text", ""), body.get("entities", []), inline_keyboard(arguments))
    return _edited(message, chat)


def delete_message(state: State, arguments: Arguments) -> bool:
    """Bot API, deleteMessage: its own messages, any in a private chat, any as administrator."""
    chat = state.chat(arguments)
    _delete(chat, integer(arguments, "message_id"))
    return True


def delete_messages(state: State, arguments: Arguments) -> bool:
    """Bot API, deleteMessages: 1-100 ids, those not found being skipped."""
    chat = state.chat(arguments)
    ids = structure(arguments, "message_ids") or []
    if not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified")
    for message_id in ids:
        try:
            _delete(chat, int(message_id))
        except ApiError as refusal:
            if "not found" not in refusal.description:
                raise
    return True


def _delete(chat: Chat, message_id: int) -> None:
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    if message.outdated or not (message.by_bot or chat.private or chat.bot_is == "administrator"):
        raise bad_request("message can't be deleted")
    message.deleted = True


def _sent(state: State, chat: Chat, arguments: Arguments) -> Body:
    """The Message object of a new message of the bot, without its content."""
    body: Body = {
        "message_id": state.message_id(chat),
        "from": state.bot,
        "chat": chat.body,
        "date": now(),
    }
    if "reply_parameters" in arguments:
        asked = structure(arguments, "reply_parameters") or {}
        replied = chat.messages.get(int(asked.get("message_id", 0)))
        if replied and not replied.deleted:
            body["reply_to_message"] = {
                key: value for key, value in replied.body.items() if key != "reply_to_message"
            }
        elif not asked.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    return body


def _editable(state: State, arguments: Arguments) -> tuple[Message, Chat | None]:
    """The message to edit, and its chat where it is in one that the bot knows."""
    if inline_id := text(arguments, "inline_message_id"):
        if inline_id not in state.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return state.inline_messages[inline_id], None
    chat = state.chat(arguments)
    message = chat.messages.get(integer(arguments, "message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.by_bot or message.outdated:
        raise bad_request("message can't be edited")
    return message, chat


def _edit(message: Message, plain: str, entities: list[Entity], keyboard: Keyboard | None) -> None:
    old = message.body
    unchanged = (
        old.get("text", "") == plain
        and old.get("entities", []) == entities
        and old.get("reply_markup") == keyboard
    )
    if unchanged:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    new = {
        key: value for key, value in old.items() if key not in ("text", "entities", "reply_markup")
    }
    new["edit_date"] = now()
    if plain:
        new["text"] = plain
    if entities:
        new["entities"] = entities
    if keyboard:
        new["reply_markup"] = keyboard
    message.body = new
    message.edits += 1


def _edited(message: Message, chat: Chat | None) -> Body | bool:
    if chat is None:
        return True
    chat.spoken.append(message.body["message_id"])
    return message.body
