"""The console: the same cards in plain text, their buttons pressed by number."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import TextIO

from bot import talk
from bot.card import Block, Button, Card, Role, note, text
from bot.commands import COMMAND, COMMANDS, Call, ask, guess
from bot.desk import Desk
from bot.presses import Report
from bot.turn import Chat, Turn
from bot.words import Words
from questions.understanding.resolution import NO_CONTEXT
from storage.contexts import remember

WIDTH = 88
"""How wide lines are written, in characters."""

CONSOLE = 0
"""The number of a console's one chat, in a store that it shares with no other."""

MARGIN = {Role.ITEM: "• ", Role.QUOTE: "  ", Role.FACTS: "  ", Role.COPY: "  "}


async def converse(desk: Desk, words: Words, lines: TextIO, out: TextIO) -> None:
    """Answer line by line until the input ends; every answer is marked as fictional.

    Where the input is no terminal, what was read is shown, so that the output reads as a
    conversation.
    """
    terminal = lines.isatty()
    print(words("demo.welcome"), end="\n\n", file=out)
    offered: Sequence[Button] = ()
    while True:
        print("> " if terminal else "", end="", file=out, flush=True)
        line = await _read_line(lines)
        if not line or line.strip().lower() in ("exit", "quit"):
            return
        if not (said := line.strip()):
            continue
        if not terminal:
            print(f"> {said}", file=out)
        turn = await _answer(desk, words, said, offered)
        card = turn.card.plus(note(words("demo.marked")))
        offered = tuple(card.pressable) or offered
        async with desk.database.writing() as connection:
            for effect in turn.effects:
                await effect(connection)
            if turn.about != NO_CONTEXT:
                await remember(connection, CONSOLE, turn.about)
        print(plain(card), end="\n\n", file=out, flush=True)


async def _read_line(lines: TextIO) -> str:
    """Wait for a line; at a terminal so that Ctrl-C ends the waiting."""
    if not lines.isatty():
        return await asyncio.to_thread(lines.readline)
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()
    loop.add_reader(lines, _settle, ready)
    try:
        await ready
    finally:
        loop.remove_reader(lines)
    return lines.readline()


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)


async def _answer(desk: Desk, words: Words, said: str, offered: Sequence[Button]) -> Turn:
    """Press the button of a number, run the command of a name, or answer a text."""
    if said.isascii() and said.isdigit() and len(said) < 4 and offered:
        number = int(said)
        if not 1 <= number <= len(offered):
            refusal = note(words("demo.no-button", n=number, last=len(offered)))
            return Turn(Card((refusal,)))
        press = offered[number - 1].press
        if press is not None:
            turn = await talk.press(desk, words, Chat(CONSOLE), press)
            return _without_reply(words, turn) if isinstance(press, Report) else turn
    found = COMMAND.fullmatch(f"/{said}" if said.lower() in COMMANDS else said)
    if found is None:
        return await ask(Call(desk, words, Chat(CONSOLE), said))
    call = Call(desk, words, Chat(CONSOLE), (found["rest"] or "").strip())
    command = COMMANDS.get(found["name"].lower())
    return await (command.run(call) if command else guess(call, found["name"]))


def _without_reply(words: Words, turn: Turn) -> Turn:
    """Thank for a report as can be done where no message can be replied to."""
    thanks = (*turn.card.blocks[:1], text(words("demo.reported")))
    return replace(turn, card=replace(turn.card, blocks=thanks))


def plain(card: Card) -> str:
    """Write a card as plain text, its buttons numbered."""
    lines: list[str] = []
    under_item = False
    for block in card.blocks:
        apart = block.role in (Role.NOTE, Role.TITLE)
        if apart and lines and not lines[-1].endswith("\n"):
            lines.append("")
        under_item = block.role is Role.ITEM or (under_item and not apart)
        margin = "  " if under_item and block.role is Role.TEXT else MARGIN.get(block.role, "")
        lines.append(_plain_block(block, margin))
    if card.buttons:
        lines.append("")
    number = 0
    for row in card.buttons:
        labels = []
        for button in row:
            number += 1
            labels.append(f"[{number}] {button.label}")
        lines.append("   ".join(labels))
    return "\n".join(lines)


def _plain_block(block: Block, margin: str) -> str:
    said = "".join(
        f"{run.text} <{run.url}>" if run.url and run.url != run.text else run.text
        for run in block.runs
    )
    if block.role is Role.COPY and "\n" in said:
        return textwrap.indent(said, margin)
    wrapped = textwrap.fill(
        said,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=" " * len(margin),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{wrapped}\n" if block.role is Role.TITLE else wrapped
