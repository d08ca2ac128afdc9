"""Who the app is, and where its socket is."""

from __future__ import annotations

from tests.emulators.slack.arguments import Arguments
from tests.emulators.slack.service import Service
from tests.emulators.slack.state import APP, BOT, BOT_USER, TEAM, Body


def auth_test(service: Service, _: Arguments) -> Body:
    """Slack, auth.test."""
    return {
        "url": "https://hustings-test.slack.com/",
        "team": "Coalition",
        "user": "hustings",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def connections_open(service: Service, _: Arguments) -> Body:
    """Slack, apps.connections.open: a URL that serves for one connection."""
    ticket = service.sockets.new_ticket()
    root = service.url.replace("http", "ws", 1)
    return {"url": f"{root}/link/?ticket={ticket}&app_id={APP}"}


def team_info(service: Service, _: Arguments) -> Body:
    """Slack, team.info."""
    return {"team": {"id": TEAM, "name": "Coalition", "domain": "hustings-test"}}


def bots_info(service: Service, _: Arguments) -> Body:
    """Slack, bots.info."""
    bot = {"id": BOT, "deleted": False, "name": "hustings", "app_id": APP, "user_id": BOT_USER}
    return {"bot": bot}
