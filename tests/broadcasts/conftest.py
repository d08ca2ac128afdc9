"""Telegram beside the test, and a store that sending processes share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.emulators.telegram import RemoteTelegram, TelegramEmulator, emulator_process


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    """Telegram in the test's own loop. At the end everybody must have kept to the Bot API."""
    async with TelegramEmulator() as emulator:
        yield emulator
        assert emulator.violations == []


@pytest.fixture
async def far_telegram() -> AsyncIterator[RemoteTelegram]:
    """Telegram as a process of its own, whose times of arrival nothing here delays."""
    async with emulator_process("--lean") as emulator:
        yield emulator
