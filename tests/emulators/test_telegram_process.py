"""The emulator as a process of its own, steered over HTTP."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import RetryAfter

from tests.emulators.telegram import TOKEN, RemoteTelegram, emulator_process, faults
from tests.emulators.telegram.__main__ import announce
from tests.emulators.telegram.remote import ROOT

BUTTON = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Next", callback_data="n"))


async def test_the_same_verbs_work_from_outside() -> None:
    async with (
        emulator_process("--check") as telegram,
        Bot(TOKEN, base_url=telegram.base_url) as bot,
    ):
        ada = await telegram.person("Ada")
        await telegram.say(ada, "half \ud83d pair")
        (update,) = await bot.get_updates()
        assert update.message is not None
        assert update.message.text == "half \ud83d pair"
        await bot.send_message(ada.id, "<b>a card</b>", "HTML", reply_markup=BUTTON)
        shown = await telegram.reply(ada)
        assert (shown.texts("bold"), shown.labels) == (["a card"], ["Next"])
        press = await telegram.press(shown, "Next")
        await bot.answer_callback_query(press, "Done")
        assert (await telegram.do("notice", query_id=press))["text"] == "Done"
        await bot.send_document(ada.id, b"{}", filename="export.json")
        assert (await telegram.last(ada)).file == b"{}"
        assert [call.chat for call in await telegram.calls("sendDocument")] == [ada.id]
        assert await telegram.deliveries() == {ada.id: 2}
        assert await telegram.violations() == []
        with pytest.raises(LookupError, match="no verb"):
            await telegram.do("explode")


async def test_faults_and_waits_work_from_outside() -> None:
    async with emulator_process() as telegram, Bot(TOKEN, base_url=telegram.base_url) as bot:
        ada = await telegram.person()
        fault = await telegram.fault(faults.too_many_requests(3), chat=ada)
        with pytest.raises(RetryAfter):
            await bot.send_message(ada.id, "hello")
        assert await telegram.fault_hits(fault) == 1
        held = await telegram.fault(faults.held())
        sending = asyncio.create_task(bot.send_message(ada.id, "hello"))
        assert await telegram.wait_for_calls("sendMessage", 2) == 2
        await telegram.until(lambda: telegram.deliveries("hello"))
        assert not sending.done()
        await telegram.release(held)
        await sending
        assert await telegram.max_in_any_second("sendMessage") >= 1
        assert len(await telegram.times("sendMessage")) == 2


async def test_lean_it_takes_any_private_chat_and_keeps_counts_only() -> None:
    async with (
        emulator_process("--lean") as telegram,
        Bot(TOKEN, base_url=telegram.base_url) as bot,
    ):
        for chat in (7_000_001, 7_000_002, 7_000_002):
            await bot.send_message(chat, "hello")
        assert await telegram.deliveries() == {7_000_001: 1, 7_000_002: 2}
        assert await telegram.say_many([(7_000_003, "one"), (7_000_003, "two")]) == 2
        assert len(await bot.get_updates()) == 2
        assert await telegram.conversation(7_000_003) == []


def test_the_port_file_appears_whole(tmp_path: Path) -> None:
    announce("8081", str(tmp_path / "port"))
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("port", "8081")]


async def test_sigterm_ends_it_even_with_a_poll_waiting() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.emulators.telegram", "--port-file", "-"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    port = int(await process.stdout.readline())
    async with (
        RemoteTelegram(f"http://127.0.0.1:{port}") as telegram,
        Bot(TOKEN, base_url=telegram.base_url) as bot,
    ):
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await telegram.until(lambda: telegram.do("polled"))
        process.terminate()
        assert await poll == ()
    assert await process.wait() == 0
