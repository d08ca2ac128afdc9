"""Which of several candidates with one name are meant: `both Garcías`, `the one who isn't Ana`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from questions.request import Intent
from questions.understanding.phrase import NUMBER, Kind
from questions.understanding.roster import Mention
from questions.understanding.views import View

_TWO = frozenset[str]({Kind.PEOPLE, f"{NUMBER}2"})
_SETTING_APART = frozenset[str]({Kind.NOT, Kind.INSTEAD, Kind.EXCEPT})


def not_namesakes(
    mentions: tuple[Mention, ...], kinds: frozenset[str], view: View
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """Tell who of several with one name is not meant: `the García who isn't Ana`.

    Return whom that leaves, and the kinds of phrases without those that have said so. `Not that
    García` asks for the other one.
    """
    if _refuses_the_only(mentions, view):
        return mentions, kinds - _SETTING_APART | {Kind.OTHERS}
    refused = [each for each in mentions if _is_set_apart(each, mentions, view)]
    if not refused:
        return mentions, kinds
    back = frozenset[str]().union(*[each.people for each in refused])
    left = [
        replace(each, people=each.people - back) if each.people > back else each
        for each in mentions
        if each not in refused
    ]
    return tuple(left), kinds - _SETTING_APART - {Kind.WHO, Kind.OTHERS}


def _is_set_apart(mention: Mention, mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether one is refused beside a namesake: `not Ana`, `not the other García`."""
    before = mention.start - 1
    if view.kinds_at(before) & _SETTING_APART:
        return any(mention.people < other.people for other in mentions)
    if Kind.OTHERS in view.kinds_at(before) and view.kinds_at(before - 1) & _SETTING_APART:
        return any(other.people < mention.people for other in mentions)
    return False


def _refuses_the_only(mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether the only name in a text is turned down: `not that García`."""
    before = mentions[0].start - 1
    return (
        len(mentions) == 1
        and Kind.THAT in view.kinds_at(before)
        and bool(view.kinds_at(before - 1) & _SETTING_APART)
    )


def each_of_two(mentions: tuple[Mention, ...], view: View) -> tuple[Mention, ...]:
    """Name each of two who share a name where a text says that it means two: `both Garcías`."""
    if all(mention.certain for mention in mentions):
        return mentions
    if len(mentions) == 1 and Intent.COMPARE in view.said and Kind.OTHERS not in view.said:
        mentions = _each(mentions[0])
    return tuple(
        one
        for mention in mentions
        for one in (_each(mention) if view.kinds_at(mention.start - 1) & _TWO else (mention,))
    )


def _each(mention: Mention) -> tuple[Mention, ...]:
    """Name each of two candidates in turn; more than two are not told apart."""
    if len(mention.people) != 2:
        return (mention,)
    return tuple(replace(mention, people=frozenset({each})) for each in sorted(mention.people))
