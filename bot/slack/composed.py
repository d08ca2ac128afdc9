"""What organizers type of a broadcast, as a modal's fields: from a draft, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.slack.call import read_id
from bot.slack.inputs import TEXT, Typed
from questions.broadcast import Ambiguity, Audience, Draft, Link
from questions.errors import Unfit

PARTS = 4
"""How many fields a text is laid out in at most (3,800 UTF-16 units at 3,000 characters each)."""

TIMES = {"start_at": "start", "expires_at": "expiry"}
"""What a draft's moments are called in the modal, where each has a day and a time."""


def typed_of(draft: Draft) -> Typed:
    """Lay a draft out over the fields, the fallback's text first; what is empty is left out."""
    others = [language for language in draft.texts if language != draft.fallback]
    fields: dict[str, Any] = {"ambiguity": draft.ambiguity.value}
    for place, language in enumerate((draft.fallback, *others)):
        fields[f"language.{place}"] = language
        fields |= dict(_laid(f"text.{place}", draft.texts.get(language, "")))
    for place, link in enumerate(draft.links):
        fields |= {f"label.{place}": link.label, f"url.{place}": link.url}
    for name in ("priorities", "candidates", "languages"):
        fields[name] = list(getattr(draft.audience, name))
    for moment, name in TIMES.items():
        if at := getattr(draft, moment):
            fields |= {f"{name}_day": f"{at:%Y-%m-%d}", f"{name}_time": f"{at:%H:%M}"}
    if draft.of is not None:
        fields["corrects"] = str(draft.of)
    return {name: value for name, value in fields.items() if value}


def _laid(field: str, said: str) -> Iterator[tuple[str, str]]:
    """Lay a text out over as many fields as it needs, cut within words: ends are read stripped."""
    place = 0
    while said:
        cut = _cut(said)
        yield f"{field}.{place}", said[:cut]
        said, place = said[cut:], place + 1


def _cut(said: str) -> int:
    if len(said) <= TEXT:
        return len(said)
    within = (at for at in range(TEXT, 0, -1) if not (said[at - 1].isspace() or said[at].isspace()))
    return next(within, TEXT)


def rows_of(typed: Typed) -> int:
    """Count the languages that fields are filled in for."""
    return _filled(typed, "text.", "language.")


def links_of(typed: Typed) -> int:
    """Count the link buttons that fields are filled in for."""
    return _filled(typed, "label.", "url.")


def _filled(typed: Typed, *begins: str) -> int:
    places = [int(name.split(".")[1]) for name in typed if name.startswith(begins)]
    return max(places, default=-1) + 1


def parts_of(typed: Typed, place: int) -> int:
    """Count the fields that a text stands in."""
    return sum(f"text.{place}.{part}" in typed for part in range(PARTS))


def draft_of(typed: Typed) -> Draft:
    """Read a draft out of the fields. Raises Unfit where they fit no draft, by field."""
    faults: dict[str, str] = {}
    texts: dict[str, str] = {}
    for place in range(rows_of(typed)):
        text, language = _text(typed, place), typed.get(f"language.{place}")
        if text and not language:
            faults[f"language.{place}"] = "choose the language of this text"
        elif language in texts:
            faults[f"language.{place}"] = "there is a text in this language already"
        elif language and text:
            texts[str(language)] = text
    moments = {moment: _moment(typed, name, faults) for moment, name in TIMES.items()}
    if faults:
        raise Unfit(faults)
    return Draft(
        texts=texts,
        fallback=str(typed.get("language.0", "en")),
        links=tuple(
            Link(str(typed.get(f"label.{place}", "")), str(typed.get(f"url.{place}", "")))
            for place in _places_of_links(typed)
        ),
        audience=audience_of(typed),
        ambiguity=Ambiguity.HOLD if typed.get("ambiguity") == "hold" else Ambiguity.RESEND,
        of=corrected_by(typed),
        **moments,
    )


def audience_of(typed: Typed) -> Audience:
    """Read who is to get it."""
    return Audience(
        tuple(typed.get("priorities", ())),
        tuple(typed.get("candidates", ())),
        tuple(typed.get("languages", ())),
    )


def corrected_by(typed: Typed) -> int | None:
    """Read which broadcast is corrected, if any."""
    return read_id(str(typed["corrects"])) if "corrects" in typed else None


def _text(typed: Typed, place: int) -> str:
    return "".join(str(typed.get(f"text.{place}.{part}", "")) for part in range(PARTS))


def _places_of_links(typed: Typed) -> list[int]:
    return [
        place
        for place in range(links_of(typed))
        if f"label.{place}" in typed or f"url.{place}" in typed
    ]


def _moment(typed: Typed, name: str, faults: dict[str, str]) -> datetime | None:
    day, time = typed.get(f"{name}_day"), typed.get(f"{name}_time")
    if day and time:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC)
    if day or time:
        missing, what = ("time", "a time") if day else ("day", "a day")
        faults[f"{name}_{missing}"] = f"choose {what}, too, or neither"
    return None


def at_fields(typed: Typed, faults: Mapping[str, str]) -> dict[str, str]:
    """Tell where the modal shows the fields in which a draft is at fault."""
    places = {typed.get(f"language.{place}"): place for place in reversed(range(rows_of(typed)))}
    links = _places_of_links(typed)

    def shown(field: str) -> str:
        name, _, which = field.partition(".")
        match name:
            case "text":
                return f"text.{places.get(which, 0)}.0"
            case "label" | "url":
                return f"{name}.{links[int(which)]}"
            case "start_at" | "expires_at":
                return f"{TIMES[name]}_day"
        return field

    return {shown(field): reason for field, reason in faults.items()}
