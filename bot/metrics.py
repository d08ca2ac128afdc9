"""What Prometheus reads of this process. Nothing in it says who asked, or what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

registry = CollectorRegistry()

FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The buckets of times, in seconds."""

updates = Counter(
    "hustings_updates",
    "Updates taken in that had not arrived before.",
    ("platform",),
    registry=registry,
)
too_many = Counter(
    "hustings_updates_refused",
    "Updates beyond what their chat may ask.",
    ("platform",),
    registry=registry,
)
forged = Counter(
    "hustings_requests_refused",
    "Webhook requests without the platform's secret or signature.",
    ("platform",),
    registry=registry,
)
settled = Histogram(
    "hustings_settle_seconds",
    "From taking an update in hand to its reply being sent.",
    ("platform",),
    buckets=FAST,
    registry=registry,
)
answers = Counter(
    "hustings_answers",
    "Texts by what they came to: answer, clarify, out_of_scope, no_such_candidate.",
    ("behaviour",),
    registry=registry,
)
rate_limits = Counter(
    "hustings_rate_limits",
    "Requests that a platform answered with 429.",
    ("platform",),
    registry=registry,
)
deliveries = Counter(
    "hustings_deliveries",
    "Requests of broadcasts by what became of them: sent, failed, later, unsure, and so on.",
    ("outcome",),
    registry=registry,
)
store = Histogram(
    "hustings_store_seconds",
    "Transactions on the store, from asking for a connection to giving it back.",
    ("kind",),
    buckets=FAST,
    registry=registry,
)
in_store = Gauge(
    "hustings_rows",
    "What is in the store: updates not done with, texts not understood, and so on.",
    ("what",),
    registry=registry,
)


@contextmanager
def timed(histogram: Histogram, label: str) -> Iterator[None]:
    """Measure how long something takes, whatever comes of it."""
    begun = perf_counter()
    try:
        yield
    finally:
        histogram.labels(label).observe(perf_counter() - begun)


def exposition() -> bytes:
    """Write every figure as Prometheus reads it."""
    return generate_latest(registry)
