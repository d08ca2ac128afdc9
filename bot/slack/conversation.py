"""What is said to the app: the question in it, and which talk it goes on with."""

from __future__ import annotations

import hashlib
import re

from bot.slack.render import unescaped

MENTION = re.compile(r"<[@#!][^>]*>")
LINK = re.compile(r"<((?:https?|mailto):[^|>]+)(?:\|[^>]*)?>")


def question_of(said: str) -> str:
    """Return what was typed, without mentions and Slack's marks around links."""
    return unescaped(LINK.sub(r"\1", MENTION.sub(" ", said))).strip()


def chat_number(member: str, channel: str) -> int:
    """Give a number to somebody's talk in a channel, far from Telegram's 52 bits of chats."""
    digest = hashlib.sha256(f"{member} {channel}".encode()).digest()
    return (1 << 60) | (int.from_bytes(digest[:7]) & ((1 << 56) - 1))
