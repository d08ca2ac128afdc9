"""The emulator itself: started and stopped, its faults, and how it answers a call."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.emulators.telegram.arguments import Arguments, integer, structure
from tests.emulators.telegram.calls import Call, CallLog
from tests.emulators.telegram.errors import (
    ApiError,
    bad_request,
    conflict,
    not_found,
    unauthorized,
)
from tests.emulators.telegram.faults import Fault, Trouble
from tests.emulators.telegram.methods.table import METHODS, NAMES
from tests.emulators.telegram.oracle import Oracle, oracle
from tests.emulators.telegram.places import Place, place_id
from tests.emulators.telegram.server import Answer, listen
from tests.emulators.telegram.state import State
from tests.emulators.telegram.watching import Watching

TOKEN = "4242:emulated-token-for-tests"
LONGEST_POLL = 50
"""Seconds that Telegram's server lets a getUpdates wait at most."""


class TelegramEmulator(Watching):
    """A Bot API server on the loopback interface, for one bot, steered by a test."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "hustings_test_bot",
        check: bool = True,
        lean: bool = False,
        keep_calls: int = 20_000,
    ) -> None:
        """``check`` holds requests to the oracle; ``lean`` keeps nothing but counts and times."""
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Hustings"}
        super().__init__(State({**bot, "username": username}, lean=lean), CallLog(keep_calls))
        self.token = token
        self.url = ""
        """The root, such as ``http://127.0.0.1:8081``: the bot's ``TELEGRAM_API_URL``."""
        self.faults: list[Fault] = []
        self._oracle: Oracle | None = oracle() if check else None
        self._runner: web.ServerRunner | None = None

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as ``base_url``."""
        return f"{self.url}/bot"

    async def __aenter__(self) -> Self:
        """Listen on a port that the operating system chooses."""
        self._runner, self.url = await listen(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go whatever waits, and close."""
        self.clear_faults()
        self.state.updates.close()
        await self.state.webhook.close()
        if self._runner:
            await self._runner.cleanup()

    def fault(
        self,
        trouble: Trouble,
        method: str | None = "sendMessage",
        *,
        chat: Place | None = None,
        times: int | None = 1,
        skip: int = 0,
    ) -> Fault:
        """Give trouble to the next ``times`` calls (None: until cleared), after ``skip`` others.

        ``method`` None means all of them, ``chat`` None all chats.
        """
        fault = Fault(trouble, method, None if chat is None else place_id(chat), times, skip)
        self.faults.append(fault)
        return fault

    def clear_faults(self) -> None:
        """End all trouble and let go what is held back."""
        for fault in self.faults:
            fault.release()

    async def answer(self, token: str, name: str, arguments: Arguments) -> Answer:
        """Carry out one call; what to send back, or that the connection is to be cut."""
        at = time.monotonic()
        if token != self.token:
            return Answer(error=unauthorized() if ":" in token else not_found())
        method = NAMES.get(name.lower(), name)
        if self._oracle:
            self.violations += self._oracle.violations(method, arguments)
        fault = self._fault_of(method, arguments) if self.faults else None
        outcome = await self._carry_out(method, arguments, fault)
        error = outcome.error
        status = 0 if outcome.cut else error.code if error else 200
        why = "connection cut" if outcome.cut else error.description if error else ""
        self.log.add(Call(method, arguments, at, status, why, fault is not None))
        self.state.changes.notify()
        if fault and fault.trouble.kind == "hold":
            await fault.gate.wait()
        return outcome

    async def _carry_out(self, method: str, arguments: Arguments, fault: Fault | None) -> Answer:
        kind = fault.trouble.kind if fault else None
        if fault and kind == "refuse":
            trouble = fault.trouble
            error = ApiError(trouble.code, trouble.description, **trouble.parameters)
            return Answer(error=error)
        if kind == "drop":
            return Answer(cut=True)
        try:
            if method == "getUpdates":
                answer = Answer(updates=await self._get_updates(arguments))
            elif carry_out := METHODS.get(method):
                answer = Answer(carry_out(self.state, arguments))
            else:
                self.violations.append(f"{method}: not emulated")
                raise not_found()
        except ApiError as error:
            answer = Answer(error=error)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self.violations.append(f"{method}: {type(error).__name__}: {error}")
            answer = Answer(error=bad_request("can't parse request"))
        return Answer(cut=True) if kind == "lose" else answer

    async def _get_updates(self, arguments: Arguments) -> list[str]:
        """Bot API, getUpdates; numbers out of bounds are brought within them."""
        if self.state.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        updates = self.state.updates
        updates.allow(structure(arguments, "allowed_updates"))
        return await updates.poll(
            offset=integer(arguments, "offset"),
            limit=max(1, min(integer(arguments, "limit", 100), 100)),
            seconds=max(0, min(integer(arguments, "timeout"), LONGEST_POLL)),
        )

    def _fault_of(self, method: str, arguments: Arguments) -> Fault | None:
        chat_id = integer(arguments, "chat_id") or None
        return next((fault for fault in self.faults if fault.meets(method, chat_id)), None)
