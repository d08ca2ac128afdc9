"""A broadcast as organizers see it: what it says, to whom, how far it is, what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.slack.changes import quoted
from bot.slack.lists import confirm
from bot.slack.render import (
    IN_A_ROW,
    Params,
    actions,
    button,
    context,
    escape,
    fit_lines,
    header,
    section,
)
from bot.slack.room import mention
from bot.utf16 import fit
from bot.words import Words
from questions.broadcast import EDITABLE, EVERYONE, Broadcast, Kind, State
from questions.catalogue import Catalogue
from questions.delivery import RETRIED, Progress

TEXT = 900
"""The longest text shown of a language before anything was sent, in UTF-16 units."""

SHORT = 200
"""The longest text shown of what is on its way, in UTF-16 units."""

LANGUAGES = 20
"""How many languages are shown at most (Slack: 50 blocks a message)."""

CELLS = 20
"""How many characters a progress bar has."""

EDIT, APPROVE, START = "broadcast:edit", "broadcast:approve", "broadcast:start"
PAUSE, RESUME, CANCEL = "broadcast:pause", "broadcast:resume", "broadcast:cancel"
RETRY, RETRY_HELD = "broadcast:retry", "broadcast:retry-held"
EDIT_SENT, DELETE_SENT = "broadcast:edit-sent", "broadcast:delete-sent"
TEST, LINK, LOOK = "broadcast:test", "broadcast:link", "broadcast:look"


@dataclass(frozen=True, slots=True)
class Shown:
    """A broadcast as it is now.

    `recipients` is who would get it if it started now, `rate` how many messages a second go out;
    `approval` says that a second organizer has to approve it.
    """

    broadcast: Broadcast
    progress: Progress
    recipients: int = 0
    rate: float | None = None
    approval: bool = True


def broadcast_blocks(words: Words, catalogue: Catalogue, shown: Shown) -> list[Params]:
    """Show a broadcast, with the buttons for what can be done now."""
    broadcast = shown.broadcast
    begun = broadcast.state not in EDITABLE and broadcast.started_at is not None
    blocks = [header(title(words, broadcast)), *_texts(words, broadcast, begun=begun)]
    blocks.append(section(_terms(words, catalogue, broadcast)))
    if begun:
        blocks.append(section(_progress(words, shown)))
    elif broadcast.state in EDITABLE:
        blocks.append(section(words.count("sending.recipients", shown.recipients)))
    if broadcast.reason:
        blocks.append(context(escape(broadcast.reason)))
    blocks.append(context(_behind(words, broadcast)))
    return [*blocks, *_buttons(words, shown)]


def title(words: Words, broadcast: Broadcast) -> str:
    """Name a broadcast, what it does and how far it is."""
    kind = words(f"sending.kind-{broadcast.kind}", of=f"B-{broadcast.draft.of}")
    return f"{broadcast.subject} · {kind} · {words(f'sending.state-{broadcast.state}')}"


def told_in_a_line(words: Words, broadcast: Broadcast) -> str:
    """Tell of a broadcast in one line of mrkdwn, for notifications and lists."""
    said = broadcast.draft.texts.get(broadcast.draft.fallback, "")
    begins = escape(fit(said.partition("\n")[0], SHORT))
    return f"*{title(words, broadcast)}*" + (f"\n{begins}" if begins else "")


def latest(words: Words, found: Sequence[Broadcast]) -> list[Params]:
    """Show broadcasts, each in a line with the button that opens it."""
    blocks = [header(words("sending.latest"))]
    if not found:
        return [*blocks, context(words("sending.none"))]
    for each in found:
        look = button(words("sending.look"), f"{LOOK}:{each.id}", str(each.id))
        blocks.append(section(told_in_a_line(words, each), accessory=look))
    return blocks


def _texts(words: Words, broadcast: Broadcast, *, begun: bool) -> Iterator[Params]:
    draft = broadcast.draft
    shown = [each for each in draft.texts if not begun or each == draft.fallback]
    for language in shown[:LANGUAGES]:
        text, named = draft.texts[language], words.language_name(language)
        if language == draft.fallback:
            named = words("sending.fallback", language=named)
        yield section(f"*{escape(named)}*\n{quoted(fit(text, SHORT if begun else TEXT))}")
    if draft.links and not begun:
        buttons = [f"[{escape(each.label)}] {escape(each.url)}" for each in draft.links]
        yield section(fit_lines(buttons))


def _terms(words: Words, catalogue: Catalogue, broadcast: Broadcast) -> str:
    draft = broadcast.draft
    lines = [words("sending.to", whom=escape(_audience(words, catalogue, broadcast)))]
    for key, at in (("sending.starts", draft.start_at), ("sending.expires", draft.expires_at)):
        if at and broadcast.state in EDITABLE:
            lines.append(words(key, when=moment(words, at)))
    lines.append(words(f"sending.unsure-{draft.ambiguity}"))
    return "\n".join(lines)


def _audience(words: Words, catalogue: Catalogue, broadcast: Broadcast) -> str:
    draft = broadcast.draft
    if draft.of is not None:
        return words("sending.to-those", of=f"B-{draft.of}")
    if draft.audience == EVERYONE:
        return words("sending.to-everyone")
    followed = [
        *(priority_name(catalogue, each) for each in draft.audience.priorities),
        *(candidate_name(catalogue, each) for each in draft.audience.candidates),
    ]
    said = []
    if followed:
        said.append(words("sending.to-followers", names=words.names(followed)))
    if draft.audience.languages:
        named = [words.language_name(each) for each in draft.audience.languages]
        said.append(words("sending.to-languages", names=words.names(named)))
    return ", ".join(said)


def priority_name(catalogue: Catalogue, number: str) -> str:
    """Name a priority; its number alone where it is none of today's edition."""
    known = number in map(str, catalogue.priorities)
    return f"{number} {catalogue.label(number)}" if known else number


