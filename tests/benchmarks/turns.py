"""One bot's turn: a process started, asked by many people at once, timed and ended."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.emulators.telegram import RemoteTelegram
from tests.emulators.telegram.remote import ROOT

QUESTION = "where does okonkwo stand on the death penalty"

MESSAGES = 1_000
"""How many people ask in one turn, each once."""

WARM_UP = 200
"""How many ask before that, to open connections and fill caches."""

CROWD = 10_000_001
"""The chat id of the first person."""

PATIENCE = 30.0
"""Seconds until a bot that does not start or does not answer is given up."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot that takes its turn; `says` is what its replies must contain."""

    name: str
    command: tuple[str, ...]
    says: str = QUESTION
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a bot answered in one turn; `cpu` is its process's milliseconds for a message."""

    per_second: float
    cpu: float


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """Name the command that runs one of the bots beside this file."""
    return (sys.executable, "-m", f"tests.benchmarks.bots.{module}", *arguments)


async def take_turn(telegram: RemoteTelegram, contender: Contender, log: Path) -> Pace:
    """Let a bot answer everybody once. Raises RuntimeError where it does not."""
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *contender.command,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **contender.settings},
            stderr=errors,
        )
    try:
        return await _pace(telegram, contender, process)
    except TimeoutError:
        said = await asyncio.to_thread(log.read_text)
        raise RuntimeError(f"{contender.name} did not answer everybody: {said}") from None
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _pace(
    telegram: RemoteTelegram, contender: Contender, process: asyncio.subprocess.Process
) -> Pace:
    await telegram.until(lambda: telegram.do("polled"), PATIENCE)
    await asked(telegram, WARM_UP)
    idle = cpu_of(process.pid)
    per_second = await asked(telegram, MESSAGES)
    (reply,) = await telegram.calls("sendMessage", CROWD)
    if contender.says not in str(reply.argument("text")):
        raise RuntimeError(f"{contender.name} said something else: {reply}")
    await telegram.until(lambda: telegram.do("polled"), PATIENCE)
    return Pace(per_second, (cpu_of(process.pid) - idle) / MESSAGES)


async def asked(telegram: RemoteTelegram, people: int) -> float:
    """Queue a question from each of many people; return how many a second were answered."""
    await telegram.forget_calls()
    await telegram.say_many((chat, QUESTION) for chat in range(CROWD, CROWD + people))
    begun = time.monotonic()
    try:
        await telegram.wait_for_calls("sendMessage", people, PATIENCE)
    except LookupError as error:
        raise TimeoutError from error
    return people / ((await telegram.times("sendMessage"))[-1] - begun)


def cpu_of(pid: int) -> float:
    """Return the CPU time of a process so far, in milliseconds."""
    times = psutil.Process(pid).cpu_times()
    return 1000 * float(times.user + times.system)


async def ceiling(telegram: RemoteTelegram) -> float:
    """Send as fast as the emulator takes it; return requests a second."""
    await telegram.forget_calls()
    sender = await asyncio.create_subprocess_exec(
        *python("sender", telegram.url, str(CROWD), str(3 * MESSAGES)), cwd=ROOT
    )
    if await sender.wait():
        raise RuntimeError("the sender failed")
    times = await telegram.times("sendMessage")
    return (len(times) - 1) / (times[-1] - times[0])
