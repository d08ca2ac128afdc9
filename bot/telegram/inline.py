"""Inline mode: `@bot somebody death penalty`, in any chat. Nothing is kept of the person."""

from __future__ import annotations

from string import ascii_letters, digits

from telegram import InlineQuery

from bot.actions.answer import answer
from bot.card import Button, Card, Role, Row, Run
from bot.presses import fits, to_link
from bot.telegram.calls import Call
from bot.telegram.render import Params, message, whole
from bot.telegram.room import Room, words_for
from bot.utf16 import fit
from bot.views.answers import answer_card
from bot.words import Words
from questions.errors import HustingsError
from questions.request import Request
from questions.understanding.resolution import Behaviour
from questions.understanding.resolve import resolve

OFFERED = 8
"""How many answers are offered where several may be meant (Telegram: at most 50)."""

LINKABLE = frozenset(ascii_letters + digits + "_-")
"""Telegram: what a deep link's parameter may hold."""

TITLE, DESCRIPTION = 64, 120
"""What Telegram's list of results shows of each, in UTF-16 units."""


async def answer_inline(room: Room, query: InlineQuery) -> tuple[Call, ...]:
    """Offer the answer, or those that may be meant, to be sent by the person."""
    words, catalogue = words_for(query.from_user), await room.desk.catalogue()
    resolution = resolve(query.query, catalogue)
    if resolution.behaviour is Behaviour.ANSWER and resolution.request is not None:
        meant: tuple[Request, ...] = (resolution.request,)
    else:
        meant = resolution.choices[:OFFERED]
    results = [
        result
        for place, request in enumerate(meant)
        if (result := await _result(room, words, str(place), request)) is not None
    ]
    params: Params = {
        "inline_query_id": query.id,
        "results": results,
        "cache_time": 0,
        "is_personal": True,
    }
    if not results:
        said = words("inline.nothing") if query.query else words("inline.start")
        params["button"] = {"text": said, "start_parameter": "h"}
    return (Call("answerInlineQuery", params),)


async def _result(room: Room, words: Words, result_id: str, request: Request) -> Params | None:
    try:
        card = answer_card(words, await answer(room.desk, request))
    except HustingsError:
        return None
    shown = Card(card.blocks, _back_to_bot(words, room, request))
    lines = [_plain(block.runs) for block in card.blocks if block.role is not Role.NOTE]
    sent = message(shown)
    keyboard = sent.pop("reply_markup", None)
    sent["message_text"] = sent.pop("text")
    result: Params = {
        "type": "article",
        "id": result_id,
        "title": fit(lines[0], TITLE),
        "description": fit(" ".join(lines[1:]), DESCRIPTION),
        "input_message_content": sent,
    }
    return result | ({"reply_markup": keyboard} if keyboard else {})


def _plain(runs: tuple[Run, ...]) -> str:
    return whole("".join(run.text for run in runs))


def _back_to_bot(words: Words, room: Room, request: Request) -> tuple[Row, ...]:
    """Make the one button that works in a chat the bot is not in: a link back to it."""
    link = f"https://t.me/{room.bot.username}"
    if fits(request) and not set(to_link(request)) - LINKABLE:
        link += f"?start={to_link(request)}"
    return ((Button(words("button.more-here"), url=link),),)
