"""A small fictional roster that shows every kind of standing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.actions.exchange import import_files
from storage.database import Database

SAMPLE: dict[str, Any] = {
    "candidates": [
        {
            "id": "c01",
            "name": "Amara Okonkwo",
            "family_name": "Okonkwo",
            "nominated_by": "Republic of Arvenia",
        },
        {"id": "c02", "name": "Tomás Rivera", "family_name": "Rivera"},
        {"id": "c03", "name": "Ingrid Østergaard", "family_name": "Østergaard"},
        {
            "id": "c04",
            "name": "Lin Wei",
            "family_name": "Lin",
            "status": "withdrawn",
            "status_source": "https://example.org/lin",
        },
    ],
    "puttings": [
        *(
            {
                "candidate": candidate,
                "question": "8.1.1",
                "put_on": "2026-05-01",
                "channel": "letter",
                "due_on": "2026-06-01",
            }
            for candidate in ("c01", "c02", "c03", "c04")
        ),
        {
            "candidate": "c01",
            "question": "7.1.1",
            "put_on": "2026-05-01",
            "due_on": "2999-01-01",
        },
        {"candidate": "c03", "question": "7.1.1", "put_on": "2026-05-01", "due_on": "2026-06-01"},
    ],
    "responses": [
        {
            "candidate": "c01",
            "question": "8.1.1",
            "quote": "I will work for abolition everywhere.",
            "language": "en",
            "said_on": "2026-05-20",
            "sources": [
                {
                    "kind": "direct_reply",
                    "url": "https://example.org/okonkwo",
                    "title": "Letter to the coalition",
                }
            ],
            "assessment": {"stance": "commits", "rationale": "Names the goal without conditions."},
        },
        {
            "candidate": "c02",
            "question": "8.1.1",
            "quote": "Cada Estado decide sus penas.",
            "language": "es",
            "translation": "Each state decides its own penalties.",
            "said_on": "2026-05-22",
            "sources": [{"kind": "interview", "url": "https://example.org/rivera"}],
            "assessment": {"stance": "opposes"},
        },
        {
            "candidate": "c02",
            "question": "4.2.1",
            "quote": "The Court needs money and friends.",
            "said_on": "2026-05-23",
            "sources": [{"kind": "speech", "url": "https://example.org/speech"}],
        },
        {
            "candidate": "c03",
            "question": "8.1.1",
            "kind": "decline",
            "said_on": "2026-05-25",
            "sources": [{"kind": "email", "url": "https://example.org/decline"}],
        },
    ],
}


async def stock(database: Database, folder: Path, bundle: dict[str, Any] | None = None) -> None:
    """Import and publish a bundle: the sample where none is given."""
    path = folder / "sample.json"
    path.write_text(json.dumps(bundle or SAMPLE, ensure_ascii=False), encoding="utf-8")
    await import_files(database, [path], operator="test", publish=True)
