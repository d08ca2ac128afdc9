"""``python -m tests.benchmarks [NAME …]``: measure, and print each figure beside its target."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.benchmarks import resolving, scale, throughput, understanding


def main(arguments: list[str]) -> None:
    """Run the benchmarks that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help="throughput, resolving, …")
    options = parser.parse_args(arguments)
    benchmarks: dict[str, Callable[[], str]] = {
        "throughput": throughput.report,
        "resolving": resolving.report,
        "scale": scale.report,
        "understanding": understanding.report,
    }
    if unknown := set(options.names) - set(benchmarks):
        parser.error(
            f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(benchmarks)}"
        )
    for name in options.names or benchmarks:
        print(benchmarks[name](), end="\n\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
