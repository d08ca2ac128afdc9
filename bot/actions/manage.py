"""What staff and admins keep up to date: candidates, what was put to them, and people's roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from bot.desk import Desk
from questions.bundle.forms import CandidateForm, PuttingForm
from questions.bundle.parse import reasons
from questions.bundle.shape import Nowhere
from questions.candidate import WITHDRAWN, propose_id
from questions.errors import InvalidInput, Unfit, UnknownCandidate
from questions.member import Member, Role
from questions.understanding.clean import clean
from storage.members import grant, read_member
from storage.once import once
from storage.responses import Place
from storage.staff import keep_candidate, put_questions, read_all_puttings, take_back_puttings


async def put(
    desk: Desk,
    member_id: str,
    places: Sequence[Place],
    given: Mapping[str, Any],
    *,
    key: str,
) -> int | None:
    """Record that questions were put, or correct it; return how many puttings that changed.

    `given` are put_on, channel and due_on as typed. None where `key` was done before. Raises
    NotAllowed, and Unfit with what is to be mended, by field.
    """
    entries = []
    for candidate, question in places:
        try:
            form = PuttingForm.model_validate(
                {"candidate": candidate, "question": question, **given},
                context={"today": desk.today()},
            )
        except ValidationError as error:
            raise Unfit(faults_of(error)) from error
        entries.append(form.entry(Nowhere()))
    async with desk.database.writing() as connection:
        member = await read_member(connection, member_id)
        member.require(Role.STAFF)
        if not await once(connection, key):
            return None
        return await put_questions(connection, entries, actor=member.id)


async def read_put(desk: Desk, places: Sequence[Place]) -> list[Place]:
    """Read at which of these places a question of the current edition is recorded as put."""
    async with desk.database.reading() as connection:
        every = await read_all_puttings(connection)
    put_at = {(each.candidate_id, each.question_id) for each in every}
    return [place for place in places if place in put_at]


async def take_back(desk: Desk, member_id: str, places: Sequence[Place], *, key: str) -> int | None:
    """Take back that questions were put; return how many had been. Raises NotAllowed."""
    async with desk.database.writing() as connection:
        member = await read_member(connection, member_id)
        member.require(Role.STAFF)
        if not await once(connection, key):
            return None
        return await take_back_puttings(connection, places, actor=member.id)


async def keep(
    desk: Desk, member_id: str, candidate_id: str | None, given: Mapping[str, Any], *, key: str
) -> bool:
    """Change a candidate, or add one where none is named; say whether anything changed.

    Raises NotAllowed, UnknownCandidate, and Unfit with what is to be mended, by field.
    """
    known = (await desk.catalogue()).by_id
    if candidate_id is None:
        if any(clean(each.name) == clean(str(given["name"])) for each in known.values()):
            raise Unfit({"name": "is on the list already: change them instead, above"})
        named = str(given.get("family_name") or given["name"])
        candidate_id = propose_id(named, known.keys())
    elif candidate_id not in known:
        raise UnknownCandidate
    try:
        form = CandidateForm.model_validate(
            {"id": candidate_id, **given}, context={"today": desk.today()}
        )
    except ValidationError as error:
        raise Unfit(faults_of(error)) from error
    if form.status == WITHDRAWN and not form.status_source:
        raise Unfit({"status_source": "is missing; a withdrawal needs its source"})
    async with desk.database.writing() as connection:
        member = await read_member(connection, member_id)
        member.require(Role.STAFF)
        if not await once(connection, key):
            return False
        return await keep_candidate(connection, form.entry(Nowhere()), actor=member.id)


async def grant_roles(desk: Desk, admin_id: str, member: Member, *, key: str) -> bool:
    """Make somebody's organisation and roles these; False where `key` was done before.

    Raises NotAllowed, and InvalidInput where an admin would take the last admin's role away, or
    the organisation is none of the edition's signatories.
    """
    refuse_organisation(member, [each.id for each in (await desk.catalogue()).edition.signatories])
    async with desk.database.writing() as connection:
        admin = await read_member(connection, admin_id)
        admin.require(Role.ADMIN)
        if member.id == admin.id and not member.may(Role.ADMIN):
            raise InvalidInput("Another admin has to take your admin role away.")
        if not await once(connection, key):
            return False
        await grant(connection, member, actor=admin.id)
        return True


def refuse_organisation(member: Member, signatories: Sequence[str]) -> None:
    """Raise InvalidInput where a member's organisation is none of the signatories."""
    if member.organisation is not None and member.organisation not in signatories:
        raise InvalidInput(f"no such signatory; there are {', '.join(signatories)}")


def faults_of(error: ValidationError) -> dict[str, str]:
    """Tell what is to be mended, by the first key of its place."""
    found: dict[str, str] = {}
    for where, reason in reasons(error):
        found.setdefault(str(where[0]) if where else "", reason)
    return found
