"""Teaching the bot words: what supporters asked and was not understood becomes an alias."""

from __future__ import annotations

from bot.actions.learn import forget_unresolved, teach_alias, teach_name
from bot.languages import UN_LANGUAGES
from bot.slack import inputs
from bot.slack.call import Call, fill, opened, told
from bot.slack.inputs import Typed, option
from bot.slack.recording import candidate_option
from bot.slack.render import Params, escape, plain_text, section
from bot.slack.tasks import require
from bot.words import Words
from questions.catalogue import Catalogue
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
    asked = {"text": call.value, "asked": call.value}
    await fill(call, view, _form(call.room.words, await call.room.desk.catalogue(), asked))


def _form(words: Words, catalogue: Catalogue, typed: Typed, refusal: str = "") -> Params:
    """Show the modal with what is typed; over it, why it was refused."""
    languages = [option(code, words.language_name(code)) for code in UN_LANGUAGES]
    means = _meanings(words, catalogue).get(str(typed.get("means", "")))
    return inputs.modal(
        TEACH,
        words("teach.title"),
        [
            *([section(f":warning: {escape(refusal)}")] if refusal else []),
            inputs.field(
                "text",
                words("teach.text"),
                inputs.text(typed.get("text"), limit=128),
                hint=words("teach.text-hint"),
            ),
            inputs.field(
                "means", words("teach.means"), inputs.search(means) | {"action_id": MEANS}
            ),
            inputs.field(
                "language",
                words("teach.language"),
                inputs.choice(languages, typed.get("language", "en")),
            ),
            inputs.field("asked", words("teach.asked"), inputs.text(typed.get("asked"), limit=200)),
        ],
        submit=words("teach.save"),
        close=words("staff.cancel"),
    )


def _meanings(words: Words, catalogue: Catalogue) -> dict[str, Params]:
    """Name everything that a text can mean, by the option's value."""
    people = {
        f"{OF_CANDIDATE}{each.id}": candidate_option(each)["text"] for each in catalogue.candidates
    }
    topics = (*map(str, catalogue.priorities), *catalogue.asks, *catalogue.questions)
    return {
        NOTHING: option(NOTHING, words("teach.nothing")),
        **{topic: option(topic, f"{topic} {catalogue.label(topic)}") for topic in topics},
        **{value: {"text": text, "value": value} for value, text in people.items()},
    }


async def offer(call: Call) -> None:
    """Offer what a text can mean: a candidate, a priority, an ask, a question, or nothing."""
    catalogue, words = await call.room.desk.catalogue(), call.room.words
    sought = clean(str(call.body.get("value", "")))
    every = _meanings(words, catalogue)
    people = [each for value, each in every.items() if value.startswith(OF_CANDIDATE)]
    topics = [each for value, each in every.items() if each not in people and value != NOTHING]
    groups: list[Params] = [
        {
            "label": plain_text(words("teach.nothing-label"), 75),
            "options": [every[NOTHING]],
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
    waiting = told(words, words("teach.title"), section(words("teach.checking")))
    # Whether it would mislead anybody takes longer to find out than Slack waits.
    await call.ack(response_action="update", view=waiting)
    database = call.room.desk.database
    try:
        if means.startswith(OF_CANDIDATE):
            await teach_name(database, means.removeprefix(OF_CANDIDATE), text, actor=call.who)
        elif means != NOTHING:
            language = str(typed.get("language", "en"))
            await teach_alias(database, means, language, text, actor=call.who)
        await forget_unresolved(database, str(typed.get("asked", text)))
    except HustingsError as error:
        shown = _form(words, await call.room.desk.catalogue(), typed, str(error))
    else:
        said = words("teach.dropped" if means == NOTHING else "teach.taught", text=escape(text))
        shown = told(words, words("teach.title"), section(said))
    await call.room.client.views_update(view_id=call.view["id"], view=shown)
