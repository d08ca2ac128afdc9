"""Follow priorities and candidates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.desk import Desk
from bot.presses import Follow
from bot.turn import Chat, Effect
from questions.catalogue import Catalogue
from questions.errors import UnknownTopic
from storage import supporters


async def read_followed(desk: Desk, chat: Chat) -> list[Follow]:
    """Read what a chat follows: priorities first."""
    if chat.id is None:
        return []
    async with desk.database.reading() as connection:
        rows = await supporters.read_follows(connection, chat.id)
    return [
        Follow(topic=target) if kind == supporters.PRIORITY else Follow(candidate=target)
        for kind, target in rows
    ]


async def change(
    desk: Desk, before: Sequence[Follow], chat: Chat, wanted: Follow
) -> tuple[list[Follow], tuple[Effect, ...]]:
    """Follow or unfollow: return what will be followed, and the change that makes it so.

    Raises UnknownCandidate or UnknownTopic; unfollowing works for what is gone, too.
    """
    kind, target = _target(await desk.catalogue(), wanted)
    if chat.id is None:
        return [], ()
    this = Follow(wanted.topic, wanted.candidate)
    others = [each for each in before if each != this]
    if not wanted.on:
        return others, (partial(supporters.unfollow, chat_id=chat.id, kind=kind, target=target),)
    start = partial(
        supporters.follow, chat_id=chat.id, kind=kind, target=target, language=chat.language
    )
    return [*others, this], (start,)


def _target(catalogue: Catalogue, wanted: Follow) -> tuple[str, str]:
    if wanted.candidate is not None:
        if wanted.on:
            catalogue.candidate(wanted.candidate)
        return supporters.CANDIDATE, wanted.candidate
    if wanted.topic is None or "." in wanted.topic:
        raise UnknownTopic
    if wanted.on:
        catalogue.priority_of(wanted.topic)
    return supporters.PRIORITY, wanted.topic
