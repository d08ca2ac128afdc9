"""What people do and see, through the real client."""

from __future__ import annotations

import pytest
import telegram as ptb
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.emulators.telegram import Person, Seen, TelegramEmulator


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """One row of buttons whose data is their label in small letters."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=label.lower()) for label in labels]]
    )


async def card(telegram: TelegramEmulator, bot: Bot, person: Person) -> Seen:
    """A message of the bot with buttons."""
    await bot.send_message(person.id, "<b>A card</b>", "HTML", reply_markup=keyboard("Next"))
    return telegram.last(person)


async def test_a_conversation_shows_what_was_said_and_how_it_looks_now(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    asked = telegram.say(ada, "where?")
    html = '🗳 <b>Ada</b>: <a href="https://example.org/1">source</a>'
    sent = await bot.send_message(
        ada.id,
        html,
        "HTML",
        reply_parameters=ptb.ReplyParameters(asked.message_id),
        reply_markup=keyboard("Next", "Who answered"),
    )
    shown = await telegram.reply(ada)
    assert (shown.text, shown.source, shown.reply_to) == ("🗳 Ada: source", html, asked.message_id)
    assert shown.texts("bold") == ["Ada"]
    assert shown.links == {"source": "https://example.org/1"}
    assert shown.labels == ["Next", "Who answered"]
    await bot.edit_message_text("changed", ada.id, sent.message_id)
    shown = await telegram.reply(ada)
    assert (shown.text, shown.labels, shown.edits) == ("changed", [], 1)
    await bot.delete_message(ada.id, sent.message_id)
    assert [(each.by_bot, each.deleted) for each in telegram.conversation(ada)] == [
        (False, False),
        (True, True),
    ]
    assert telegram.violations == []


async def test_replies_are_given_out_one_by_one_and_none_twice(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    await bot.send_message(ada.id, "nobody asked for this")
    telegram.say(ada, "two of them, please")
    await bot.send_message(ada.id, "one")
    await bot.send_message(ada.id, "two")
    assert [(await telegram.reply(ada)).text for _ in range(2)] == ["one", "two"]
    with pytest.raises(TimeoutError, match=r"the last calls: .*sendMessage 200"):
        await telegram.reply(ada, timeout=0.01)


async def test_edits_are_refused_in_telegram_s_words(telegram: TelegramEmulator, bot: Bot) -> None:
    ada = telegram.person()
    said, shown = telegram.say(ada, "hi"), await card(telegram, bot, ada)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text(
            "<b>A card</b>",
            ada.id,
            shown.message_id,
            parse_mode="HTML",
            reply_markup=keyboard("Next"),
        )
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", ada.id, said.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ada.id, 999)
    await bot.edit_message_reply_markup(ada.id, shown.message_id, reply_markup=keyboard("Other"))
    assert telegram.again(shown).labels == ["Other"]
    telegram.outdate(shown)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", ada.id, shown.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(ada.id, shown.message_id)
    telegram.delete(shown)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ada.id, shown.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ada.id, shown.message_id)


async def test_a_press_carries_the_message_and_is_answered_once_in_time(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    shown = await card(telegram, bot, ada)
    press = telegram.press(shown, "Next")
    late = telegram.press(shown, "next", expired=True)
    first, second = [update.callback_query for update in await bot.get_updates()]
    assert first is not None
    assert second is not None
    assert (first.id, first.data, first.from_user.id) == (press, "next", ada.id)
    assert first.message is not None
    assert first.message.is_accessible
    assert telegram.notice(press) is None
    await first.answer("Done", show_alert=True)
    assert (await telegram.acknowledged(press))["text"] == "Done"
    assert second.id == late
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query"):
        await second.answer()
    with pytest.raises(LookupError, match=r"no button 'Back' among \['Next'\]"):
        telegram.press(shown, "Back")


async def test_a_press_on_a_message_too_old_brings_one_that_is_inaccessible(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    shown = await card(telegram, bot, telegram.person())
    telegram.outdate(shown)
    telegram.press(shown, "Next")
    telegram.press_forged(shown, "q:1.1:nobody:\N{BALLOT BOX WITH BALLOT}")
    first, forged = [update.callback_query for update in await bot.get_updates()]
    assert first is not None
    assert first.message is not None
    assert not first.message.is_accessible
    assert forged is not None
    assert forged.data == "q:1.1:nobody:\N{BALLOT BOX WITH BALLOT}"


async def test_inline_results_come_back_parsed_and_can_be_chosen_and_edited(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    query = telegram.inline(ada, "death penalty")
    content = ptb.InputTextMessageContent("<b>No</b>", "HTML")
    article = ptb.InlineQueryResultArticle("r1", "Ada", content, reply_markup=keyboard("More"))
    await bot.answer_inline_query(query, [article], cache_time=0)
    answer = telegram.inline_answer(query)
    assert answer is not None
    assert answer["results"][0]["message"]["text"] == "No"
    inline_id = telegram.choose(query, "r1")
    assert inline_id is not None
    telegram.press_inline(inline_id, "more", by=ada)
    await bot.edit_message_text("Edited", inline_message_id=inline_id)
    assert telegram.inline_message(inline_id).text == "Edited"
    _, chosen, pressed = await bot.get_updates()
    assert chosen.chosen_inline_result is not None
    assert pressed.callback_query is not None
    assert pressed.callback_query.inline_message_id == inline_id
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query("1", [])
    assert telegram.violations == []


async def test_in_a_group_with_privacy_mode_the_bot_hears_what_is_meant_for_it(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    group = telegram.group(administrators=[ada])
    await bot.send_message(group.id, "hello")
    telegram.say(group, "only between us", by=ada)
    telegram.say(group, "/help", by=ada)
    telegram.say(group, "/help@another_bot", by=ada)
    telegram.say(group, "🗳 @Hustings_Test_Bot who?", by=ada)
    telegram.say(group, "and you?", by=ada, reply_to=telegram.last(group))
    heard = [update.effective_message for update in await bot.get_updates()]
    assert [message and message.text for message in heard] == [
        "/help",
        "🗳 @Hustings_Test_Bot who?",
        "and you?",
    ]
    telegram.state.hears_all = True
    telegram.say(group, "all can hear", by=ada)
    assert len(await bot.get_updates()) == 4


async def test_members_and_administrators_can_be_asked_after(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada, bea, cy = telegram.person("Ada"), telegram.person("Bea"), telegram.person("Cy")
    group = telegram.group(administrators=[ada, bea], members=[cy])
    statuses = [
        (await bot.get_chat_member(group.id, each.id)).status
        for each in (ada, bea, cy, telegram.person())
    ]
    assert statuses == ["creator", "administrator", "member", "left"]
    administrators = await bot.get_chat_administrators(group.id)
    assert [each.user.id for each in administrators] == [ada.id, bea.id]
    telegram.set_member(group, cy, "administrator")
    assert (await bot.get_chat_member(group.id, cy.id)).status == "administrator"
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        await bot.get_chat_administrators(ada.id)
    assert (await bot.get_chat(group.id)).title == "Coalition"


async def test_chats_closed_to_the_bot_refuse_in_telegram_s_words(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada, bea = telegram.person(), telegram.person(started=False)
    gone, group = telegram.person(), telegram.group(administrators=[ada])
    telegram.block(ada)
    telegram.deactivate(gone)
    telegram.remove_bot(group, by=ada)
    for chat, why in (
        (ada.id, "bot was blocked by the user"),
        (bea.id, "bot can't initiate conversation with a user"),
        (gone.id, "user is deactivated"),
        (group.id, "bot was kicked from the supergroup chat"),
    ):
        with pytest.raises(Forbidden, match=f"Forbidden: {why}"):
            await bot.send_message(chat, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "hello")
    with pytest.raises(ValueError, match="unblock first"):
        telegram.say(ada, "hello")
    telegram.unblock(ada)
    await bot.send_message(ada.id, "hello")
    telegram.say(bea, "/start")
    await bot.send_message(bea.id, "hello")
    assert telegram.deliveries() == {ada.id: 1, bea.id: 1}


async def test_a_migrated_group_names_its_new_id(telegram: TelegramEmulator, bot: Bot) -> None:
    ada = telegram.person()
    old = telegram.group(supergroup=False, administrators=[ada])
    new = telegram.migrate(old, by=ada)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "hello")
    assert moved.value.new_chat_id == new.id
    await bot.send_message(new.id, "hello")
    to, since = [update.effective_message for update in await bot.get_updates()]
    assert to is not None
    assert since is not None
    assert (to.migrate_to_chat_id, since.migrate_from_chat_id) == (new.id, old.id)


async def test_the_menu_and_descriptions_are_kept_per_scope_and_language(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    ada = telegram.person()
    await bot.set_my_commands([("start", "Begin"), ("help", "Help")])
    await bot.set_my_commands([("aide", "Aide")], language_code="fr")
    await bot.set_my_commands([("me", "Mine")], ptb.BotCommandScopeChat(ada.id))
    await bot.set_my_description("What it is")
    await bot.set_my_short_description("Short")
    assert telegram.menu() == ["start", "help"]
    assert telegram.menu(language="fr") == ["aide"]
    assert telegram.menu("chat", chat_id=ada.id) == ["me"]
    await bot.delete_my_commands(language_code="fr")
    assert telegram.menu(language="fr") == []
    assert (await bot.get_my_description()).description == "What it is"
    assert telegram.violations == []


async def test_broken_utf16_reaches_the_bot_as_it_was_sent(
    telegram: TelegramEmulator, bot: Bot
) -> None:
    telegram.say(telegram.person("\udc00"), "half \ud83d pair")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "half \ud83d pair"
