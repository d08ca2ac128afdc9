"""The person and the bot: what it is, what it keeps, what they follow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bot.card import Block, Button, Card, Role, Row, block, item, note, strong, text, title
from bot.desk import Desk
from bot.presses import Follow, Following, Forget, Home, Report, Serve
from bot.utf16 import fit
from bot.views.browse import topic_choices
from bot.views.parts import Offer, button, buttons, name, numbered
from bot.words import Words
from questions.agenda import Question
from questions.catalogue import Catalogue
from questions.request import Intent, Request

OFFERED = 12
"""How many candidates are offered beside the priorities to be followed."""

EXPORT = 3_500
"""The longest export shown in one message, in UTF-16 units; there is never that much."""


def in_example(catalogue: Catalogue) -> list[str]:
    """Name the first two candidates who stand, for examples."""
    standing = [each for each in catalogue.candidates if not each.withdrew]
    return [each.family_name or each.name for each in standing[:2]]


def home(words: Words, catalogue: Catalogue, first: Question, run_by: str | None) -> Card:
    """Say what the bot is, whose, what it will send, and what it can be asked.

    `first` is the question with which serving them begins.
    """
    edition = catalogue.edition
    signatories = words.names([each.name for each in edition.signatories])
    return Card(
        (
            title(words("home.title", office=edition.office)),
            *([text(words("home.run-by", who=run_by))] if run_by else []),
            text(
                words("home.whose", signatories=signatories, title=edition.title, year=edition.year)
            ),
            text(words("home.sourced")),
            text(words("home.sends")),
            *_examples(words, catalogue),
        ),
        buttons(
            [
                (words("button.serve"), Serve(first.id)),
                (words("button.priorities"), Request(Intent.LIST_PRIORITIES)),
                (words("button.candidates"), Request(Intent.LIST_CANDIDATES)),
                (words("button.who_supports"), Request(Intent.WHO_SUPPORTS)),
            ],
            width=2,
        ),
    )


def _examples(words: Words, catalogue: Catalogue, leading: str = "home.examples") -> list[Block]:
    """Give examples with names of this roster, the first in the neutral order."""
    people = in_example(catalogue)
    topic = catalogue.label(str(catalogue.edition.priorities[-1].number))
    examples = [words("home.who", topic=topic), words("home.open")]
    if people:
        examples.insert(0, words("home.stance", name=people[0], topic=topic))
    if len(people) == 2:
        examples.append(words("home.compare", first=people[0], second=people[1], topic=topic))
    return [text(words(leading)), *(item(each) for each in examples)]


def how_to_ask(words: Words, catalogue: Catalogue) -> Card:
    """Say what can be asked, and offer the priorities."""
    return Card(
        tuple(_examples(words, catalogue, "ask.how")),
        (
            *buttons(topic_choices(catalogue), width=2),
            *buttons([(words("button.candidates"), Request(Intent.LIST_CANDIDATES))]),
        ),
    )


def no_such_command(words: Words, name: str, *, answered: bool) -> Block:
    """Say that a command is none; `answered` says that what it asks is answered below."""
    return text(words("help.guessed" if answered else "help.unknown", name=name))


def help_card(words: Words, catalogue: Catalogue, commands: Mapping[str, str]) -> Card:
    """List the commands and ways of asking."""
    return Card(
        (
            title(words("help.title")),
            *_examples(words, catalogue),
            title(words("help.commands")),
            *(item(strong(f"/{command}"), f": {said}") for command, said in commands.items()),
        ),
        buttons([(words("button.home"), Home())]),
    )


def privacy(words: Words, desk: Desk) -> Card:
    """Say what is kept of a person, why, for how long, and how to have it erased."""
    run_by = words("privacy.who", who=desk.run_by) if desk.run_by else words("privacy.who-unknown")
    lines = [run_by, words("privacy.kept"), words("privacy.not-kept")]
    if desk.counts_unresolved:
        lines.append(words("privacy.counted"))
    lines.append(words("privacy.rights"))
    if desk.contact:
        lines.append(words("privacy.contact", contact=desk.contact))
    return Card((title(words("privacy.title")), *map(text, lines)), _way_home(words))


def _way_home(words: Words) -> tuple[Row, ...]:
    return buttons([(words("button.home"), Home())])


def following(
    words: Words,
    catalogue: Catalogue,
    followed: Sequence[Follow],
    *,
    done: str | None = None,
    misunderstood: bool = False,
) -> Card:
    """Show what this chat follows, each with a button to unfollow; after a change, say it."""
    lines: list[Block] = []
    if misunderstood:
        lines.append(text(words("follow.misunderstood")))
    if done is not None:
        lines.append(text(done))
    lines.append(text(words("follow.title") if followed else words("follow.none")))
    lines += [item(_followed(words, catalogue, each)) for each in followed]
    lines += [note(words("follow.how-often"))] if followed else []
    ending = [
        (words("button.unfollow", what=_followed(words, catalogue, each)), _off(each))
        for each in followed
    ]
    return Card(
        tuple(lines),
        (
            *buttons(ending),
            *buttons(
                [
                    (words("button.priorities"), Request(Intent.LIST_PRIORITIES)),
                    (words("button.candidates"), Request(Intent.LIST_CANDIDATES)),
                ],
                width=2,
            ),
        ),
    )


def followed_remark(
    words: Words, catalogue: Catalogue, before: Sequence[Follow], wanted: Follow
) -> str:
    """Say what is followed, or no longer followed, from now on; or that it was so before."""
    followed = Follow(wanted.topic, wanted.candidate) in before
    what = _followed(words, catalogue, wanted)
    if wanted.on:
        return words("follow.already" if followed else "follow.done", what=what)
    return words("follow.undone" if followed else "follow.not", what=what)


def _off(follow: Follow) -> Follow:
    return Follow(follow.topic, follow.candidate, on=False)


def _followed(words: Words, catalogue: Catalogue, follow: Follow) -> str:
    if follow.topic is not None and int(follow.topic) not in catalogue.priorities:
        return words("follow.gone-priority", number=follow.topic)
    if follow.topic is not None:
        return words("follow.priority", what=numbered(catalogue, follow.topic))
    candidate = catalogue.by_id.get(follow.candidate or "")
    return name(candidate) if candidate else words("follow.gone")


def follow_menu(words: Words, catalogue: Catalogue, *, misunderstood: bool = False) -> Card:
    """Offer what can be followed; candidates, where they are many, on their own cards."""
    topics = [
        (numbered(catalogue, str(each.number)), Follow(topic=str(each.number)))
        for each in catalogue.edition.priorities
    ]
    lines = [text(words("follow.what")), note(words("follow.how-often"))]
    if misunderstood:
        lines.insert(0, text(words("follow.which")))
    return Card(
        (title(words("follow.menu")), *lines),
        (
            *buttons([*topics, *_people(catalogue)], width=2),
            *buttons(
                [
                    (words("button.candidates"), Request(Intent.LIST_CANDIDATES)),
                    (words("button.following"), Following()),
                ],
                width=2,
            ),
        ),
    )


def _people(catalogue: Catalogue) -> list[Offer]:
    return [(each.name, Follow(candidate=each.id)) for each in catalogue.candidates[:OFFERED]]


def how_to_compare(words: Words, catalogue: Catalogue) -> Card:
    """Say how to compare, with names of this roster."""
    names = in_example(catalogue)
    if len(names) < 2:
        return Card((text(words("compare.too-few")),), _way_home(words))
    topic = catalogue.label(str(catalogue.edition.priorities[-1].number))
    example = words("compare.example", first=names[0], second=names[1], topic=topic)
    return Card(
        (text(words("compare.how")), block(Role.COPY, example)),
        buttons([(words("button.candidates"), Request(Intent.LIST_CANDIDATES))]),
    )


def stopped(words: Words) -> Card:
    """Confirm that nothing more will be sent unasked."""
    return Card((text(words("stop.done")),), buttons([(words("button.home"), Home())]))


def forget_first(words: Words) -> Card:
    """Ask once more before everything is erased."""
    return Card(
        (title(words("forget.title")), text(words("forget.what"))),
        (
            (button(words("button.forget"), Forget(confirmed=True)),),
            (button(words("button.keep"), Home()),),
        ),
    )


def forgotten(words: Words) -> Card:
    """Confirm that everything is erased."""
    return Card((text(words("forget.done")),), _way_home(words))


def export(words: Words, kept: Mapping[str, object]) -> Card:
    """Show everything kept of this person."""
    if not kept:
        return Card((text(words("export.nothing")),), _way_home(words))
    written = json.dumps(kept, ensure_ascii=False, indent=1, default=str)
    shown = block(Role.COPY, fit(written, EXPORT))
    return Card((title(words("export.title")), shown), _way_home(words))


def reported(words: Words, report: Report, reference: str) -> Card:
    """Thank for a report; a reply to this very message adds what is wrong."""
    return Card(
        (title(words("report.title", reference=reference)), text(words("report.thanks"))),
        _back_to_answer(words, report),
    )


def noted(words: Words, report: Report, reference: str) -> Card:
    """Thank for the words added to a report."""
    said = text(words("report.noted", reference=reference))
    return Card((said,), _back_to_answer(words, report))


def _back_to_answer(words: Words, report: Report) -> tuple[Row, ...]:
    back = Request(Intent.STANCE, (report.candidate,), (report.question,))
    return buttons([(words("button.back-to-answer"), back)])


def linked(words: Words, *, valid: bool) -> Card:
    """Say whether a chat is an organizer's own from now on."""
    return Card((text(words("link.done" if valid else "link.invalid")),), _way_home(words))


def only_administrators(words: Words) -> Card:
    """Say that in a group this is for its administrators."""
    return Card((text(words("group.administrators")),))


def only_in_private(words: Words, link: str) -> Card:
    """Say that this belongs in a chat with the bot alone."""
    return Card((text(words("group.private")),), ((Button(words("button.private"), url=link),),))
