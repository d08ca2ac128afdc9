"""A loopback Slack: the real client on one side, a test's verbs on the other."""

from tests.emulators.slack.emulator import (
    APP_TOKEN,
    BOT_TOKEN,
    SIGNING_SECRET,
    SlackEmulator,
)
from tests.emulators.slack.forms import NotSubmittable
from tests.emulators.slack.people import Channel, Person
from tests.emulators.slack.remote import RemoteSlack, slack_process
from tests.emulators.slack.seen import Delivered, SeenMessage, SeenView, Submitted
from tests.emulators.slack.verbs.sending import NotDelivered

__all__ = [
    "APP_TOKEN",
    "BOT_TOKEN",
    "SIGNING_SECRET",
    "Channel",
    "Delivered",
    "NotDelivered",
    "NotSubmittable",
    "Person",
    "RemoteSlack",
    "SeenMessage",
    "SeenView",
    "SlackEmulator",
    "Submitted",
    "slack_process",
]
