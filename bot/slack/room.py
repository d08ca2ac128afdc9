"""What Slack's listeners work with, and who stands before them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.slack.render import Params
from bot.words import Words, read_words
from questions.member import Member
from storage.members import read_member


@dataclass(frozen=True, slots=True)
class Room:
    """An app (its token known to Slack) at a desk.

    `review_channel` is where submissions are shown; `by_another_organisation` asks for reviewers
    of another organisation than the author's. `broadcast_channel` is where broadcasts are shown;
    `broadcast_approval` asks for a second organizer's. `behind` says that messages in the one may
    no longer show what is so, `broadcasts_behind` that those in the other may not.
    """

    desk: Desk
    client: AsyncWebClient
    user_id: str
    review_channel: str | None = None
    by_another_organisation: bool = False
    broadcast_channel: str | None = None
    broadcast_approval: bool = True
    words: Words = field(default_factory=read_words)
    behind: asyncio.Event = field(default_factory=asyncio.Event)
    broadcasts_behind: asyncio.Event = field(default_factory=asyncio.Event)


def member_id(body: Params) -> str:
    """Name who did what a payload tells of, from the platform's own ids: `slack:TEAM:USER`.

    Slack Connect shows people of other workspaces as users: their own team is in their id.
    """
    match body:
        case {"user": {"id": str(user), "team_id": str(team)}}:
            return f"slack:{team}:{user}"
        case {"user": {"id": str(user)}, "team": {"id": str(team)}}:
            return f"slack:{team}:{user}"
        case {"user_id": str(user), "team_id": str(team)}:
            return f"slack:{team}:{user}"
    return "slack:nobody"


def user_of(actor: str | None) -> str | None:
    """Return the Slack user whom an id names; None where it names an operator or nobody."""
    match (actor or "").split(":"):
        case ["slack", _, user]:
            return user
    return None


def mention(actor: str | None) -> str:
    """Write who did something, in mrkdwn: a mention, or an operator's name."""
    user = user_of(actor)
    return f"<@{user}>" if user else (actor or "?").removeprefix("operator:")


async def member_of(room: Room, body: Params) -> Member:
    """Read what whoever did this may do now: asked of the store anew each time."""
    async with room.desk.database.reading() as connection:
        return await read_member(connection, member_id(body))
