"""A Postgres server of a test's own, which it may stop and start."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

POSTGRES_USER = "postgres"


def find_tools() -> Path | None:
    """Find where initdb and pg_ctl are, on the path or where Debian keeps them."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server in a temporary folder."""

    tools: Path
    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Its first database."""
        return f"postgresql://{POSTGRES_USER}@127.0.0.1:{self.port}/postgres"

    async def run(self, tool: str, *arguments: str) -> None:
        """Run one of Postgres's tools as somebody whom it lets: not as root."""
        command = [str(self.tools / tool), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", POSTGRES_USER, "--", *command]
        process = await asyncio.create_subprocess_exec(
            *command, cwd="/", stdout=asyncio.subprocess.DEVNULL
        )
        assert await process.wait() == 0, command

    async def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.folder / "log")
        await self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", log, "-o", options)

    async def stop(self, how: str = "fast") -> None:
        """Stop it: `fast` ends its connections, `immediate` is a crash."""
        await self.run("pg_ctl", "stop", "-w", "-D", self.data, "-m", how)

    @property
    def data(self) -> str:
        """The folder of its files."""
        return str(self.folder / "data")


@asynccontextmanager
async def own_cluster(folder: Path) -> AsyncIterator[Cluster]:
    """Make a server and run it; the test is skipped, saying so, where Postgres's tools are not."""
    tools = find_tools()
    if tools is None or (os.geteuid() == 0 and not shutil.which("runuser")):
        if os.environ.get("HUSTINGS_REQUIRE_POSTGRES"):
            pytest.fail("HUSTINGS_REQUIRE_POSTGRES is set, and there is no initdb to run")
        pytest.skip("there is no initdb to make a Postgres server with")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = Cluster(tools, folder, port)
    if os.geteuid() == 0:
        shutil.chown(folder, POSTGRES_USER)
    user = ("-U", POSTGRES_USER, "--auth=trust", "--no-sync")
    await cluster.run("initdb", "-D", cluster.data, *user)
    await cluster.start()
    try:
        yield cluster
    finally:
        await cluster.stop("immediate")
