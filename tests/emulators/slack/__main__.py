"""``python -m tests.emulators.slack --port-file F``: the emulator as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from tests.emulators.slack.emulator import SlackEmulator
from tests.emulators.telegram.__main__ import announce


async def serve(options: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with SlackEmulator(check=options.check) as slack:
        announce(slack.url.rpartition(":")[2], options.port_file)
        await stop.wait()


def main(arguments: list[str]) -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulators.slack")
    parser.add_argument("--port-file", default="-", help="where to write the port; - for stdout")
    parser.add_argument("--check", action="store_true", help="hold requests to the oracle")
    asyncio.run(serve(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
