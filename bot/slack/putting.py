"""Recording that questions were put: to one candidate or all, one question or all, on one date."""

from __future__ import annotations

from collections.abc import Sequence

from bot.actions.coverage import read_unlike
from bot.actions.manage import put, read_put, take_back
from bot.slack import inputs, lists
from bot.slack.call import Call, fill, mend, opened, told
from bot.slack.inputs import option
from bot.slack.recording import candidate_option, question_option
from bot.slack.render import Params, context, section
from bot.slack.room import Room
from bot.slack.tasks import require
from bot.words import Words
from questions.catalogue import Catalogue
from questions.errors import InvalidFiles, Unfit
from questions.member import Role
from questions.understanding.clean import clean
from storage.responses import Place

PUT = "put"
SURE = "put-sure"
"""The callback of the modal that asks once more before much is taken back; its `private_metadata`
is whom and what, in ids."""

WHOM, WHAT = "put:whom", "put:what"
ALL = "all"
"""What is chosen for all candidates who stand, or all questions; no id reads so."""

FIELDS = {"candidate": "whom", "question": "what"}
"""Where the modal shows the fields of a putting that it calls otherwise."""


async def open_put(call: Call) -> None:
    """Open the modal."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.STAFF)
    await fill(call, view, _form(call.room))


def _form(room: Room) -> Params:
    words = room.words
    everyone = option(ALL, words("put.everyone"))
    acts = [option(each, words(f"put.act-{each}")) for each in ("put", "take-back")]
    return inputs.modal(
        PUT,
        words("put.title"),
        [
            context(words("put.fair")),
            inputs.field("whom", words("put.whom"), _search(WHOM, everyone)),
            inputs.field("what", words("put.what"), _search(WHAT, None)),
            inputs.field("put_on", words("put.on"), inputs.day(room.desk.today().isoformat())),
            inputs.field(
                "channel",
                words("put.channel"),
                inputs.text(None, limit=100),
                optional=True,
                hint=words("put.channel-hint"),
            ),
            inputs.field("due_on", words("put.due"), inputs.day(None), optional=True),
            inputs.field("act", words("put.act"), inputs.either(acts, "put")),
        ],
        submit=words("put.save"),
        close=words("staff.cancel"),
    )


def _search(action: str, given: Params | None) -> Params:
    return inputs.search(given) | {"action_id": action}


async def offer(call: Call) -> None:
    """Offer candidates or questions, and all of them."""
    catalogue, words = await call.room.desk.catalogue(), call.room.words
    sought = clean(str(call.body.get("value", "")))
    if call.body["action_id"] == WHOM:
        every = option(ALL, words("put.everyone"))
        found = [candidate_option(each) for each in catalogue.candidates if not each.withdrew]
    else:
        every = option(ALL, words("put.all-questions"))
        found = [question_option(catalogue, each) for each in catalogue.questions.values()]
    fitting = [each for each in found if sought in clean(each["text"]["text"])]
    await call.ack(options=[every, *fitting][:100])


async def submitted(call: Call) -> None:
    """Record it, and show how candidates are treated from now on."""
    typed = inputs.read(call.view)
    catalogue = await call.room.desk.catalogue()
    missing = {
        name: call.room.words("staff.choose") for name in ("whom", "what") if name not in typed
    }
    if missing:
        await mend(call, missing)
        return
    whom, what = str(typed["whom"]), str(typed["what"])
    places = _places(catalogue, whom, what)
    if typed.get("act") == "take-back":
        await require(call, Role.STAFF)
        on_record = await read_put(call.room.desk, places)
        if len(on_record) > 1:
            sure = _sure(call.room.words, on_record, f"{whom}:{what}")
            await call.ack(response_action="push", view=sure)
        else:
            await _take_back(call, catalogue, places)
        return
    try:
        given = {key: typed[key] for key in ("put_on", "channel", "due_on") if key in typed}
        changed = await put(call.room.desk, call.who, places, given, key=call.key)
    except Unfit as unfit:
        await mend(call, {FIELDS.get(key, key): said for key, said in unfit.faults.items()})
        return
    except InvalidFiles as error:
        await mend(call, {"put_on": error.reason})
        return
    await _done(call, catalogue, call.room.words.count("put.done", changed or 0, of=len(places)))


def _sure(words: Words, on_record: Sequence[Place], about: str) -> Params:
    """Ask before what was put to several, or several questions, is taken back."""
    people = {candidate for candidate, _ in on_record}
    questions = {question for _, question in on_record}
    what = words("put.one-question", question=min(questions))
    if len(questions) > 1:
        what = words("put.questions", n=len(questions))
    return inputs.modal(
        SURE,
        words("staff.sure"),
        [section(words.count("put.sure", len(people), what=what))],
        submit=words("put.take-back"),
        close=words("staff.back"),
        about=about,
    )


async def confirmed(call: Call) -> None:
    """Take back what was asked about."""
    whom, _, what = str(call.view.get("private_metadata", "")).partition(":")
    catalogue = await call.room.desk.catalogue()
    await _take_back(call, catalogue, _places(catalogue, whom, what))


async def _take_back(call: Call, catalogue: Catalogue, places: Sequence[Place]) -> None:
    taken = await take_back(call.room.desk, call.who, places, key=call.key)
    await _done(call, catalogue, call.room.words.count("put.taken-back", taken or 0))


async def _done(call: Call, catalogue: Catalogue, said: str) -> None:
    words = call.room.words
    blocks = [section(said), *lists.unlike(words, catalogue, await read_unlike(call.room.desk))]
    shown = told(words, words("put.title"), *blocks)
    await call.ack(response_action="update", view=shown)


def _places(catalogue: Catalogue, whom: str, what: str) -> list[Place]:
    """List the places meant. Raises UnknownCandidate, UnknownTopic."""
    standing = [each.id for each in catalogue.candidates if not each.withdrew]
    people = standing if whom == ALL else [catalogue.candidate(whom).id]
    asked = list(catalogue.questions) if what == ALL else [catalogue.question(what).id]
    return [(candidate, question) for candidate in people for question in asked]
