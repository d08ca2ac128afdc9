"""The emulator itself: started and stopped, and how it answers a call."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from aiohttp import web

from tests.emulators.slack.arguments import Arguments
from tests.emulators.slack.calls import Call
from tests.emulators.slack.desk import Desk
from tests.emulators.slack.errors import ApiError, missing_scope
from tests.emulators.slack.faults import Fault
from tests.emulators.slack.methods.table import METHODS
from tests.emulators.slack.oracle import Oracle, oracle
from tests.emulators.slack.server import listen
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import EVENTS, SCOPES, Body

P = ParamSpec("P")
T = TypeVar("T")
BOT_TOKEN = "xoxb-emulated-token-for-tests"
APP_TOKEN = "xapp-emulated-token-for-tests"
SIGNING_SECRET = "emulated-signing-secret"
_APP_LEVEL = frozenset(("apps.connections.open",))


class SlackEmulator(Desk):
    """Slack on the loopback interface, with one workspace and one app, steered by a test."""

    def __init__(
        self,
        *,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
        scopes: frozenset[str] = SCOPES,
        events: frozenset[str] = EVENTS,
        check: bool = True,
    ) -> None:
        """``check`` holds requests to the oracle; ``events`` are what the app subscribes to."""
        self.service = Service(signing_secret=signing_secret, scopes=scopes, events=events)
        self.bot_token = bot_token
        self.app_token = app_token
        self.signing_secret = signing_secret
        self.url = ""
        self._oracle: Oracle | None = oracle() if check else None
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        """Listen on a port that the operating system chooses."""
        self._runner, self.url = await listen(self)
        self.service.url = self.url
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go whatever waits, and close."""
        await self.release()
        await self.service.sockets.close()
        for task in list(self.service.background):
            task.cancel()
        await asyncio.gather(*self.service.background, return_exceptions=True)
        await self.service.request_url.close()
        if self._runner:
            await self._runner.cleanup()

    async def do(
        self,
        verb: Callable[Concatenate[Service, P], Awaitable[T]],
        *args: P.args,
        **given: P.kwargs,
    ) -> T:
        """Carry out a verb."""
        return await verb(self.service, *args, **given)

    async def answer(
        self, method: str, token: str, arguments: Arguments, at: float | None = None
    ) -> Body | ApiError | None:
        """Carry out one call; None means that the connection is to be cut."""
        at = time.monotonic() if at is None else at
        if self._oracle:
            self.service.violations += self._oracle.violations(method, arguments)
        fault = next((each for each in self.service.faults if each.meets(method)), None)
        if fault and fault.trouble.kind == "hang":
            self.service.state.changes.notify()
            await fault.gate.wait()
        outcome = self._carry_out(method, token, arguments, fault)
        error = outcome.error if isinstance(outcome, ApiError) else ""
        if error and self._oracle and not fault and not self._oracle.may_give(method, error):
            self.service.violations.append(f"{method}: it cannot give {error}")
        status = outcome.status if isinstance(outcome, ApiError) else 0 if outcome is None else 200
        self.service.log.append(Call(method, arguments, at, status, error, fault is not None))
        self.service.state.changes.notify()
        if fault and fault.trouble.kind == "hold":
            await fault.gate.wait()
        return outcome

    def _carry_out(
        self, method: str, token: str, arguments: Arguments, fault: Fault | None
    ) -> Body | ApiError | None:
        trouble = fault.trouble if fault else None
        if trouble and trouble.kind == "refuse":
            return ApiError(trouble.error, status=trouble.status, retry_after=trouble.retry_after)
        if trouble and trouble.kind == "drop":
            return None
        try:
            self._allow(method, token)
            carry_out, _ = METHODS[method]
            outcome: Body | ApiError = carry_out(self.service, arguments)
        except ApiError as error:
            outcome = error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self.service.violations.append(f"{method}: {type(error).__name__}: {error}")
            outcome = ApiError("invalid_arguments")
        return None if trouble and trouble.kind == "lose" else outcome

    def _allow(self, method: str, token: str) -> None:
        """Token and scope of a call."""
        if not token:
            raise ApiError("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise ApiError("invalid_auth")
        if (method in _APP_LEVEL) != (token == self.app_token):
            raise ApiError("not_allowed_token_type")
        if method not in METHODS:
            self.service.violations.append(f"{method}: not emulated")
            raise ApiError("unknown_method")
        _, scope = METHODS[method]
        if scope and scope not in self.service.state.scopes:
            raise missing_scope(scope, ",".join(sorted(self.service.state.scopes)))