def candidate_name(catalogue: Catalogue, candidate_id: str) -> str:
    """Name a candidate; the id alone where there is no such candidate."""
    found = catalogue.by_id.get(candidate_id)
    return found.name if found else candidate_id


def moment(words: Words, at: datetime) -> str:
    """Write a moment: 20 May 2026, 14:30 UTC."""
    return f"{words.day(at.date())}, {at:%H:%M} UTC"


def _progress(words: Words, shown: Shown) -> str:
    counts = shown.progress
    closed = counts.recipients - counts.left
    share = closed / counts.recipients if counts.recipients else float(counts.counted)
    full = int(share * CELLS)
    lines = [f"`{'█' * full}{'░' * (CELLS - full)}` {int(share * 100)}%"]
    if not counts.counted:
        lines.append(words("sending.counting"))
    lines.append(words("sending.counts", sent=f"{counts.sent:,}", left=f"{counts.left:,}"))
    lines += _reasons(words, "sending.failed", counts.failed)
    lines += _reasons(words, "sending.skipped", counts.skipped)
    if counts.held:
        lines.append(words.count("sending.held", counts.held))
    if counts.repeated:
        lines.append(words.count("sending.repeated", counts.repeated))
    if shown.rate and shown.broadcast.state is State.RUNNING:
        lines.append(words("sending.rate", rate=f"{shown.rate:,.1f}"))
        lines.append(_time_left(words, counts.left / shown.rate))
    return fit_lines(lines)


def _reasons(words: Words, key: str, reasons: Mapping[str, int]) -> list[str]:
    return [
        words(key, why=words(f"sending.reason-{why}"), n=f"{number:,}")
        for why, number in sorted(reasons.items())
    ]


def _time_left(words: Words, seconds: float) -> str:
    if seconds < 60:
        return words("sending.seconds-left")
    return words.count("sending.minutes-left", round(seconds / 60))


def _behind(words: Words, broadcast: Broadcast) -> str:
    said = words("sending.by", who=mention(broadcast.author))
    if broadcast.approver:
        said = f"{said} {words('sending.approved-by', who=mention(broadcast.approver))}"
    return said


def _buttons(words: Words, shown: Shown) -> Iterator[Params]:
    pressable = list(_steering(words, shown))
    if shown.broadcast.state in EDITABLE:
        yield actions(*pressable)
        pressable = list(_tests(words, shown.broadcast))
    for start in range(0, len(pressable), IN_A_ROW):
        yield actions(*pressable[start : start + IN_A_ROW])


def _steering(words: Words, shown: Shown) -> Iterator[Params]:
    broadcast, counts = shown.broadcast, shown.progress
    as_seen, number = f"{broadcast.id}.{broadcast.version}", str(broadcast.id)

    def act(action: str, *, sure: bool = False, style: str | None = None) -> Params:
        key = f"sending.{action.partition(':')[2]}"
        made = button(words(key), f"{action}:{number}", as_seen, style=style)
        return made | ({"confirm": confirm(words, f"{key}-sure", key)} if sure else {})

    match broadcast.state:
        case State.DRAFT | State.APPROVED | State.SCHEDULED:
            yield act(EDIT)
            if broadcast.state is State.DRAFT and shown.approval:
                yield act(APPROVE, style="primary")
            elif broadcast.state is not State.SCHEDULED:
                yield act(START, sure=True, style="primary")
            yield act(CANCEL, sure=True)
        case State.RUNNING:
            yield act(PAUSE)
            yield act(CANCEL, sure=True, style="danger")
        case State.PAUSED:
            yield act(RESUME, style="primary")
            yield act(CANCEL, sure=True, style="danger")
        case State.DONE if any(counts.failed.get(reason) for reason in RETRIED):
            yield act(RETRY)
    if broadcast.state is State.DONE and counts.held:
        yield act(RETRY_HELD, sure=True)
    over = broadcast.state in (State.DONE, State.CANCELLED)
    if over and broadcast.kind is Kind.UPDATE and counts.sent:
        yield act(EDIT_SENT)
        yield act(DELETE_SENT, sure=True, style="danger")


def _tests(words: Words, broadcast: Broadcast) -> Iterator[Params]:
    for language in list(broadcast.draft.texts)[:LANGUAGES]:
        label = words("sending.test", language=words.language_name(language))
        yield button(label, f"{TEST}:{language}", f"{broadcast.id}:{language}")
    yield button(words("sending.link"), LINK)
