"""How Telegram refuses: a code, a description, and now and then parameters.

The wordings are those of the public Bot API server (``fail_query_with_error`` in its source).
"""

from __future__ import annotations


class ApiError(Exception):
    """A refusal; becomes ``{"ok": false, "error_code": …, "description": …, "parameters": …}``."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        """Parameters are ``retry_after`` (seconds) or ``migrate_to_chat_id``."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, object]:
        """The answer as Telegram sends it; its HTTP status is the same code."""
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(why: str) -> ApiError:
    """400: the request cannot be carried out as it stands."""
    return ApiError(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    """403: the bot may not write there."""
    return ApiError(403, f"Forbidden: {why}")


def conflict(why: str) -> ApiError:
    """409: two ways of fetching updates at once."""
    return ApiError(409, f"Conflict: {why}")


def unauthorized() -> ApiError:
    """401: a well-formed token that no bot has."""
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    """404: no such method, or a token that is none."""
    return ApiError(404, "Not Found")


def too_many_requests(retry_after: int) -> ApiError:
    """429, with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def migrated(to: int) -> ApiError:
    """400 of a group that has become the supergroup ``to``."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=to,
    )
