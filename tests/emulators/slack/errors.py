"""How Slack refuses: ``{"ok": false, "error": …}``, mostly with HTTP status 200."""

from __future__ import annotations

from typing import Any

COMMON = frozenset(
    (
        "access_denied",
        "accesslimited",
        "account_inactive",
        "fatal_error",
        "internal_error",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_auth",
        "invalid_form_data",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "token_expired",
        "token_revoked",
        "unknown_method",
        "user_not_found",
    )
)
"""Errors that any method can give, whether its own page lists them or not.

`user_not_found` is here for views.publish, whose page leaves it out.
"""


class ApiError(Exception):
    """A refusal."""

    def __init__(
        self, error: str, *, status: int = 200, retry_after: int | None = None, **fields: Any
    ) -> None:
        """``fields`` stand beside the error, such as ``needed`` and ``provided``."""
        super().__init__(error)
        self.error = error
        self.status = status
        self.retry_after = retry_after
        self.fields = fields

    def body(self) -> dict[str, Any]:
        """The answer's JSON object."""
        return {"ok": False, "error": self.error, **self.fields}


def rate_limited(retry_after: int = 1) -> ApiError:
    """429 with the header ``Retry-After``, in seconds."""
    return ApiError("ratelimited", status=429, retry_after=retry_after)


def missing_scope(needed: str, provided: str) -> ApiError:
    """A scope that the app was not given."""
    return ApiError("missing_scope", needed=needed, provided=provided)


def invalid(error: str, problems: list[str]) -> ApiError:
    """Blocks or a view that break Block Kit's rules, each problem told."""
    return ApiError(
        error,
        errors=problems,
        response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]},
    )
