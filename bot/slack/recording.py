"""The modal in which a response is recorded: what it shows, from what is typed and known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.actions.record import AtPlace
from bot.languages import OTHER_LANGUAGES, UN_LANGUAGES
from bot.slack import inputs
from bot.slack.entry import SOURCES, parts_of, sources_of
from bot.slack.inputs import ANEW, Typed, option
from bot.slack.render import Params, actions, button, escape, in_words, section
from bot.slack.room import mention
from bot.slack.sources import KINDS, kind_name
from bot.views.parts import sentence
from bot.words import Words
from questions.agenda import Question
from questions.candidate import Candidate
from questions.catalogue import Catalogue
from questions.response import RevisionKind, Stance
from storage.responses import Place

RECORD = "record"
CANDIDATE, QUESTION = "record:candidate", "record:question"
MORE, FILL, RETRACT = "record:more", "record:fill", "record:retract"


@dataclass(frozen=True, slots=True)
class Form:
    """What the modal shows.

    `revision_id` names the draft that is edited, whose place is fixed. `known` is what is there at
    the place chosen. `doubts` says that the author has to confirm what seems to be there already.
    """

    place: tuple[str | None, str | None] = (None, None)
    typed: Typed = field(default_factory=dict)
    revision_id: int | None = None
    known: AtPlace | None = None
    notices: tuple[str, ...] = ()
    doubts: bool = False
    sources: int = 1
    renewed: int = 0


def recording(words: Words, catalogue: Catalogue, form: Form) -> Params:
    """Show the modal."""
    about = str(form.revision_id) if form.revision_id else ""
    blocks = [
        *(section(notice) for notice in form.notices),
        *_where(words, catalogue, form),
        *_known(words, form),
        *_answer(words, form),
        *_sources(words, form),
        *_reading(words, form),
    ]
    if form.doubts:
        anyway = inputs.ticks([option("yes", words("record.anyway"))], ())
        blocks.append(inputs.field("anyway", words("record.sure"), anyway, optional=True))
    then = [option(each, words(f"record.then-{each}")) for each in ("draft", "next", "submit")]
    chosen = form.typed.get("then", "draft")
    blocks.append(inputs.field("then", words("record.then"), inputs.either(then, chosen)))
    for block in blocks:
        if block["type"] == "input":
            block["block_id"] += f"{ANEW}{form.renewed}"
    return inputs.modal(
        RECORD,
        words("record.title-edit" if form.revision_id else "record.title"),
        blocks,
        submit=words("record.save"),
        close=words("staff.cancel"),
        about=about,
    )


def candidate_option(candidate: Candidate) -> Params:
    """Offer a candidate."""
    return option(candidate.id, candidate.name)


def question_option(catalogue: Catalogue, question: Question) -> Params:
    """Offer a question."""
    return option(question.id, f"{question.id} {catalogue.label(question.id)}")


def _where(words: Words, catalogue: Catalogue, form: Form) -> Iterator[Params]:
    candidate = catalogue.by_id.get(form.place[0] or "")
    question = catalogue.questions.get(form.place[1] or "")
    if form.revision_id is None:
        found = candidate_option(candidate) if candidate else None
        yield inputs.field(
            "candidate", words("record.candidate"), inputs.search(found), tells=CANDIDATE
        )
        asked = question_option(catalogue, question) if question else None
        yield inputs.field(
            "question", words("record.question"), inputs.search(asked), tells=QUESTION
        )
    elif candidate:
        yield section(f"*{escape(candidate.name)}*")
    if question:
        yield section(f"*{question.id}* {escape(question.text)}")


def _known(words: Words, form: Form) -> Iterator[Params]:
    """Say what is there already, and offer to go on from it."""
    if form.known is None:
        return
    for each in form.known.open:
        if each.id != form.revision_id:
            yield section(
                words(
                    "record.being-written",
                    reference=each.reference,
                    who=mention(each.author or each.imported_by),
                    state=words(f"state.{each.state}"),
                )
            )
    stands = form.known.published
    if stands is None:
        return
    retracted = stands.retraction_reason is not None
    yield section(
        in_words(
            words,
            "record.retracted" if retracted else "record.on-record",
            reference=f"R-{stands.response_id}",
            number=str(stands.number),
            day=words.day(stands.published_on),
        )
    )
    if retracted:
        return
    if form.revision_id is None:
        yield actions(button(words("record.fill"), FILL), button(words("record.retract"), RETRACT))
    kinds = (RevisionKind.CORRECTION, RevisionKind.TYPO, RevisionKind.ADDITION)
    offered = [option(kind, sentence(words(f"kind.{kind}"))) for kind in kinds]
    yield inputs.field(
        "kind",
        words("record.kind"),
        inputs.choice(offered, form.typed.get("kind")),
        optional=True,
        hint=words("record.kind-hint"),
    )


def _answer(words: Words, form: Form) -> Iterator[Params]:
    typed = form.typed
    ways = [option(way, words(f"record.way-{way}")) for way in ("answer", "decline")]
    yield inputs.field(
        "answer", words("record.way"), inputs.either(ways, typed.get("answer", "answer"))
    )
    yield from _long(words, typed, "quote", hint=words("record.quote-hint"))
    named = [
        option(code, words.language_name(code)) for code in _languages(words, typed.get("language"))
    ]
    yield inputs.field(
        "language",
        words("record.language"),
        inputs.choice(named, typed.get("language")),
        optional=True,
    )
    yield from _long(words, typed, "translation", hint=words("record.translation-hint"))
    yield inputs.field("said_on", words("record.said-on"), inputs.day(typed.get("said_on")))


def _long(words: Words, typed: Typed, name: str, *, hint: str) -> Iterator[Params]:
    """Lay a long text out over as many fields as it fills, and one more where it fills any."""
    filled = parts_of(typed, name)
    for place in range(max(1, filled) + (filled > 0 and name == "quote")):
        label = words(f"record.{name}") if place == 0 else words("record.continued")
        element = inputs.text(typed.get(f"{name}.{place}"), long=True)
        yield inputs.field(
            f"{name}.{place}", label, element, optional=True, hint=None if place else hint
        )


def _languages(words: Words, given: str | None) -> list[str]:
    """List languages: the one given where it is rare, the UN's, then the others by name."""
    others = sorted(OTHER_LANGUAGES, key=words.language_name)
    rare = [] if given in (None, *UN_LANGUAGES, *others) else [str(given)]
    return [*rare, *UN_LANGUAGES, *others]


