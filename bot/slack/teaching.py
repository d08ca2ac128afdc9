"""Teaching the bot words: what supporters asked and was not understood becomes an alias."""

from __future__ import annotations

from bot.actions.learn import forget_unresolved, teach_alias, teach_name
from bot.slack import inputs
from bot.slack.call import Call, fill, mend, opened, told
from bot.slack.inputs import option
from bot.slack.recording import UN_LANGUAGES, candidate_option
from bot.slack.render import Params, escape, plain_text, section
from bot.slack.tasks import require
from questions.errors import HustingsError
from questions.member import Role
from questions.understanding.clean import clean

TEACH = "teach"
MEANS = "teach:means"
NOTHING = "nothing"
"""What is chosen for a text that asks for nothing there is; no id reads so."""

OF_CANDIDATE = "candidate/"
"""What the value of a candidate begins with, among the topics."""


async def open_teach(call: Call) -> None:
    """Open the modal on a text that was not understood."""
    await call.ack()
    view = await opened(call)
    await require(call, Role.STAFF)
    words = call.room.words
    languages = [option(code, words.language_name(code)) for code in UN_LANGUAGES]
    shown = inputs.modal(
        TEACH,
        words("teach.title"),
        [
            inputs.field(
                "text",
                words("teach.text"),
                inputs.text(call.value, limit=128),
                hint=words("teach.text-hint"),
            ),
            inputs.field("means", words("teach.means"), inputs.search(None) | {"action_id": MEANS}),
            inputs.field("language", words("teach.language"), inputs.choice(languages, "en")),
            inputs.field("asked", words("teach.asked"), inputs.text(call.value, limit=200)),
        ],
        submit=words("teach.save"),
        close=words("staff.cancel"),
    )
    await fill(call, view, shown)


async def offer(call: Call) -> None:
    """Offer what a text can mean: a candidate, a priority, an ask, a question, or nothing."""
    catalogue, words = await call.room.desk.catalogue(), call.room.words
    sought = clean(str(call.body.get("value", "")))
    people = [
        candidate_option(each) | {"value": f"{OF_CANDIDATE}{each.id}"}
        for each in catalogue.candidates
    ]
    topics = [
        option(topic, f"{topic} {catalogue.label(topic)}")
        for topic in (
            *map(str, catalogue.priorities),
            *catalogue.asks,
            *catalogue.questions,
        )
    ]
    groups: list[Params] = [
        {
            "label": plain_text(words("teach.nothing-label"), 75),
            "options": [option(NOTHING, words("teach.nothing"))],
        }
    ]
    for key, options in (("teach.topics", topics), ("teach.candidates", people)):
        fitting = [each for each in options if sought in clean(each["text"]["text"])][:100]
        if fitting:
            groups.append({"label": plain_text(words(key), 75), "options": fitting})
    await call.ack(option_groups=groups)


async def submitted(call: Call) -> None:
    """Teach the words; they are in force for every process with the commit."""
    typed, words = inputs.read(call.view), call.room.words
    await require(call, Role.STAFF)
    text, means = str(typed.get("text", "")), str(typed.get("means", ""))
    database = call.room.desk.database
    try:
        if means == NOTHING:
            await forget_unresolved(database, str(typed.get("asked", text)))
        elif means.startswith(OF_CANDIDATE):
            await teach_name(database, means.removeprefix(OF_CANDIDATE), text, actor=call.who)
        else:
            language = str(typed.get("language", "en"))
            await teach_alias(database, means, language, text, actor=call.who)
        await forget_unresolved(database, str(typed.get("asked", text)))
    except HustingsError as error:
        await mend(call, {"text": str(error)})
        return
    said = words("teach.dropped" if means == NOTHING else "teach.taught", text=escape(text))
    shown = told(words, words("teach.title"), section(said))
    await call.ack(response_action="update", view=shown)
