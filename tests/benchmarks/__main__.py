"""``python -m tests.benchmarks [NAME …]``: measure, and print each figure beside its target."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial

from tests.benchmarks import (
    acknowledging,
    broadcast,
    durable,
    flood,
    kills,
    million,
    processes,
    resolving,
    scale,
    soak,
    starting,
    throughput,
    understanding,
)
from tests.processes import AS_INSTALLED


def main(arguments: list[str]) -> None:
    """Run the benchmarks that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help="throughput, resolving, …")
    parser.add_argument(
        "--minutes", type=float, default=20.0, help="how long `soak` goes on; it runs where named"
    )
    options = parser.parse_args(arguments)
    benchmarks: dict[str, Callable[[], str]] = {
        "throughput": throughput.report,
        "durable": durable.report,
        "processes": processes.report,
        "flood": flood.report,
        "starting": starting.report,
        "resolving": resolving.report,
        "scale": scale.report,
        "acknowledging": acknowledging.report,
        "broadcast": broadcast.report,
        "million": million.report,
        "kills": kills.report,
        "understanding": understanding.report,
    }
    on_request: dict[str, Callable[[], str]] = {
        "soak": partial(soak.report, options.minutes),
    }
    every = benchmarks | on_request
    if unknown := set(options.names) - set(every):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(every)}")
    os.environ[AS_INSTALLED] = "1"
    for name in options.names or benchmarks:
        print(every[name](), end="\n\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
