"""The modal in which a broadcast is composed: what it shows, from what is typed and known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.languages import OTHER_LANGUAGES, UN_LANGUAGES
from bot.slack import inputs
from bot.slack.broadcast_card import candidate_name, priority_name, told_in_a_line
from bot.slack.composed import links_of, parts_of, rows_of
from bot.slack.inputs import Typed, option
from bot.slack.render import Params, actions, button, context, section
from bot.words import Words
from questions.broadcast import BUTTON_LIMIT, LABEL_LIMIT, URL_LIMIT, Ambiguity, Broadcast
from questions.catalogue import Catalogue

COMPOSE = "compose"
AUDIENCE = "compose:audience"
"""What the actions begin with by which the number of recipients may change."""

CANDIDATES = f"{AUDIENCE}:candidates"
LANGUAGE, BUTTON = "compose:language", "compose:button"

ROWS = 12
"""How many languages can be added in a modal; a draft from a shell may have more."""

OPTIONS = 100
"""Slack: the most options of a select."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the modal shows.

    `about` says in ids what is written to: a draft as `12.3`, its version with it; what was sent as
    `of:12`; nothing where it is new. `words_only` leaves out whom it goes to and when. `corrected`
    are those that can be corrected, `spoken` the languages of supporters.
    """

    typed: Typed = field(default_factory=dict)
    about: str = ""
    words_only: bool = False
    rows: int = 1
    links: int = 1
    recipients: int = 0
    corrected: Sequence[Broadcast] = ()
    spoken: Sequence[str] = ()


def composing(words: Words, catalogue: Catalogue, form: Form) -> Params:
    """Show the modal."""
    blocks = [*_texts(words, form), *_links(words, form)]
    if not form.words_only:
        blocks += _audience(words, catalogue, form)
    blocks.append(section(words.count("sending.recipients", form.recipients)))
    if not form.words_only:
        blocks += _when(words, form)
    return inputs.modal(
        COMPOSE,
        words("compose.title-edit" if form.about else "compose.title"),
        blocks,
        submit=words("compose.save"),
        close=words("staff.cancel"),
        about=form.about,
    )


def _texts(words: Words, form: Form) -> Iterator[Params]:
    rows = max(min(form.rows, ROWS), rows_of(form.typed), 1)
    for place in range(rows):
        name = f"language.{place}"
        chosen = form.typed.get(name, None if place else words.language)
        yield inputs.field(
            name,
            words("compose.language" if place else "compose.fallback"),
            inputs.choice(_languages(words, chosen), chosen),
            optional=place > 0,
            hint=None if place else words("compose.fallback-hint"),
        )
        for part in range(max(1, parts_of(form.typed, place))):
            label = words("record.continued") if part else words("compose.text")
            text = inputs.text(form.typed.get(f"text.{place}.{part}"), long=True)
            hint = None if place or part else words("compose.text-hint")
            optional = place > 0 or part > 0
            yield inputs.field(f"text.{place}.{part}", label, text, optional=optional, hint=hint)
    if rows < ROWS:
        yield actions(button(words("compose.more-languages"), LANGUAGE))


def _languages(words: Words, given: str | None) -> list[Params]:
    others = sorted(OTHER_LANGUAGES, key=words.language_name)
    rare = [] if given in (None, *UN_LANGUAGES, *others) else [str(given)]
    codes = [*rare, *UN_LANGUAGES, *others][:OPTIONS]
    return [option(code, words.language_name(code)) for code in codes]


def _links(words: Words, form: Form) -> Iterator[Params]:
    count = min(max(form.links, links_of(form.typed), 1), BUTTON_LIMIT)
    for place in range(count):
        for name, limit in (("label", LABEL_LIMIT), ("url", URL_LIMIT)):
            yield inputs.field(
                f"{name}.{place}",
                words(f"compose.{name}", n=place + 1),
                inputs.text(form.typed.get(f"{name}.{place}"), limit=limit),
                optional=True,
            )
    if count < BUTTON_LIMIT:
        yield actions(button(words("compose.more-buttons"), BUTTON))


def _audience(words: Words, catalogue: Catalogue, form: Form) -> Iterator[Params]:
    typed = form.typed
    yield context(words("compose.audience"))
    # What is there no more is shown as chosen, too: left out, it would go to others, or everyone.
    given = typed.get("priorities", ())
    numbers = [*given, *map(str, catalogue.priorities)]
    priorities = [option(each, priority_name(catalogue, each)) for each in _few(numbers)]
    yield _told(words, "priorities", inputs.several(priorities, given))
    given = typed.get("candidates", ())
    chosen = [option(each, candidate_name(catalogue, each)) for each in given]
    yield _told(words, "candidates", inputs.search_several(chosen))
    given = typed.get("languages", ())
    if spoken := _few([*given, *form.spoken]):
        named = [option(code, words.language_name(code)) for code in spoken]
        yield _told(words, "languages", inputs.several(named, given))
    if form.corrected:
        sent = [option(str(each.id), _named(words, each)) for each in form.corrected]
        yield _told(words, "corrects", inputs.choice(sent, typed.get("corrects")))


def _few(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))[:OPTIONS]


def _told(words: Words, name: str, element: Params) -> Params:
    return inputs.field(
        name,
        words(f"compose.{name}"),
        element,
        optional=True,
        hint=words("compose.corrects-hint") if name == "corrects" else None,
        tells=f"{AUDIENCE}:{name}",
    )


def _named(words: Words, broadcast: Broadcast) -> str:
    return told_in_a_line(words, broadcast).replace("*", "").replace("\n", " · ")


def _when(words: Words, form: Form) -> Iterator[Params]:
    for name in ("start", "expiry"):
        day, time = f"{name}_day", f"{name}_time"
        yield inputs.field(
            day,
            words(f"compose.{name}-day"),
            inputs.day(form.typed.get(day)),
            optional=True,
            hint=words(f"compose.{name}-hint"),
        )
        yield inputs.field(
            time,
            words(f"compose.{name}-time"),
            inputs.time(form.typed.get(time)),
            optional=True,
        )
    ways = [option(each, words(f"compose.unsure-{each}")) for each in Ambiguity]
    chosen = form.typed.get("ambiguity", Ambiguity.RESEND)
    yield inputs.field("ambiguity", words("compose.unsure"), inputs.either(ways, chosen))
