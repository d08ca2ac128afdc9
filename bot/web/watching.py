"""What those who watch the service ask it: /healthz, /readyz and /metrics."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from bot import metrics
from bot.health import Health
from bot.web.server import Routes
from migrations.schema import require_newest
from questions.errors import HustingsError
from storage.database import Database
from storage.gauges import read_gauges


def add_watching(routes: Routes, database: Database, health: Health) -> None:
    """Add the three paths."""
    routes["GET", "/healthz"] = _alive
    routes["GET", "/readyz"] = partial(_ready, database, health)
    routes["GET", "/metrics"] = partial(_metrics, database)


async def _alive(_request: web.Request) -> web.Response:
    return web.Response(text="alive\n")


async def _ready(database: Database, health: Health, _request: web.Request) -> web.Response:
    """Say whether requests do well to come here, and what is wrong with which part.

    A platform that cannot be reached does not keep another from being served.
    """
    wrong = dict(health.wrong)
    ready = health.serves
    try:
        await require_newest(database)
    except HustingsError as error:
        wrong["store"] = str(error)
        ready = False
    return web.json_response({"ready": ready, "wrong": wrong}, status=200 if ready else 503)


async def _metrics(database: Database, _request: web.Request) -> web.Response:
    try:
        async with database.reading() as connection:
            for what, count in (await read_gauges(connection)).items():
                metrics.in_store.labels(what).set(count)
    except HustingsError:
        metrics.in_store.clear()
    return web.Response(
        body=metrics.exposition(), headers={"Content-Type": "text/plain; version=0.0.4"}
    )
