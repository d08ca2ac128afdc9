"""Adding and changing candidates, and marking them as withdrawn, with a source."""

from __future__ import annotations

from typing import Any

from bot.actions.manage import keep
from bot.slack import inputs
from bot.slack.call import Call, fill, mend, opened, told
from bot.slack.inputs import ANEW, Typed, option
from bot.slack.recording import candidate_option
from bot.slack.render import Params, escape, section
from bot.slack.room import Room
from bot.slack.tasks import require
from questions.candidate import Candidate
from questions.errors import Unfit
from questions.member import Role
from questions.understanding.clean import clean

CANDIDATE = "candidate"
WHICH = "candidate:which"
STATUSES = ("declared", "nominated", "withdrawn")
TEXTS = ("name", "family_name", "aliases", "nominated_by", "status", "status_source")


async def open_candidate(call: Call) -> None:
    """Open the modal, on nobody yet."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.STAFF)
    await fill(call, view, _form(call.room, None, 0))


async def offer(call: Call) -> None:
    """Offer the candidates by what somebody types."""
    sought = clean(str(call.body.get("value", "")))
    people = (await call.room.desk.catalogue()).candidates
    found = [each for each in people if sought in clean(" ".join((each.name, *each.aliases)))]
    await call.ack(options=[candidate_option(each) for each in found][:100])


async def choose(call: Call) -> None:
    """Fill in what is known of a candidate."""
    await call.ack()
    chosen = inputs.read(call.view).get("which")
    candidate = (await call.room.desk.catalogue()).by_id.get(str(chosen))
    await fill(call, call.view, _form(call.room, candidate, inputs.renewed(call.view) + 1))


def _form(room: Room, candidate: Candidate | None, renewed: int) -> Params:
    words = room.words
    found = candidate_option(candidate) if candidate else None
    known = candidate or Candidate("", "")
    statuses = [option(each, words(f"status.{each}")) for each in STATUSES]
    if known.status and known.status not in STATUSES:
        statuses.append(option(known.status, known.status))
    blocks = [
        inputs.field(
            "which",
            words("candidate.which"),
            inputs.search(found),
            optional=True,
            hint=words("candidate.which-hint"),
            tells=WHICH,
        ),
        inputs.field("name", words("candidate.name"), inputs.text(known.name, limit=200)),
        inputs.field(
            "family_name",
            words("candidate.family-name"),
            inputs.text(known.family_name, limit=200),
            optional=True,
            hint=words("candidate.family-name-hint"),
        ),
        inputs.field(
            "aliases",
            words("candidate.aliases"),
            inputs.text("\n".join(known.aliases), long=True),
            optional=True,
            hint=words("candidate.aliases-hint"),
        ),
        inputs.field(
            "nominated_by",
            words("candidate.nominator"),
            inputs.text(known.nominated_by, limit=300),
            optional=True,
        ),
        inputs.field(
            "status",
            words("candidate.state"),
            inputs.choice(statuses, known.status),
            optional=True,
        ),
        inputs.field(
            "status_source",
            words("candidate.state-source"),
            inputs.text(known.status_source),
            optional=True,
            hint=words("candidate.state-source-hint"),
        ),
    ]
    for block in blocks[1:]:
        block["block_id"] += f"{ANEW}{renewed}"
    return inputs.modal(
        CANDIDATE,
        words("candidate.title"),
        blocks,
        submit=words("candidate.save"),
        close=words("staff.cancel"),
    )


async def submitted(call: Call) -> None:
    """Add the candidate, or change what is known of them."""
    typed, words = inputs.read(call.view), call.room.words
    known = str(typed.get("which", "")) or None
    given = _given(typed)
    try:
        changed = await keep(call.room.desk, call.who, known, given, key=call.key)
    except Unfit as unfit:
        await mend(call, unfit.faults)
        return
    said = words("candidate.kept" if changed else "candidate.unchanged", name=escape(given["name"]))
    shown = told(words, words("candidate.title"), section(said))
    await call.ack(response_action="update", view=shown)


def _given(typed: Typed) -> dict[str, Any]:
    """Lay out what was typed as an entry; an emptied field empties what was known."""
    given: dict[str, Any] = {key: typed.get(key) for key in TEXTS}
    aliases = str(given["aliases"] or "").split("\n")
    given["aliases"] = [each.strip() for each in aliases if each.strip()]
    return given | {"name": str(given["name"] or "")}
