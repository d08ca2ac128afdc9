"""``python -m tests.emulators.telegram --port-file F``: the emulator as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tests.emulators.telegram.emulator import TOKEN, TelegramEmulator


async def serve(options: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with TelegramEmulator(
        token=options.token, check=options.check, lean=options.lean
    ) as telegram:
        announce(telegram.url.rpartition(":")[2], options.port_file)
        await stop.wait()


def announce(port: str, port_file: str) -> None:
    """Tell the port: on standard output for ``-``, else in a file that appears at once."""
    if port_file == "-":
        print(port, flush=True)
        return
    path = Path(port_file)
    half = path.with_name(path.name + ".half")
    half.write_text(port, "ascii")
    half.replace(path)


def main(arguments: list[str]) -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulators.telegram")
    parser.add_argument("--port-file", default="-", help="where to write the port; - for stdout")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--check", action="store_true", help="hold requests to the oracle")
    parser.add_argument("--lean", action="store_true", help="any private chat, no messages kept")
    asyncio.run(serve(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
