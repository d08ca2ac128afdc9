"""The commands' way to the platforms, whose libraries take longer to import than all else.

Commands that speak to the store only start without them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.role import Role
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.doctor import Finding


def serve(settings: Settings, role: Role) -> None:
    """Serve what is configured until stopped. See `bot.service.run`."""
    from bot.service import run  # noqa: PLC0415 - as the module says

    asyncio.run(run(settings, role))


def look_over(settings: Settings) -> AsyncIterator[Finding]:
    """Look everything over. See `bot.doctor.look_over`."""
    from bot import doctor  # noqa: PLC0415 - as the module says

    return doctor.look_over(settings)
