"""Logs: to standard error, without tokens and without a supporter's words."""

from __future__ import annotations

import logging


def set_up(level: str) -> None:
    """Log this program's own records at `level`, and of libraries only what is wrong."""
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    # Below INFO the libraries write requests and answers out, supporters' words and all.
    for room in ("bot", "storage", "migrations"):
        logging.getLogger(room).setLevel(level)
