"""A worker as a part of any process: it sends what is running, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from datetime import time

from bot.broadcast.caretaker import take_care
from bot.broadcast.ledger import Ledger
from bot.broadcast.worker import AGAIN, PLACES, Worker
from bot.broadcast.writer import Writer
from bot.desk import Desk
from bot.telegram.courier import courier

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Terms:
    """How this bot sends what nobody asked for just now.

    `pace` is in messages a second, 0 for no limit; a worker that is not heard of for `lease`
    seconds is taken to be dead; digests are sent from `digest_at` (UTC) on, None for never.
    """

    pace: float = 25.0
    lease: float = 60.0
    digest_at: time | None = None


async def serve(
    desk: Desk, *, token: str, api_url: str, terms: Terms, stopping: asyncio.Event
) -> None:
    """Send until told to stop. Raises NotConfigured where the token is not known."""
    lease = secrets.token_hex(8)
    async with courier(token, api_url, within=terms.lease / 2, at_once=PLACES) as (bot_id, post):
        ledger = Ledger(desk.database, bot_id=bot_id, lease=lease, seconds=terms.lease)
        if not await _open(desk, ledger, terms, stopping):
            return
        worker = Worker(ledger, Writer(desk), post, lease=terms.lease)
        caring = asyncio.create_task(
            take_care(
                desk.database,
                lease=terms.lease,
                digest_at=terms.digest_at,
                wake=worker.wake,
                stopping=stopping,
            )
        )
        try:
            await worker.run(stopping)
        finally:
            caring.cancel()
            await asyncio.gather(caring, return_exceptions=True)


async def _open(desk: Desk, ledger: Ledger, terms: Terms, stopping: asyncio.Event) -> bool:
    """Set the pace, for as long as it takes the store to be reached; False when stopped."""
    while not stopping.is_set():
        try:
            if terms.digest_at:
                # Read and indexed before there is anything in hand that waits for it.
                await desk.catalogue()
            await ledger.open(pace=terms.pace)
        except Exception:
            log.exception("the store cannot be reached; trying again")
            await asyncio.sleep(AGAIN)
        else:
            return True
    return False
