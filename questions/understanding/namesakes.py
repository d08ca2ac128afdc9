"""Which of several candidates with one name are meant: `both Garcías`, `the one who isn't Ana`."""

from __future__ import annotations

from collections.abc import Sequence

from questions.request import Intent
from questions.understanding.phrase import NUMBER, Kind
from questions.understanding.roster import Mention
from questions.understanding.views import View

_NOTHING = frozenset[str]()
_TWO = frozenset[str]({Kind.PEOPLE, f"{NUMBER}2"})
_SETTING_APART = frozenset[str]({Kind.NOT, Kind.INSTEAD, Kind.EXCEPT})


def told_apart(
    mentions: tuple[Mention, ...], kinds: frozenset[str], view: View
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """Settle whom a text means of several with one name, where it says who is not meant.

    Return whom that leaves, and the kinds of phrases that ask something besides.
    """
    if all(mention.certain for mention in mentions):
        return mentions, kinds
    left, spent = _without_refused(mentions, view)
    kinds -= spent
    if _refuses_one(left, view):
        kinds = kinds - {Kind.INSTEAD, Kind.NOT} | {Kind.OTHERS}
    return left, kinds


def _without_refused(
    mentions: tuple[Mention, ...], view: View
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """Tell who of several with one name is not meant: `the García who isn't Ana`.

    Return whom that leaves, and the kinds of phrases that have said so and ask nothing.
    """
    refused = [each for each in mentions if _is_set_apart(each, mentions, view)]
    if not refused:
        return mentions, _NOTHING
    back = frozenset[str]().union(*[each.people for each in refused])
    left = [
        each._replace(people=each.people - back) if each.people > back else each
        for each in mentions
        if each not in refused
    ]
    return tuple(left), _SETTING_APART | {Kind.WHO, Kind.OTHERS}


def _is_set_apart(mention: Mention, mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether one is refused beside a namesake: `not Ana`, `not the other García`."""
    before = mention.start - 1
    if view.kinds_at(before) & _SETTING_APART:
        return any(mention.people < other.people for other in mentions)
    if Kind.OTHERS in view.kinds_at(before) and view.kinds_at(before - 1) & _SETTING_APART:
        return any(other.people < mention.people for other in mentions)
    return False


def _refuses_one(mentions: Sequence[Mention], view: View) -> bool:
    """Tell whether a text turns one of several with one name down: `not that García`."""
    return (
        len(mentions) == 1
        and not mentions[0].certain
        and Kind.THAT in view.kinds_at(mentions[0].start - 1)
        and bool(view.kinds_at(mentions[0].start - 2) & _SETTING_APART)
    )


def each_of_two(mentions: tuple[Mention, ...], view: View) -> tuple[Mention, ...]:
    """Name each of two who share a name where a text says that it means two: `both Garcías`."""
    if all(mention.certain for mention in mentions):
        return mentions
    one_name = len({mention.people for mention in mentions}) == 1
    if one_name and Intent.COMPARE in view.said and Kind.OTHERS not in view.said:
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
    return tuple(mention._replace(people=frozenset({each})) for each in sorted(mention.people))