def _sources(words: Words, form: Form) -> Iterator[Params]:
    count = max(form.sources, sources_of(form.typed), 1)
    for place in range(count):
        yield from _source(words, form.typed, place)
    if count < SOURCES:
        yield actions(button(words("record.more"), MORE))
    file = {"type": "file_input", "max_files": 5}
    yield inputs.field(
        "files", words("record.files"), file, optional=True, hint=words("record.files-hint")
    )


def _source(words: Words, typed: Typed, place: int) -> Iterator[Params]:
    kind = typed.get(f"source.{place}.kind", "direct_reply")
    kinds = [option(each, kind_name(words, each)) for each in dict.fromkeys((*KINDS, kind))]
    number = f" {place + 1}" if place else ""
    yield inputs.field(
        f"source.{place}.kind", words("record.source") + number, inputs.choice(kinds, kind)
    )
    for key, hint in (("url", "record.url-hint"), ("publisher", None), ("locator", None),
                      ("archive_url", None)):  # fmt: skip
        name = f"source.{place}.{key}"
        yield inputs.field(
            name,
            words(f"record.{key.replace('_', '-')}"),
            inputs.text(typed.get(name)),
            optional=True,
            hint=words(hint) if hint else None,
        )


def _reading(words: Words, form: Form) -> Iterator[Params]:
    stances = [option(stance, sentence(words(f"stance.{stance}"))) for stance in Stance]
    yield inputs.field(
        "stance",
        words("record.stance"),
        inputs.choice(stances, form.typed.get("stance")),
        optional=True,
        hint=words("record.stance-hint"),
    )
    yield inputs.field(
        "rationale",
        words("record.rationale"),
        inputs.text(form.typed.get("rationale"), long=True, limit=2_000),
        optional=True,
    )


def place_typed(typed: Typed) -> tuple[str | None, str | None]:
    """Return the candidate and the question that are chosen so far."""
    return typed.get("candidate"), typed.get("question")


def chosen(place: tuple[str | None, str | None]) -> Place | None:
    """Return a place where both its parts are chosen."""
    candidate, question = place
    return (candidate, question) if candidate and question else None
