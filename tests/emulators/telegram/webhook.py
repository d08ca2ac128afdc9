"""Posting updates to the bot's webhook.

Bot API, setWebhook: each update is POSTed as JSON with the header
``X-Telegram-Bot-Api-Secret-Token``, over at most ``max_connections`` connections, and again while
the answer is none of 2xx. As in Telegram's server, updates of one lane go one after the other.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.updates import UpdateQueue

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True, slots=True)
class Post:
    """One attempt to hand over an update."""

    update_id: int
    status: int
    """The bot's HTTP status; 0 where the connection failed."""
    at: float
    """When it was answered, in seconds of the monotonic clock."""


class Webhook:
    """The webhook of the bot, none while ``url`` is empty."""

    def __init__(self, updates: UpdateQueue, notify: Callable[[], None]) -> None:
        """Posts what is put into ``updates`` once a URL is set."""
        self.url = ""
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None
        self.posts: deque[Post] = deque(maxlen=20_000)
        self.retry_seconds = 0.05
        """The wait before a second attempt, doubled for each further one (Telegram's is 1)."""
        self.through: list[str] = []
        """Roots of equal processes to post to in turn, as a proxy at ``url`` would."""
        self._secret = ""
        self._turn = itertools.count()
        self._updates = updates
        self._notify = notify
        self._lanes: dict[int, deque[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(self.max_connections)
        self._session: aiohttp.ClientSession | None = None
        updates.on_update = self._put

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Post all pending and coming updates there; an empty URL stops posting."""
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if url and not url.startswith(("http://", "https://")):
            raise bad_request("invalid webhook URL specified")
        self._cancel()
        self.url, self._secret, self.last_error = url, secret, None
        self.max_connections = max(1, min(max_connections, 100))
        self._places = asyncio.Semaphore(self.max_connections)
        if url:
            self._updates.end_poll("terminated by setWebhook request")
            for update_id in list(self._updates.pending):
                self._put(update_id)

    async def close(self) -> None:
        """Stop posting and close the connections."""
        tasks = self._cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _cancel(self) -> list[asyncio.Task[None]]:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        self._lanes.clear()
        return tasks

    def _put(self, update_id: int) -> None:
        if not self.url:
            return
        lane = self._updates.pending[update_id].lane or -update_id
        if lane in self._lanes:
            self._lanes[lane].append(update_id)
            return
        self._lanes[lane] = deque([update_id])
        task = asyncio.get_running_loop().create_task(self._run(lane, self._lanes[lane]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: int, waiting: deque[int]) -> None:
        """Hand over the updates of one lane, each until it is taken."""
        delay = self.retry_seconds
        while waiting:
            update = self._updates.pending.get(waiting[0])
            if update is None:
                waiting.popleft()
                continue
            async with self._places:
                taken, retry_after = await self._post(waiting[0], update.wire)
            if taken:
                self._updates.confirm(waiting.popleft())
                delay = self.retry_seconds
            else:
                await asyncio.sleep(retry_after or delay)
                delay *= 2
        del self._lanes[lane]

    def _target(self) -> str:
        if not self.through:
            return self.url
        root = self.through[next(self._turn) % len(self.through)]
        return root + urlsplit(self.url).path

    async def _post(self, update_id: int, wire: str) -> tuple[bool, float]:
        """Whether the bot took an update, and the seconds it asked to wait."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector)
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        status, why, retry_after = 0, "Connection failed", 0.0
        try:
            async with self._session.post(
                self._target(),
                data=wire.encode(),
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=60),
            ) as answer:
                await answer.read()
                status = answer.status
                why = f"Wrong response from the webhook: {status} {answer.reason}"
                asked = answer.headers.get("Retry-After", "")
                retry_after = float(asked) if asked.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError) as error:
            why = f"{why}: {type(error).__name__}"
        taken = 200 <= status < 300
        if not taken:
            self.last_error = (int(time.time()), why)
        self.posts.append(Post(update_id, status, time.monotonic()))
        self._notify()
        return taken, retry_after
