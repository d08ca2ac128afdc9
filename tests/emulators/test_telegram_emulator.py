"""The emulator held to its oracles: aiogram's types, python-telegram-bot's, and the description."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aiogram.methods
import aiogram.types
import pytest
import telegram as ptb
from pydantic import TypeAdapter

from tests.emulators.conftest import Raw
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.telegram.methods.table import METHODS
from tests.emulators.telegram.oracle import oracle
from tests.emulators.telegram.state import Message

NEWER = "can_send_welcome_messages"
"""A field that aiogram (of Bot API 10.3) demands; the description is of 10.0."""

ROWS = {"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]}


def card(telegram: TelegramEmulator, chat_id: int) -> Any:
    """A message of the bot with a button under it."""
    chat = telegram.state.chats[chat_id]
    body = {
        "message_id": telegram.state.message_id(chat),
        "from": telegram.state.bot,
        "chat": chat.body,
        "date": 1_700_000_000,
        "text": "A card",
        "reply_markup": ROWS,
    }
    telegram.state.keep(chat, Message(body, by_bot=True))
    return telegram.last(chat_id)


def everything_people_do(telegram: TelegramEmulator) -> None:
    """One of each kind of update."""
    ada = telegram.person("Ada", username="ada_l")
    bea = telegram.person("Bea", language=None)
    group = telegram.group(administrators=[ada, bea], members=[telegram.person()], bot_is="left")
    said = telegram.say(ada, "/start@hustings_test_bot c03 and @somebody 🗳")
    telegram.say(ada, "\ud83d broken", reply_to=said)
    telegram.edit(said, "/help")
    telegram.send(ada, "photo", caption="look")
    telegram.send(ada, "sticker")
    telegram.send(ada, "location")
    telegram.add_bot(group, by=ada)
    telegram.add_bot(group, by=ada, bot_is="administrator")
    telegram.say(group, "all can hear", by=bea)
    telegram.remove_bot(group, by=bea)
    telegram.migrate(telegram.group(supergroup=False, administrators=[ada]), by=ada)
    telegram.block(bea)
    telegram.unblock(bea)
    shown = card(telegram, ada.id)
    telegram.press(shown, "Next")
    telegram.outdate(shown)
    telegram.press_forged(shown, "anything")
    telegram.press_inline("inline-1", "n", by=ada)
    telegram.inline(ada, "death penalty")


def updates_of(telegram: TelegramEmulator) -> list[dict[str, Any]]:
    """All pending updates, as they would go on the wire."""
    return [json.loads(update.wire) for update in telegram.state.updates.pending.values()]


def test_every_kind_of_update_is_one_to_aiogram(telegram: TelegramEmulator) -> None:
    everything_people_do(telegram)
    kinds = {
        aiogram.types.Update.model_validate(update).event_type for update in updates_of(telegram)
    }
    assert kinds == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }


def test_every_update_survives_python_telegram_bot_unchanged(telegram: TelegramEmulator) -> None:
    everything_people_do(telegram)
    for update in updates_of(telegram):
        read = ptb.Update.de_json(update, None)
        assert not read.api_kwargs
        again = ptb.Update.de_json(read.to_dict(), None)
        assert again.to_dict() == read.to_dict()
        assert without_empty(read.to_dict()) == without_empty(update)


def without_empty(value: Any) -> Any:
    """The library leaves out what is empty and fills in some defaults of its own."""
    if isinstance(value, dict):
        kept = {key: without_empty(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, [], {}, False)}
    if isinstance(value, list):
        return [without_empty(each) for each in value]
    return value


def test_every_update_fits_the_description(telegram: TelegramEmulator) -> None:
    description = oracle()
    if description is None:
        pytest.skip("HUSTINGS_ORACLES does not lead to the description of the Bot API")
    everything_people_do(telegram)
    found = [
        violation
        for update in updates_of(telegram)
        for violation in description.object_violations(update, "Update")
    ]
    assert [each for each in found if NEWER not in each] == []


def test_the_oracles_notice_what_is_wrong(telegram: TelegramEmulator) -> None:
    telegram.inject({"message": {"message_id": 1, "date": 0, "text": "no chat"}})
    (update,) = updates_of(telegram)
    with pytest.raises(ValueError, match="chat"):
        aiogram.types.Update.model_validate(update)
    if description := oracle():
        assert "Update.message: chat is missing" in description.object_violations(update, "Update")


Arguments = Callable[[int, int, int, str, str], dict[str, Any]]
REQUESTS: dict[str, Arguments] = {
    "answerCallbackQuery": lambda ada, group, card, press, query: {"callback_query_id": press},
    "answerInlineQuery": lambda ada, group, card, press, query: {
        "inline_query_id": query,
        "results": [
            {
                "type": "article",
                "id": "1",
                "title": "Ada",
                "input_message_content": {"message_text": "<b>hi</b>", "parse_mode": "HTML"},
            }
        ],
    },
    "deleteMessage": lambda ada, group, card, press, query: {"chat_id": ada, "message_id": card},
    "deleteMessages": lambda ada, group, card, press, query: {
        "chat_id": ada,
        "message_ids": [card],
    },
    "deleteMyCommands": lambda ada, group, card, press, query: {},
    "deleteWebhook": lambda ada, group, card, press, query: {},
    "editMessageReplyMarkup": lambda ada, group, card, press, query: {
        "chat_id": ada,
        "message_id": card,
    },
    "editMessageText": lambda ada, group, card, press, query: {
        "chat_id": ada,
        "message_id": card,
        "text": "<i>new</i>",
        "parse_mode": "HTML",
    },
    "getChat": lambda ada, group, card, press, query: {"chat_id": group},
    "getChatAdministrators": lambda ada, group, card, press, query: {"chat_id": group},
    "getChatMember": lambda ada, group, card, press, query: {"chat_id": group, "user_id": ada},
    "getMe": lambda ada, group, card, press, query: {},
    "getMyCommands": lambda ada, group, card, press, query: {
        "scope": {"type": "chat", "chat_id": ada}
    },
    "getMyDescription": lambda ada, group, card, press, query: {},
    "getMyShortDescription": lambda ada, group, card, press, query: {"language_code": "fr"},
    "getWebhookInfo": lambda ada, group, card, press, query: {},
    "leaveChat": lambda ada, group, card, press, query: {"chat_id": group},
    "sendChatAction": lambda ada, group, card, press, query: {"chat_id": ada, "action": "typing"},
    "sendMessage": lambda ada, group, card, press, query: {
        "chat_id": group,
        "text": '<a href="https://example.org">source</a>',
        "parse_mode": "HTML",
        "reply_markup": ROWS,
    },
    "setMyCommands": lambda ada, group, card, press, query: {
        "commands": [{"command": "start", "description": "Begin"}]
    },
    "setMyDescription": lambda ada, group, card, press, query: {"description": "What it is"},
    "setMyShortDescription": lambda ada, group, card, press, query: {"short_description": "What"},
    "setWebhook": lambda ada, group, card, press, query: {"url": "http://127.0.0.1:9/hook"},
}


@pytest.mark.parametrize("method", sorted(REQUESTS))
async def test_every_result_is_one_to_aiogram(
    telegram: TelegramEmulator, raw: Raw, method: str
) -> None:
    ada = telegram.person()
    group = telegram.group(administrators=[ada], bot_is="administrator")
    shown = card(telegram, ada.id)
    press, query = telegram.press(shown, "Next"), telegram.inline(ada, "x")
    answer = await raw(method, **REQUESTS[method](ada.id, group.id, shown.message_id, press, query))
    assert answer["ok"] is True
    assert telegram.violations == []
    described = getattr(aiogram.methods, method[0].upper() + method[1:])
    TypeAdapter(described.__returning__).validate_python(answer["result"])


async def test_a_sent_document_is_one_to_aiogram(telegram: TelegramEmulator, bot: ptb.Bot) -> None:
    ada = telegram.person()
    sent = await bot.send_document(
        ada.id, b'{"a": 1}', filename="export.json", caption="<b>Yours</b>", parse_mode="HTML"
    )
    aiogram.types.Message.model_validate(sent.to_dict())
    shown = telegram.last(ada)
    assert (shown.file_name, shown.file, shown.text) == ("export.json", b'{"a": 1}', "Yours")
    assert telegram.violations == []


def test_every_method_has_its_result_checked() -> None:
    assert set(REQUESTS) | {"sendDocument"} == set(METHODS)


async def test_requests_against_the_description_are_noted(
    telegram: TelegramEmulator, raw: Raw
) -> None:
    if oracle() is None:
        pytest.skip("HUSTINGS_ORACLES does not lead to the description of the Bot API")
    ada = telegram.person()
    await raw("sendMessage", chat_id=ada.id, text="hi", colour="red")
    await raw("sendMessage", text="hi")
    await raw(
        "sendMessage",
        chat_id=ada.id,
        text="hi",
        reply_markup={"inline_keyboard": [[{"text": "x", "callback": "y"}]]},
    )
    await raw("sendTelegram")
    button = "sendMessage.reply_markup.inline_keyboard[0][0]"
    assert telegram.violations == [
        "sendMessage: colour is no argument of it",
        "sendMessage: chat_id is missing",
        f"{button}: callback is no field of InlineKeyboardButton",
        "sendTelegram: no such method",
        "sendTelegram: not emulated",
    ]


async def test_unknown_methods_and_tokens_are_refused_as_telegram_does(
    telegram: TelegramEmulator, raw: Raw
) -> None:
    assert await raw("sendTelegram") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }
    stranger = ptb.Bot("4242:another", base_url=telegram.base_url)
    with pytest.raises(ptb.error.InvalidToken, match="rejected by the server"):
        await stranger.initialize()
    await stranger.shutdown()
