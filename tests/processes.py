"""`hustings …` as processes of their own, to be asked, stopped and killed like any other.

They are forked from one that has imported everything and indexed the bundled words: that takes two
seconds of processor time, and there are hundreds of them. From there on they are what the installed
command is, which some tests start itself; all do where `HUSTINGS_TEST_INSTALLED` is set, and so do
the benchmarks.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple, TypeAlias

INSTALLED = Path(sys.executable).with_name("hustings")
"""The command as it is installed."""
AS_INSTALLED = "HUSTINGS_TEST_INSTALLED"
"""Set where every process is to be the installed command's."""
PATIENCE = 120.0
"""How long a command that is waited for may take, in seconds."""
_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.preloaded"])


@dataclass(frozen=True, slots=True)
class Forked:
    """A process that runs."""

    process: BaseProcess

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.process.pid
        return self.process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit status, or the signal that ended it, below 0; None while it runs."""
        return self.process.exitcode

    async def wait(self) -> int:
        """Wait for its end; its exit status."""
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        loop.add_reader(self.process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self.process.sentinel)
        self.process.join()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as `kill -9` does."""
        self.send_signal(signal.SIGKILL)


Started: TypeAlias = asyncio.subprocess.Process | Forked


async def start(
    *words: str,
    folder: Path,
    settings: Mapping[str, str],
    log: Path = Path("/dev/stderr"),
    installed: bool = False,
) -> Started:
    """Start a command in a folder, with nothing set but these; what it says is added to a log."""
    if not (installed or AS_INSTALLED in os.environ):
        said, told = os.devnull, str(log)
        return _fork(_Command(words, folder, _environment(settings), said, told, told))
    with log.open("ab") as kept:
        return await asyncio.create_subprocess_exec(
            INSTALLED,
            *words,
            cwd=folder,
            env=_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=kept,
            stderr=kept,
        )


async def until_it_heeds(started: Started) -> None:
    """Wait until a process catches SIGTERM: before that, it would die of it."""
    while started.returncode is None and not _heeds(started.pid):  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.02)  # a process sends no events


def _heeds(pid: int) -> bool:
    """Tell whether a process catches SIGTERM; where there is no /proc, it is taken to do so."""
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return True
    caught = next((line for line in told.splitlines() if line.startswith("SigCgt")), "SigCgt 0")
    return bool(int(caught.split()[-1], 16) >> (signal.SIGTERM - 1) & 1)


async def end(started: Started) -> None:
    """Kill a process if it still runs."""
    if started.returncode is None:
        with suppress(ProcessLookupError):
            started.kill()
        await started.wait()


def run(
    *words: str,
    said: str = "",
    folder: Path,
    settings: Mapping[str, str],
    installed: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run a command with `said` on its standard input, and wait for its end."""
    if installed or AS_INSTALLED in os.environ:
        return subprocess.run(
            [INSTALLED, *words],
            input=said,
            cwd=folder,
            env=_environment(settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    with tempfile.TemporaryDirectory(prefix="hustings-run-") as kept:
        streams = [Path(kept, name) for name in ("said", "results", "rest")]
        streams[0].write_text(said, encoding="utf-8")
        started = _fork(_Command(words, folder, _environment(settings), *map(str, streams)))
        started.process.join(PATIENCE)
        results, rest = (stream.read_text(encoding="utf-8") for stream in streams[1:])
        assert started.returncode is not None
        return subprocess.CompletedProcess(words, started.returncode, results, rest)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], **settings}


class _Command(NamedTuple):
    """A command, where it runs, and the files that it reads from and writes to."""

    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    said: str
    results: str
    rest: str


def _fork(command: _Command) -> Forked:
    process = _FORKING.Process(target=_become, args=(command,), daemon=True)
    process.start()
    return Forked(process)


def _become(command: _Command) -> None:
    """Be the command from here on, in the child."""
    adding = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    for number, opened in enumerate(
        (
            os.open(command.said, os.O_RDONLY),
            os.open(command.results, adding),
            os.open(command.rest, adding),
        )
    ):
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for the process's life
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    sys.argv = ["hustings", *command.words]
    os.chdir(command.folder)
    os.environ.clear()
    os.environ.update(command.environment)
    from bot.cli.main import main  # noqa: PLC0415 - what only the child needs

    main()
