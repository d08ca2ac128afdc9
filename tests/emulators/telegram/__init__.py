"""A loopback Telegram Bot API: the real client on one side, a test's verbs on the other."""

from tests.emulators.telegram.emulator import TOKEN, TelegramEmulator
from tests.emulators.telegram.places import Group, Person, Place
from tests.emulators.telegram.remote import RemoteTelegram, emulator_process
from tests.emulators.telegram.seen import Seen

__all__ = [
    "TOKEN",
    "Group",
    "Person",
    "Place",
    "RemoteTelegram",
    "Seen",
    "TelegramEmulator",
    "emulator_process",
]
