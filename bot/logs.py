"""Logs: to standard error, without tokens, and without a supporter's words or chat."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import TypeAlias

from questions.errors import HustingsError

Failure: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

correlation: ContextVar[str] = ContextVar("correlation", default="-")
"""What the work at hand is for: every line that it logs bears the same mark."""

LINE = "%(asctime)s %(levelname)s %(name)s [%(correlation)s]: %(message)s"


def set_up(level: str, form: str = "text", secrets: Iterable[str] = ()) -> None:
    """Log this program's own records at `level`, and of libraries only what is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter((AsJson if form == "json" else AsText)(tuple(secrets)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Below INFO the libraries write requests and answers out, supporters' words and all.
    for room in ("bot", "storage", "migrations"):
        logging.getLogger(room).setLevel(level)


class AsText(logging.Formatter):
    """One line a record, then the places an error passed through."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        """Leave `secrets` out of whatever is written."""
        super().__init__(LINE)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        record.correlation = correlation.get()
        return self._without_secrets(super().format(record))

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - logging's own name
        """Write where an error came from and of what kind it is; its text may quote somebody."""
        return told(ei[1]) if ei[1] is not None else ""

    def _without_secrets(self, said: str) -> str:
        for secret in self._secrets:
            said = said.replace(secret, "…")
        return said


class AsJson(AsText):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        written = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "correlation": correlation.get(),
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            written["error"] = told(record.exc_info[1])
        return self._without_secrets(json.dumps(written, ensure_ascii=False))


def told(error: BaseException) -> str:
    """Tell an error by its kind and the places it passed through; its own words where ours."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        kind = f"{type(cause).__module__}.{type(cause).__qualname__}"
        kinds.append(f"{kind}: {cause}" if isinstance(cause, HustingsError) else kind)
        places = "".join(traceback.format_tb(cause.__traceback__))
        kinds.append(places.rstrip())
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(kinds)
