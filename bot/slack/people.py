"""People's roles and organisations, granted by an admin."""

from __future__ import annotations

from bot.actions.manage import grant_roles
from bot.slack import inputs
from bot.slack.call import Call, fill, mend, opened, told
from bot.slack.inputs import ANEW, option
from bot.slack.render import Params, escape, fit_lines, section
from bot.slack.room import Room, mention
from bot.slack.tasks import require
from bot.words import Words
from questions.catalogue import Catalogue
from questions.errors import InvalidInput
from questions.member import Member, Role
from storage.members import read_member, read_members

PEOPLE = "people"
WHO = "people:who"
NONE = "none"
"""What is chosen for no organisation; no signatory's id reads so."""


async def open_people(call: Call) -> None:
    """Open the modal: who may do what, and somebody to be granted more, or less."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.ADMIN)
    await fill(call, view, await _form(call.room, None, 0))


async def choose(call: Call) -> None:
    """Fill in what somebody may do now, and say who they are where that matters."""
    await call.ack()
    await require(call, Role.ADMIN)
    user = inputs.read(call.view).get("who")
    shown = await _form(call.room, str(user) if user else None, inputs.renewed(call.view) + 1)
    await fill(call, call.view, shown)


async def _form(room: Room, user: str | None, renewed: int) -> Params:
    words, catalogue = room.words, await room.desk.catalogue()
    known = await _user(room, user) if user else None
    async with room.desk.database.reading() as connection:
        everyone = await read_members(connection)
        member = await read_member(connection, _id_of(known)) if known else Member("")
    organisations = [
        option(NONE, words("people.no-organisation")),
        *(option(each.id, each.name) for each in catalogue.edition.signatories),
    ]
    roles = [option(role, words(f"role.{role}")) for role in Role]
    picked = {"type": "users_select"} | ({"initial_user": user} if user else {})
    blocks = [
        section(_everyone(words, catalogue, everyone)),
        inputs.field("who", words("people.who"), picked, tells=WHO),
        *(section(caution) for caution in _cautions(words, known)),
        inputs.field(
            f"organisation{ANEW}{renewed}",
            words("people.organisation"),
            inputs.choice(organisations, member.organisation or NONE),
        ),
        inputs.field(
            f"roles{ANEW}{renewed}",
            words("people.roles"),
            inputs.ticks(roles, member.roles),
            optional=True,
            hint=words("people.roles-hint"),
        ),
    ]
    return inputs.modal(
        PEOPLE,
        words("people.title"),
        blocks,
        submit=words("people.save"),
        close=words("staff.cancel"),
    )


async def _user(room: Room, user: str) -> Params:
    return dict((await room.client.users_info(user=user))["user"])


def _id_of(told: Params) -> str:
    return f"slack:{told['team_id']}:{told['id']}"


def _everyone(words: Words, catalogue: Catalogue, everyone: list[Member]) -> str:
    if not everyone:
        return words("people.nobody")
    named = {each.id: each.name for each in catalogue.edition.signatories}
    lines = []
    for member in everyone:
        roles = words.names([words(f"role.{role}") for role in Role if member.may(role)])
        organisation = named.get(member.organisation or "", words("people.no-organisation"))
        lines.append(f"• {mention(member.id)}, {escape(organisation)}: {roles}")
    return fit_lines(lines)


def _cautions(words: Words, told: Params | None) -> list[str]:
    """Say who is no ordinary member of the workspace: they have no rights unless granted."""
    if told is None:
        return []
    found = {
        "people.guest": told.get("is_restricted") or told.get("is_ultra_restricted"),
        "people.stranger": told.get("is_stranger"),
        "people.deactivated": told.get("deleted"),
        "people.bot": told.get("is_bot"),
    }
    return [f":warning: {words(key)}" for key, so in found.items() if so]


async def submitted(call: Call) -> None:
    """Grant the organisation and roles chosen, those and no others."""
    typed, words = inputs.read(call.view), call.room.words
    await require(call, Role.ADMIN)
    user = typed.get("who")
    if not user:
        await mend(call, {"who": words("staff.choose")})
        return
    known = await _user(call.room, str(user))
    organisation = typed.get("organisation", NONE)
    member = Member(
        _id_of(known),
        None if organisation == NONE else str(organisation),
        frozenset(Role(role) for role in typed.get("roles", ()) if role in set(Role)),
    )
    try:
        await grant_roles(call.room.desk, call.who, member, key=call.key)
    except InvalidInput as error:
        await mend(call, {"roles": str(error)})
        return
    roles = [words(f"role.{role}") for role in Role if member.may(role)]
    key = "people.granted" if roles else "people.taken"
    said = words(key, who=mention(member.id), roles=words.names(roles) if roles else "")
    shown = told(words, words("people.title"), section(said))
    await call.ack(response_action="update", view=shown)
