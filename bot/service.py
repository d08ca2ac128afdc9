"""The service: what is configured, started, run and stopped as one."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from bot import metrics
from bot.actions.setup import prepare
from bot.broadcast.service import Terms
from bot.broadcast.service import serve as serve_broadcasts
from bot.desk import Desk
from bot.health import Health
from bot.role import Role
from bot.settings import HOW_TO_CONNECT, Settings
from bot.slack.service import SlackSettings
from bot.slack.service import serve as serve_slack
from bot.telegram.service import serve as serve_telegram
from bot.telegram.webhook import Webhook, secret_of
from bot.tidying import keep_tidy
from bot.web.server import Routes, listening
from bot.web.watching import add_watching
from migrations.schema import current, require_newest
from questions.errors import NotConfigured, StoreUnreachable
from storage.database import Database

log = logging.getLogger(__name__)

AGAIN = 10.0
"""After how long a part that failed is started again, in seconds."""


@dataclass(frozen=True, slots=True)
class Service:
    """What every part of the service is handed."""

    settings: Settings
    desk: Desk
    stopping: asyncio.Event
    health: Health = field(default_factory=Health)
    routes: Routes = field(default_factory=Routes)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is served beside others: `serve` returns when told to stop.

    It raises NotConfigured where it is no use to try again; whatever else it raises, it is started
    again. `stands_alone` is that a process with only this part is of use.
    """

    name: str
    roles: frozenset[Role]
    is_configured: Callable[[Settings], bool]
    serve: Callable[[Service], Awaitable[None]]
    stands_alone: bool = True


async def _telegram(service: Service) -> None:
    settings = service.settings
    token = settings.telegram_bot_token or ""
    webhook = None
    if settings.public_url:
        secret = settings.telegram_webhook_secret or secret_of(token)
        webhook = Webhook(settings.public_url, secret, service.routes)
    await serve_telegram(
        service.desk,
        token=token,
        api_url=settings.telegram_api_url,
        stopping=service.stopping,
        health=service.health,
        webhook=webhook,
    )


async def _slack(service: Service) -> None:
    settings = service.settings
    await serve_slack(
        service.desk,
        SlackSettings(
            settings.slack_bot_token or "",
            settings.slack_app_token,
            settings.slack_signing_secret,
            settings.slack_api_url,
            settings.slack_review_channel,
            settings.review_by_another_organisation,
            settings.slack_broadcast_channel,
            settings.broadcast_approval,
        ),
        stopping=service.stopping,
        health=service.health,
        routes=None if settings.http_port is None else service.routes,
    )


async def _broadcasts(service: Service) -> None:
    settings = service.settings
    await serve_broadcasts(
        service.desk,
        token=settings.telegram_bot_token or "",
        api_url=settings.telegram_api_url,
        terms=Terms(settings.broadcast_pace, settings.broadcast_lease, settings.digest_at),
        stopping=service.stopping,
    )


async def _tidying(service: Service) -> None:
    await keep_tidy(service.desk.database, service.settings, service.stopping)


FRONT = frozenset({Role.ALL, Role.WEB})
BACK = frozenset({Role.ALL, Role.WORKER})

PARTS = (
    Part("Telegram", FRONT, lambda settings: bool(settings.telegram_bot_token), _telegram),
    Part("Slack", FRONT, lambda settings: bool(settings.slack_bot_token), _slack),
    Part(
        "broadcasts",
        BACK,
        lambda settings: bool(settings.telegram_bot_token),
        _broadcasts,
        stands_alone=False,
    ),
    Part("tidying", BACK, lambda _: True, _tidying, stands_alone=False),
)
"""All that there is to serve, and by which processes."""


async def run(settings: Settings, role: Role = Role.ALL) -> None:
    """Serve what is configured until SIGTERM or SIGINT, then finish what is begun.

    An empty store is prepared; one of another version is not touched. A part that cannot be served
    does not keep the others from it. Raises NotConfigured where nothing is configured, or can be
    served, and StoreNotReady.
    """
    parts = [part for part in PARTS if role in part.roles and part.is_configured(settings)]
    if not any(part.stands_alone for part in parts) and role is not Role.WORKER:
        raise NotConfigured(HOW_TO_CONNECT)
    if settings.readable_file is not None:
        log.warning(
            "everybody here can read the secrets in it: chmod 600 %s", settings.readable_file
        )
    stopping = _stop_on_signals()
    database = Database(settings.database_url, timed=partial(metrics.timed, metrics.store))
    try:
        desk = Desk(
            database,
            counts_unresolved=settings.count_unresolved,
            run_by=settings.run_by,
            contact=settings.privacy_contact,
        )
        service = Service(settings, desk, stopping)
        async with _http(service):
            if await _open_store(service, hears=role in FRONT):
                await _serve(service, parts)
    finally:
        await database.close()


@asynccontextmanager
async def _http(service: Service) -> AsyncIterator[None]:
    """Serve HTTP from the start to the very end, where it is wanted."""
    settings = service.settings
    if settings.http_port is None:
        yield
        return
    add_watching(service.routes, service.desk.database, service.health)
    async with listening(settings.http_host, settings.http_port, service.routes):
        yield


async def _open_store(service: Service, *, hears: bool) -> bool:
    """Make the store ready, for as long as it takes Postgres to be reached; False when stopped.

    Where texts are heard, they are understood from the start.
    """
    database = service.desk.database
    while not service.stopping.is_set():
        try:
            if await current(database) is None:
                await prepare(database)
            await require_newest(database)
            await (service.desk.indexed() if hears else service.desk.catalogue())
        except StoreUnreachable as error:
            if database.is_sqlite:
                raise
            service.health.say("store", str(error))
            await _pause(service, 1.0)
        else:
            # The catalogue's many small objects outlive every collection: none need look at them.
            gc.freeze()
            return True
    return False


async def _serve(service: Service, parts: list[Part]) -> None:
    """Serve every part; raise the reason where none that stands alone is left to serve."""
    serving = {asyncio.create_task(_keep_serving(service, part)): part for part in parts}
    failures: list[NotConfigured] = []
    while pending := [task for task in serving if not task.done()]:
        await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        failures = [error for task in serving if task.done() and (error := task.result())]
        left = (part for task, part in serving.items() if not task.done() and part.stands_alone)
        if failures and not any(left):
            service.stopping.set()
    if failures and all(task.result() for task, part in serving.items() if part.stands_alone):
        raise failures[0]


async def _keep_serving(service: Service, part: Part) -> NotConfigured | None:
    """Serve a part until told to stop, starting it again where it fails; return why not, if so."""
    while not service.stopping.is_set():
        try:
            await part.serve(service)
            break
        except NotConfigured as error:
            service.health.say(part.name, str(error))
            return error
        except Exception:
            log.exception("%s failed; starting it again in %d s", part.name, AGAIN)
            service.health.say(part.name, "it failed, as the log says, and is started again")
            await _pause(service, AGAIN)
    return None


async def _pause(service: Service, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(service.stopping.wait(), seconds)


def _stop_on_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopping.set)
    return stopping
