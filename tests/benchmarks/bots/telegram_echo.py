"""A bare python-telegram-bot echo bot, as its documentation shows one; the API's root is given."""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.emulators.telegram import TOKEN


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send a message's text back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(url: str) -> None:
    """Poll until SIGTERM."""
    application: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
